from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _


class AnswerForm(forms.Form):
    """One answer to the situation that the page shows."""

    answer = forms.ChoiceField(
        label=_("Votre réponse"),
        widget=forms.RadioSelect,
        error_messages={
            "required": _("Choisissez une des réponses."),
            "invalid_choice": _("Choisissez une des réponses."),
        },
    )
    situation = forms.CharField(max_length=80, widget=forms.HiddenInput)

    def __init__(self, *args: Any, choices: list[tuple[str, str]], **more: Any) -> None:
        super().__init__(*args, **more)
        answer: Any = self.fields["answer"]
        answer.choices = choices
