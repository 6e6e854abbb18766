from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from balise.web.outbox.models import OutboxRow


class DecisionForm(forms.Form):
    """What becomes of a row, and why. ``was`` is the state that the page showed."""

    was = forms.ChoiceField(choices=OutboxRow.State.choices, widget=forms.HiddenInput)
    reason = forms.CharField(
        label=_("Raison"),
        max_length=1_000,
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": _("Écrivez la raison.")},
        help_text=_("Ce que vous avez vérifié ou réparé. Elle reste avec le travail, à votre nom."),
    )


class AgainForm(forms.Form):
    """Run again everything of a kind that failed."""

    kind = forms.CharField(max_length=80, widget=forms.HiddenInput)
    reason = forms.CharField(
        label=_("Raison"),
        max_length=1_000,
        error_messages={"required": _("Écrivez la raison.")},
        help_text=_("Par exemple : le serveur de courriel est réparé."),
    )
