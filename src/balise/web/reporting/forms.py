from __future__ import annotations

import datetime as dt
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from balise.web.reporting.models import Desk, File, Kind
from balise.web.reporting.showing import file_name
from balise.web.reporting.transitions.declaring import LONGEST
from balise.web.reporting.wording import DESKS, KINDS
from balise.web.verdicts.quoting import clause_choices

_EARLIEST = dt.date(1990, 1, 1)
_ACCEPTED = ".jpg,.jpeg,.png,.webp,.gif,.pdf,.eml"
_UNREADABLE = _("Ce texte contient un caractère illisible : effacez-le.")
_TOO_LONG = _("Ce texte est trop long : 10 000 caractères au plus.")
FILES_HELP = _(
    "Jusqu’à 5 images, PDF ou courriels (.eml), 10 Mo chacun. Leurs noms et leurs données cachées sont effacés."
)


class _Files(forms.ClearableFileInput):
    """Several files at once; none is ever shown again, since browsers keep none."""

    allow_multiple_selected = True


class _FilesField(forms.FileField):
    """Only shows the control: files are read, counted and cleaned by ``uploads`` and ``cleaning``."""

    def clean(self, _data: Any, _initial: Any = None) -> None:
        return None


def _files(label: Any) -> forms.FileField:
    return _FilesField(
        label=label, required=False, help_text=FILES_HELP, widget=_Files(attrs={"multiple": True, "accept": _ACCEPTED})
    )


def _text(label: Any, *, rows: int, required: Any = None, **more: Any) -> forms.CharField:
    return forms.CharField(
        label=label,
        required=required is not None,
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": rows, "autocomplete": "off"}),
        error_messages={
            "required": required or "",
            "max_length": _TOO_LONG,
            "null_characters_not_allowed": _UNREADABLE,
        },
        **more,
    )


class KindsForm(forms.Form):
    """What there is to report, and whether one signs."""

    kinds = forms.MultipleChoiceField(
        label=_("Qu’avez-vous vu?"),
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Cochez tout ce qui convient. Chaque service ne lira que ce qui le regarde."),
        error_messages={
            "required": _("Cochez au moins une réponse."),
            "invalid_choice": _("Une des réponses n’existe pas."),
        },
    )
    sign = forms.ChoiceField(
        label=_("Voulez-vous signer?"),
        widget=forms.RadioSelect,
        choices=[("yes", _("Oui, en mon nom")), ("no", _("Non, sans me nommer"))],
        error_messages={"required": _("Dites si vous signez."), "invalid_choice": _("Dites si vous signez.")},
        help_text=_("Sans vous nommer, vous recevrez un code pour lire la réponse. Il est donné une seule fois."),
    )

    def __init__(self, *args: Any, kinds: list[Kind], signed_in: bool, **more: Any) -> None:
        super().__init__(*args, **more)
        field: Any = self.fields["kinds"]
        field.choices = [(kind.value, KINDS[kind]) for kind in KINDS if kind in kinds]
        if not signed_in:
            del self.fields["sign"]


class SectionForm(forms.Form):
    """What one desk is told."""

    what = _text(_("Que s’est-il passé, ou qu’avez-vous vu?"), rows=6)
    where = _text(_("Où?"), rows=2, help_text=_("L’adresse de la page, le réseau, le lieu. Rien n’y est ouvert."))
    when = forms.CharField(label=_("Quel jour?"), required=False, max_length=40, help_text=_("JJ/MM/AAAA, ou environ."))
    who = _text(_("Qui est concerné?"), rows=2)
    hope = _text(_("Que souhaitez-vous?"), rows=2)
    team = forms.BooleanField(
        label=_("Une personne de ce service est concernée"),
        required=False,
        help_text=_("Personne de ce service ne lira cette partie : elle ira à qui les remplace, ou plus haut."),
    )
    files = _files(_("Captures d’écran et autres fichiers"))  # type: ignore[assignment] # the metaclass takes it away

    def clean_when(self) -> str:
        """A full day must be a possible one; anything else is said as it is."""
        said = str(self.cleaned_data["when"]).strip()
        for form in ("%d/%m/%Y", "%Y-%m-%d"):
            try:
                day = dt.datetime.strptime(said, form).date()  # noqa: DTZ007 - a day has no time zone
            except ValueError:
                continue
            if day > timezone.localdate():
                raise forms.ValidationError(_("Ce jour n’est pas encore venu. Écrivez le jour où c’est arrivé."))
            if day < _EARLIEST:
                raise forms.ValidationError(_("Ce jour est trop ancien. Vérifiez l’année."))
        return said


class CodeForm(forms.Form):
    code = forms.CharField(
        label=_("Code de suivi"),
        max_length=60,
        help_text=_("Les 16 chiffres donnés à la fin de votre signalement."),
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off", "spellcheck": "false"}),
        error_messages={
            "required": _("Écrivez votre code."),
            "max_length": _("Ce n’est pas un code : il a 16 chiffres."),
            "null_characters_not_allowed": _UNREADABLE,
        },
    )


class MessageForm(forms.Form):
    """A message of who reported."""

    words = _text(_("Votre message"), rows=4)
    files = _files(_("Fichiers"))  # type: ignore[assignment] # the metaclass takes it away


class AnswerForm(forms.Form):
    """A message of the desk, and the clauses that it quotes."""

    words = _text(_("Votre réponse"), rows=5)
    clauses = forms.MultipleChoiceField(
        label=_("Articles de la politique à citer"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("La personne lira leur règle sous votre réponse."),
        error_messages={"invalid_choice": _("Un des articles n’est plus dans la politique.")},
    )
    files = _files(_("Fichiers"))  # type: ignore[assignment] # the metaclass takes it away

    def __init__(self, *args: Any, language: str, **more: Any) -> None:
        super().__init__(*args, **more)
        field: Any = self.fields["clauses"]
        field.choices = clause_choices(language)


class CloseForm(forms.Form):
    words = _text(_("Comment cela finit"), rows=4, help_text=_("La personne le lira, et pourra encore écrire."))


class MoveForm(forms.Form):
    """Another desk."""

    desk = forms.ChoiceField(
        label=_("À quel service?"),
        widget=forms.RadioSelect,
        error_messages={
            "required": _("Choisissez un autre service."),
            "invalid_choice": _("Choisissez un autre service."),
        },
    )

    def __init__(self, *args: Any, desk: str, **more: Any) -> None:
        super().__init__(*args, **more)
        field: Any = self.fields["desk"]
        field.choices = [(one.value, DESKS[one]) for one in Desk if one.value != desk]


class ShareForm(MoveForm):
    """What another desk is to know: words of one's own, and files one chooses."""

    words = _text(
        _("Ce que l’autre service doit savoir"),
        rows=5,
        required=_("Écrivez ce que l’autre service doit savoir."),
        help_text=_("Il ne lira que ceci : rien de ce signalement n’y est joint par ailleurs."),
    )
    who = forms.BooleanField(label=_("Y joindre ce qui est dit des personnes concernées"), required=False)
    files = forms.MultipleChoiceField(  # type: ignore[assignment]
        label=_("Fichiers à joindre"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"invalid_choice": _("Un des fichiers n’est plus là.")},
    )

    def __init__(self, *args: Any, files: list[File], **more: Any) -> None:
        super().__init__(*args, **more)
        if files:
            field: Any = self.fields["files"]
            field.choices = [(one.reference, file_name(one)) for one in files]
        else:
            del self.fields["files"]


class FilterForm(forms.Form):
    """The list of a desk, by number and by state."""

    numero = forms.CharField(label=_("Numéro"), required=False, max_length=20)
    etat = forms.ChoiceField(
        label=_("État"),
        required=False,
        choices=[
            ("", _("À suivre")),
            ("tous", _("Tous")),
            ("closed", _("Fermés")),
        ],
    )

    def number(self) -> int | None:
        """The number asked for, however it was spaced; None when none was."""
        digits = "".join(one for one in self.cleaned_data.get("numero", "") if one in "0123456789")
        return int(digits) if digits else None
