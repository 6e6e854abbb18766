from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from balise.documents.scans import LARGEST
from balise.web.signing.answers_forms import AnswerForm
from balise.web.signing.models.paper import SignedPage
from balise.web.signing.models.versions import PolicyVersion
from balise.web.signing.paper_queries import published_versions

_UNREADABLE = _("Ce texte contient un caractère illisible : effacez-le.")


class ScanForm(forms.Form):
    """A scan of a signed form. HR also says how it came, and may know a page by its name when it has no code."""

    file = forms.FileField(
        label=_("Page numérisée"),
        help_text=_("PDF, JPEG, PNG, TIFF ou WebP, 15 Mo au plus. Une personne par fichier, dans n’importe quel sens."),
        widget=forms.ClearableFileInput(attrs={"accept": ".pdf,.jpg,.jpeg,.png,.tif,.tiff,.webp"}),
        error_messages={
            "required": _("Choisissez le fichier de la page numérisée."),
            "empty": _("Ce fichier est vide. Numérisez la page de nouveau."),
            "invalid": _("Choisissez le fichier de la page numérisée."),
        },
    )
    code = forms.CharField(
        label=_("Code imprimé sous le carré"),
        help_text=_("Seulement si le carré est taché ou coupé."),
        required=False,
        max_length=60,
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
        error_messages={
            "max_length": _("Ce code est trop long."),
            "null_characters_not_allowed": _UNREADABLE,
        },
    )
    method = forms.ChoiceField(
        label=_("Comment cette page est-elle arrivée?"),
        choices=[
            (SignedPage.Method.PAPER.value, _("Remise sur papier")),
            (SignedPage.Method.MAIL.value, _("Reçue par courriel")),
        ],
        widget=forms.RadioSelect,
        initial=SignedPage.Method.PAPER.value,
        error_messages={"required": _("Dites comment cette page est arrivée.")},
    )
    version = forms.ModelChoiceField(
        label=_("La page n’a pas de code : version lue sur la page"),
        help_text=_("Vérifiez le nom de la personne sur la page. Le certificat dira qu’elle a été reconnue à l’œil."),
        queryset=PolicyVersion.objects.none(),
        required=False,
        empty_label=_("La page a un code"),
        error_messages={"invalid_choice": _("Choisissez une version de la liste.")},
    )

    def __init__(self, *args: Any, everybody: bool, known: bool, **more: Any) -> None:
        super().__init__(*args, **more)
        if not everybody:
            del self.fields["method"]
        if everybody and known:
            version: Any = self.fields["version"]
            version.queryset = PolicyVersion.objects.filter(pk__in=[one.pk for one in published_versions()])
            version.label_from_instance = lambda one: _now("Version n° %(number)d") % {"number": one.number}
        else:
            del self.fields["version"]

    def clean_file(self) -> Any:
        """Not read whole when it is too big."""
        given = self.cleaned_data["file"]
        if given.size > LARGEST:
            raise forms.ValidationError(_now("Ce fichier est trop gros : 15 Mo au plus. Numérisez en noir et blanc."))
        return given


class TranscriptForm(AnswerForm):
    """What a page says, written down by whoever looks at it."""

    signed = forms.BooleanField(
        label=_("La page porte une signature à la main"),
        error_messages={
            "required": _("Sans signature, la page n’est pas une réponse : rendez-la à la personne, puis écartez-la.")
        },
    )
    field_order = ("acknowledged", "agrees", "reason", "name", "date", "place", "signed")

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        said = {
            "acknowledged": _now("A pris connaissance de la politique"),
            "agrees": _now("Est en accord avec le contenu de la politique"),
            "reason": _now("Raison écrite sur la page"),
            "name": _now("Nom écrit sur la page"),
            "date": _now("Date écrite sur la page (JJ/MM/AAAA)"),
            "place": _now("Lieu écrit sur la page"),
        }
        for name, label in said.items():
            self.fields[name].label = label
        self.fields["place"].help_text = ""
        self.fields["reason"].help_text = _now("Recopiez-la. Ensuite, seules les ressources humaines peuvent la lire.")
        ticked = _now("Recopiez la case cochée. Si aucune ne l’est, rendez la page à la personne, puis écartez-la.")
        missing = {
            "acknowledged": ticked,
            "agrees": ticked,
            "name": _now("Recopiez le nom écrit sur la page."),
            "date": _now("Recopiez la date écrite sur la page : JJ/MM/AAAA."),
            "place": _now("Recopiez le lieu écrit sur la page."),
        }
        for name, message in missing.items():
            self.fields[name].error_messages["required"] = message
        for name in ("name", "place"):
            self.fields[name].widget.attrs["autocomplete"] = "off"
