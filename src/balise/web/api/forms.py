from __future__ import annotations

import datetime as dt

from django import forms
from django.utils.translation import gettext_lazy as _

from balise.web.api.scopes import NAMES

DAYS = [(30, _("30 jours")), (90, _("90 jours")), (365, _("un an"))]


class TokenForm(forms.Form):
    """A token to make."""

    name = forms.CharField(
        label=_("Nom du jeton"),
        max_length=80,
        help_text=_("Quel outil s’en servira, et où : vous saurez lequel révoquer."),
        error_messages={"required": _("Donnez un nom au jeton.")},
    )
    scopes = forms.MultipleChoiceField(
        label=_("Ce qu’il permet"),
        widget=forms.CheckboxSelectMultiple,
        choices=[(scope.value, name) for scope, name in NAMES.items()],
        help_text=_("Jamais plus que ce que vos rôles vous permettent à vous."),
        error_messages={"required": _("Choisissez ce que le jeton permet.")},
    )
    days = forms.TypedChoiceField(label=_("Valable"), choices=DAYS, coerce=int, initial=90)

    def expires(self, now: dt.datetime) -> dt.datetime:
        """When a valid form says that it ends."""
        return now + dt.timedelta(days=self.cleaned_data["days"])
