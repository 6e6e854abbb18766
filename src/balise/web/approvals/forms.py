from __future__ import annotations

import datetime as dt

from django import forms
from django.utils.translation import gettext_lazy as _

from balise.web.people.choosing import PersonField
from balise.web.people.models import Person
from balise.web.verdicts.engine import the_policy
from balise.web.verdicts.networks import all_networks, network_name

DAY = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
DAYS = ["%Y-%m-%d", "%d/%m/%Y"]


class MandateForm(forms.Form):
    """Who may speak, on what, where, from when to when."""

    holder = PersonField(label=_("Qui peut parler"), queryset=Person.objects.none(), empty_label=_("Choisir"))
    topic = forms.CharField(
        label=_("Sur quoi"),
        max_length=2_000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Le sujet et ses limites, en une ou deux phrases. La personne les verra avant chaque envoi."),
    )
    networks = forms.MultipleChoiceField(
        label=_("Sur quels réseaux"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Aucune case cochée : tous les réseaux."),
    )
    since = forms.DateField(label=_("Du"), widget=DAY, input_formats=DAYS)
    until = forms.DateField(label=_("Au"), widget=DAY, input_formats=DAYS, help_text=_("Dernier jour, un an au plus."))

    def __init__(self, *args: object, granter: Person, language: str, today: dt.date, **more: object) -> None:
        super().__init__(*args, **more)  # type: ignore[arg-type]
        people = Person.objects.filter(is_active=True).exclude(pk=granter.pk).order_by("name", "pk")
        self.fields["holder"].queryset = people  # type: ignore[attr-defined]
        self.fields["networks"].choices = [  # type: ignore[attr-defined]
            (name, network_name(name, the_policy(), language)) for name in all_networks()
        ]
        self.fields["since"].initial = today
