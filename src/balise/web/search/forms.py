from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from balise.web.search.queries import Wanted
from balise.web.search.registry import Source, network_choices
from balise.web.search.words import LONGEST_QUESTION
from balise.web.ui import badges

EARLIEST, LATEST = dt.date(1990, 1, 1), dt.date(2100, 1, 1)


class _Day(forms.DateField):
    def __init__(self, **more: Any) -> None:
        widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
        super().__init__(required=False, widget=widget, input_formats=["%Y-%m-%d", "%d/%m/%Y"], **more)
        self.error_messages["invalid"] = _("Écrivez un jour, par exemple 24/11/2026.")


class SearchForm(forms.Form):
    """What to look for. The names of the fields are the address that people keep and send to one another."""

    q = forms.CharField(
        label=_("Mots cherchés"),
        required=False,
        max_length=LONGEST_QUESTION,
        widget=forms.TextInput(attrs={"type": "search", "autocomplete": "off"}),
        help_text=_("« mots côte à côte » entre guillemets, début* avec une étoile, -mot à exclure."),
        error_messages={"max_length": _("La question est trop longue : 300 caractères au plus.")},
    )
    type = forms.ChoiceField(label=_("Où chercher"), required=False)
    etat = forms.ChoiceField(label=_("État"), required=False)
    auteur = forms.CharField(label=_("Auteur·e"), required=False, max_length=100)
    reseau = forms.ChoiceField(label=_("Réseau"), required=False)
    du = _Day(label=_("Du"))
    au = _Day(label=_("Au"))

    def __init__(self, data: Mapping[str, Any], *, kinds: Sequence[Source], language: str) -> None:
        super().__init__(data)
        fields: dict[str, Any] = self.fields
        fields["type"].choices = [("", _("Partout")), *((source.kind, source.label) for source in kinds)]
        fields["etat"].choices = [("", _("Tous")), *_states(kinds)]
        fields["reseau"].choices = [("", _("Tous")), *network_choices(language)]

    def clean(self) -> dict[str, Any]:
        """Days in their order, in a century where calendars have them."""
        given: dict[str, Any] = super().clean() or {}
        for name in ("du", "au"):
            if given.get(name) and not EARLIEST <= given[name] <= LATEST:
                self.add_error(name, _("Écrivez un jour, par exemple 24/11/2026."))
        if given.get("du") and given.get("au") and given["au"] < given["du"]:
            self.add_error("au", _("La période finit avant de commencer."))
        return given

    def wanted(self, *, page: int) -> Wanted:
        """What a valid form asks."""
        given = self.cleaned_data
        return Wanted(
            words=given["q"],
            kind=given["type"],
            state=given["etat"],
            author=given["auteur"],
            network=given["reseau"],
            since=given["du"],
            until=given["au"],
            page=page,
        )


def _states(kinds: Sequence[Source]) -> list[tuple[Any, list[tuple[str, Any]]]]:
    """States by kind, under the name of the kind: the same word may be the state of two kinds."""
    return [
        (source.label, [(f"{source.kind}:{state}", badge.label) for state, badge in badges.states(source.states)])
        for source in kinds
        if source.states
    ]
