from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from balise.web.people.choosing import PersonField
from balise.web.people.models import Person
from balise.web.signing.models.asking import Campaign

_DATE = {
    "required": _("Écrivez la date : JJ/MM/AAAA."),
    "invalid": _("Écrivez la date ainsi : JJ/MM/AAAA, par exemple 05/09/2026."),
}


def _day(label: Any) -> forms.DateField:
    return forms.DateField(
        label=label,
        input_formats=["%d/%m/%Y"],
        widget=forms.DateInput(format="%d/%m/%Y", attrs={"inputmode": "numeric", "autocomplete": "off"}),
        error_messages=_DATE,
    )


class LaunchForm(forms.Form):
    """Whom to ask, and until when."""

    population = forms.ChoiceField(
        label=_("Qui doit répondre"),
        choices=[
            (Campaign.Population.ALL.value, _("Tout le monde")),
            (Campaign.Population.TEAM.value, _("Une équipe")),
            (Campaign.Population.NEW.value, _("Les personnes qui n’ont jamais répondu")),
        ],
        widget=forms.RadioSelect,
    )
    team = PersonField(
        label=_("Équipe de"),
        queryset=Person.objects.none(),
        required=False,
        error_messages={"invalid_choice": _("Choisissez une personne de la liste.")},
    )
    due = _day(_("À répondre au plus tard le (JJ/MM/AAAA)"))

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        team: Any = self.fields["team"]
        team.queryset = Person.objects.filter(is_active=True, team__is_active=True).distinct().order_by("name")


class ExemptForm(forms.Form):
    """Until when somebody need not answer, and why."""

    until = _day(_("Jusqu’au (JJ/MM/AAAA)"))
    reason = forms.CharField(
        label=_("Raison"),
        help_text=_("Par exemple un congé. Elle est scellée."),
        max_length=500,
        error_messages={
            "required": _("Écrivez la raison."),
            "max_length": _("La raison est trop longue : 500 caractères au plus."),
            "null_characters_not_allowed": _("La raison contient un caractère illisible : effacez-le."),
        },
    )
