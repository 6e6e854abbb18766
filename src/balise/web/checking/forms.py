from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from balise.web.checking.judging import VOICES
from balise.web.verdicts.engine import the_policy
from balise.web.verdicts.networks import all_networks, network_name


class CheckForm(forms.Form):
    """The text and who speaks. Only the voice can be wrong: any text is shown again as it was."""

    voice = forms.ChoiceField(
        label=_("Qui parle?"),
        choices=[
            ("personal", _("Moi, en mon nom")),
            ("official", _("L’organisation, sur un compte officiel")),
        ],
        widget=forms.RadioSelect,
        initial=VOICES[0],
    )
    text = forms.CharField(
        label=_("Votre message"),
        required=False,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 9, "spellcheck": "true", "autocomplete": "off"}),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["text"].validators = []  # ``texts.pasted`` has dealt with every character


class SendForm(forms.Form):
    """What is added before a text leaves the check."""

    networks = forms.MultipleChoiceField(
        label=_("Où voulez-vous le publier?"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={
            "required": _("Choisissez au moins un réseau."),
            "invalid_choice": _("Ce réseau n’existe pas."),
        },
    )

    def __init__(self, *args: Any, language: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["networks"]
        field.choices = [(name, network_name(name, the_policy(), language)) for name in all_networks()]


class QuestionForm(forms.Form):
    question = forms.CharField(
        label=_("Votre question"),
        max_length=2_000,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={
            "required": _("Écrivez votre question."),
            "max_length": _("Votre question est trop longue : 2 000 caractères au plus."),
            "null_characters_not_allowed": _("Votre question contient un caractère illisible : effacez-le."),
        },
    )
