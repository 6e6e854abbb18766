from __future__ import annotations

from typing import Any

from django import forms
from django.core.validators import FileExtensionValidator
from django.utils.translation import gettext_lazy as _

from balise.documents.importing import LARGEST
from balise.documents.sections import paragraphs
from balise.web.signing.models.versions import PolicySection


class TextForm(forms.Form):
    """The file of the official text in one language."""

    language = forms.ChoiceField(
        label=_("Langue de ce texte"),
        choices=[("fr", _("Français (fait autorité)")), ("en", _("Anglais"))],
        widget=forms.RadioSelect,
        initial="fr",
        error_messages={"required": _("Choisissez la langue du texte.")},
    )
    file = forms.FileField(
        label=_("Fichier"),
        help_text=_("DOCX, PDF ou Markdown, 10 Mo au plus. Il est conservé tel quel; ses images ne sont pas montrées."),
        widget=forms.ClearableFileInput(attrs={"accept": ".docx,.pdf,.md,.markdown,.txt"}),
        error_messages={
            "required": _("Choisissez un fichier."),
            "empty": _("Ce fichier est vide."),
            "invalid": _("Choisissez un fichier."),
        },
        validators=[
            FileExtensionValidator(
                ["docx", "pdf", "md", "markdown", "txt"],
                message=_("Choisissez un fichier DOCX, PDF ou Markdown."),
            )
        ],
    )

    def clean_file(self) -> Any:
        """Not read whole when it is too big."""
        given = self.cleaned_data["file"]
        if given.size > LARGEST:
            raise forms.ValidationError(_("Ce fichier est trop gros : 10 Mo au plus."))
        return given


class SectionForm(forms.Form):
    """Which section a clause stands in."""

    section = forms.ChoiceField(label=_("Section du texte"), required=False)

    def __init__(self, *args: Any, sections: list[PolicySection], **more: Any) -> None:
        super().__init__(*args, **more)
        field: Any = self.fields["section"]
        field.choices = [
            ("", _("Aucune : le texte ne dit rien de cet article")),
            *((one.anchor, f"{one.number} {one.title}".strip() or one.words[:60]) for one in sections),
        ]


class PassageForm(forms.Form):
    """Which paragraphs of a section say the clause."""

    paragraphs = forms.MultipleChoiceField(
        label=_("Paragraphes qui disent cet article"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"invalid_choice": _("Un des paragraphes n’est plus dans le texte.")},
    )

    def __init__(self, *args: Any, section: PolicySection, **more: Any) -> None:
        super().__init__(*args, **more)
        self.whole = paragraphs(section.words)
        field: Any = self.fields["paragraphs"]
        field.choices = [(str(at), one) for at, one in enumerate(self.whole)]

    def passage(self) -> str:
        """The ticked paragraphs, in order."""
        return "\n".join(self.whole[int(at)] for at in sorted(self.cleaned_data["paragraphs"], key=int))


class ReasonForm(forms.Form):
    """Why a version is taken out of force."""

    reason = forms.CharField(
        label=_("Pourquoi"),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={
            "required": _("Écrivez la raison."),
            "max_length": _("La raison est trop longue : 500 caractères au plus."),
            "null_characters_not_allowed": _("La raison contient un caractère illisible : effacez-le."),
        },
    )
