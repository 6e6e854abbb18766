from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from balise.web.people.models import Person
from balise.web.retention.registry import all_kinds

YEAR = 365
_UNREADABLE = _("La raison contient un caractère illisible : effacez-le.")


class LengthForm(forms.Form):
    """How long one kind is kept."""

    kind = forms.CharField(max_length=40, widget=forms.HiddenInput)
    length = forms.IntegerField(
        label=_("Durée"),
        min_value=1,
        max_value=40_000,
        error_messages={
            "required": _("Écrivez la durée, en chiffres."),
            "invalid": _("Écrivez la durée en chiffres, sans décimale."),
            "min_value": _("La durée est d’au moins 30 jours."),
            "max_value": _("La durée est d’au plus 100 ans."),
        },
    )
    unit = forms.ChoiceField(label=_("En"), choices=[("years", _("années")), ("days", _("jours"))])

    def days(self) -> int:
        """The length in days; a year has 365."""
        given = self.cleaned_data
        return int(given["length"]) * (YEAR if given["unit"] == "years" else 1)


def length_of(days: int) -> dict[str, Any]:
    """How a length is shown in the form: in years where it is whole ones."""
    return {"length": days // YEAR, "unit": "years"} if days % YEAR == 0 else {"length": days, "unit": "days"}


class HoldForm(forms.Form):
    """What is not to be destroyed, until when, why."""

    person: Any = forms.ModelChoiceField(
        label=_("Personne"),
        queryset=Person.objects.order_by("name", "pk"),
        required=False,
        empty_label=_("Toutes"),
        error_messages={"invalid_choice": _("Choisissez une personne de la liste.")},
    )
    kind = forms.ChoiceField(label=_("Documents"), required=False)
    until = forms.DateField(
        label=_("Jusqu’au (JJ/MM/AAAA)"),
        required=False,
        help_text=_("Vide : jusqu’à ce que la suspension soit levée."),
        input_formats=["%d/%m/%Y", "%Y-%m-%d"],
        widget=forms.DateInput(format="%d/%m/%Y", attrs={"inputmode": "numeric", "autocomplete": "off"}),
        error_messages={"invalid": _("Écrivez la date ainsi : JJ/MM/AAAA, par exemple 05/09/2026.")},
    )
    reason = forms.CharField(
        label=_("Raison"),
        help_text=_("Par exemple un recours en cours. Elle est scellée; chaque lecture est notée."),
        max_length=1_000,
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={
            "required": _("Écrivez la raison."),
            "max_length": _("La raison est trop longue : 1 000 caractères au plus."),
            "null_characters_not_allowed": _UNREADABLE,
        },
    )

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        kind: Any = self.fields["kind"]
        kind.choices = [("", _("Tous")), *[(one.id, one.label) for one in all_kinds()]]
