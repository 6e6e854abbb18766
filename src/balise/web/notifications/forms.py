"""How one wants to hear of each kind."""

from __future__ import annotations

from collections.abc import Iterable

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from balise.web.notifications.kinds import Kind
from balise.web.notifications.models import How

HOWS = [
    (How.NOW.value, pgettext_lazy("avis", "Tout de suite")),
    (How.DAILY.value, pgettext_lazy("avis", "Une fois par jour")),
    (How.NONE.value, pgettext_lazy("avis", "Jamais par courriel")),
]


class PreferencesForm(forms.Form):
    """One choice for each kind; names of fields are ids of kinds."""

    def __init__(self, *args: object, kinds: Iterable[tuple[Kind, How]], **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        for kind, how in kinds:
            self.fields[kind.id] = forms.ChoiceField(
                label=str(kind.label),
                choices=HOWS,
                initial=how.value,
                help_text=_("Quelque chose vous est demandé.") if kind.duty else "",
            )
