from __future__ import annotations

import datetime as dt
from typing import Any

from django import forms
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from balise.documents.certificates import LONGEST_DRAWING
from balise.web.signing.answers_transitions import Answer

_YES_NO = [("yes", _("Oui")), ("no", _("Non"))]
_UNREADABLE = _("Ce texte contient un caractère illisible : effacez-le.")


def written(day: dt.date) -> str:
    """A day as the form wants it, in both languages."""
    return f"{day:%d/%m/%Y}"


class AnswerForm(forms.Form):
    """The form at the end of the policy, question for question."""

    acknowledged = forms.ChoiceField(
        label=_("J’ai pris connaissance de la politique"),
        choices=_YES_NO,
        widget=forms.RadioSelect,
        error_messages={"required": _("Répondez par oui ou par non : avez-vous pris connaissance de la politique?")},
    )
    agrees = forms.ChoiceField(
        label=_("Je suis en accord avec le contenu de la politique"),
        choices=_YES_NO,
        widget=forms.RadioSelect,
        error_messages={
            "required": _("Répondez par oui ou par non : êtes-vous en accord avec le contenu de la politique?")
        },
    )
    reason = forms.CharField(
        label=_("Si vous répondez non, pourquoi?"),
        help_text=_("Seules les ressources humaines peuvent lire cette raison, et chaque lecture est notée."),
        required=False,
        max_length=4_000,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={
            "max_length": _("La raison est trop longue : 4 000 caractères au plus."),
            "null_characters_not_allowed": _UNREADABLE,
        },
    )
    name = forms.CharField(
        label=_("Nom"),
        max_length=200,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
        error_messages={
            "required": _("Écrivez votre nom."),
            "max_length": _("Ce nom est trop long : 200 caractères au plus."),
            "null_characters_not_allowed": _UNREADABLE,
        },
    )
    date = forms.DateField(
        label=_("Date (JJ/MM/AAAA)"),
        input_formats=["%d/%m/%Y"],
        widget=forms.DateInput(format="%d/%m/%Y", attrs={"inputmode": "numeric", "autocomplete": "off"}),
        error_messages={
            "required": _("Écrivez la date : JJ/MM/AAAA."),
            "invalid": _("Écrivez la date ainsi : JJ/MM/AAAA, par exemple 05/09/2026."),
        },
    )
    place = forms.CharField(
        label=_("Lieu"),
        help_text=_("La ville où vous signez."),
        max_length=200,
        widget=forms.TextInput(attrs={"autocomplete": "address-level2"}),
        error_messages={
            "required": _("Écrivez le lieu où vous signez."),
            "max_length": _("Ce lieu est trop long : 200 caractères au plus."),
            "null_characters_not_allowed": _UNREADABLE,
        },
    )

    def answer(self) -> Answer:
        """What was answered."""
        given = self.cleaned_data
        return Answer(
            acknowledged=given["acknowledged"] == "yes",
            agrees=given["agrees"] == "yes",
            name=given["name"],
            date=given["date"],
            place=given["place"],
            reason=given["reason"],
        )


class SignForm(AnswerForm):
    """The same, with the act of signing."""

    how = forms.ChoiceField(
        label=_("Comment signez-vous?"),
        choices=[("identified", ""), ("drawn", "")],
        widget=forms.RadioSelect,
        initial="identified",
        error_messages={"required": _("Choisissez comment signer.")},
    )
    secret = forms.CharField(
        required=False,
        max_length=200,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
        error_messages={
            "max_length": _("C’est trop long pour un mot de passe ou un code."),
            "null_characters_not_allowed": _UNREADABLE,
        },
    )
    drawing = forms.CharField(
        required=False,
        max_length=LONGEST_DRAWING,
        widget=forms.HiddenInput,
        error_messages={
            "max_length": _("Ce dessin est trop long : effacez-le et signez plus simplement."),
            "null_characters_not_allowed": _UNREADABLE,
        },
    )

    def __init__(self, *args: Any, by_code: bool = False, **more: Any) -> None:
        super().__init__(*args, **more)
        said = _now("En écrivant de nouveau le code") if by_code else _now("En vous identifiant de nouveau")
        how: Any = self.fields["how"]
        how.choices = [("identified", said), ("drawn", _now("En dessinant votre signature"))]
        secret = self.fields["secret"]
        secret.label = _now("Code de signature") if by_code else _now("Mot de passe ou code")
        if by_code:
            secret.help_text = _now("Celui qu’on vous a donné avec le lien.")
            secret.widget = forms.TextInput(attrs={"autocomplete": "off", "inputmode": "numeric"})
        else:
            secret.help_text = _now(
                "Votre mot de passe, le code de votre second facteur ou un code reçu sur papier. "
                "Inutile si vous dessinez votre signature."
            )


class CodeForm(forms.Form):
    """The code that goes with a link."""

    code = forms.CharField(
        label=_("Code de signature"),
        max_length=20,
        widget=forms.TextInput(attrs={"autocomplete": "off", "inputmode": "numeric"}),
        error_messages={
            "required": _("Écrivez le code."),
            "max_length": _("Ce code est trop long : il a huit chiffres."),
            "null_characters_not_allowed": _UNREADABLE,
        },
    )
