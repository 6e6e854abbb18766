from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from balise.web.questions.transitions import LONGEST_ANSWER
from balise.web.verdicts.quoting import clause_choices


class AnswerForm(forms.Form):
    """What communications answer, and the clauses that say so."""

    answer = forms.CharField(
        label=_("Votre réponse"),
        max_length=LONGEST_ANSWER,
        widget=forms.Textarea(attrs={"rows": 6}),
        error_messages={
            "required": _("Écrivez votre réponse."),
            "max_length": _("Votre réponse est trop longue : 4 000 caractères au plus."),
            "null_characters_not_allowed": _("Votre réponse contient un caractère illisible : effacez-le."),
        },
    )
    clauses = forms.MultipleChoiceField(
        label=_("Articles de la politique à citer"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("La personne lira leur règle sous votre réponse. Ceux que les constats nomment sont déjà cochés."),
        error_messages={"invalid_choice": _("Un des articles n’est plus dans la politique.")},
    )

    def __init__(self, *args: Any, language: str, **more: Any) -> None:
        super().__init__(*args, **more)
        field: Any = self.fields["clauses"]
        field.choices = clause_choices(language)
