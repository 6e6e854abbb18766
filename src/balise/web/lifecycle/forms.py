from __future__ import annotations

from typing import Any

from django import forms
from django.contrib.auth.validators import UnicodeUsernameValidator
from django.utils.translation import gettext_lazy as _

from balise.web.evidence.transitions import LARGEST
from balise.web.lifecycle.models import Stay
from balise.web.lifecycle.transitions.confirming import LONGEST_LINK
from balise.web.people.models import Person

_UNREADABLE = _("Ce texte contient un caractère illisible : effacez-le.")
_KINDS = [(Stay.Kind.JOB.value, _("Un emploi")), (Stay.Kind.TRAINEESHIP.value, _("Un stage"))]
# What a scanner or a telephone makes, known by how the file begins: its name proves nothing.
_BEGINNINGS = {b"%PDF-": "application/pdf", b"\xff\xd8\xff": "image/jpeg", b"\x89PNG\r\n\x1a\n": "image/png"}


def day_field(label: Any, *, required: bool = True, help_text: Any = "") -> forms.DateField:
    """A day as it is written on the form of the policy, or as a program writes it."""
    return forms.DateField(
        label=label,
        required=required,
        help_text=help_text,
        input_formats=["%d/%m/%Y", "%Y-%m-%d"],
        widget=forms.DateInput(format="%d/%m/%Y", attrs={"inputmode": "numeric", "autocomplete": "off"}),
        error_messages={
            "required": _("Écrivez la date : JJ/MM/AAAA."),
            "invalid": _("Écrivez la date ainsi : JJ/MM/AAAA, par exemple 05/09/2026."),
        },
    )


class DaysForm(forms.Form):
    """A job or a traineeship, from when, and until when if it is known."""

    kind = forms.ChoiceField(
        label=_("Pour"),
        choices=_KINDS,
        initial=Stay.Kind.JOB.value,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choisissez : un emploi ou un stage.")},
    )
    first_day = day_field(_("Premier jour (JJ/MM/AAAA)"))
    last_day = day_field(
        _("Dernier jour (JJ/MM/AAAA)"),
        required=False,
        help_text=_("Toujours pour un stage; pour un emploi, s’il est connu."),
    )


class ComingForm(DaysForm):
    """Somebody new: an account and days."""

    name = forms.CharField(label=_("Nom"), max_length=200, error_messages={"required": _("Écrivez son nom.")})
    username = forms.CharField(
        label=_("Nom d’utilisateur"),
        max_length=150,
        validators=[UnicodeUsernameValidator()],
        help_text=_("Pour entrer dans Balise; par exemple prenom.nom."),
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "none", "spellcheck": "false"}),
        error_messages={"required": _("Donnez un nom d’utilisateur.")},
    )
    email = forms.EmailField(label=_("Courriel"), required=False, help_text=_("Un compte n’en a pas besoin."))
    language = forms.ChoiceField(label=_("Langue"), choices=[("fr", "Français"), ("en", "English")], initial="fr")
    manager = forms.ModelChoiceField(
        label=_("Gestionnaire"),
        queryset=Person.objects.filter(is_active=True, partner_id="").order_by("name"),
        required=False,
        empty_label=_("Personne"),
        help_text=_("La personne qui l’accueille : elle est prévenue."),
    )
    field_order = ("name", "username", "email", "language", "manager", "kind", "first_day", "last_day")

    def account(self) -> dict[str, Any]:
        """What makes the account."""
        given = self.cleaned_data
        said = {name: given[name] for name in ("name", "username", "email", "language")}
        return said | {"manager": given["manager"].pk if given["manager"] else None}


class BackForm(DaysForm):
    """Somebody who has an account already: they come back, or their days were never written."""

    person: Any = forms.ModelChoiceField(
        label=_("Personne"),
        queryset=Person.objects.none(),
        empty_label=_("Choisir"),
        error_messages={
            "required": _("Choisissez la personne."),
            "invalid_choice": _("Choisissez une personne de la liste."),
        },
    )
    field_order = ("person", "kind", "first_day", "last_day")

    def __init__(self, *args: Any, people: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        field: Any = self.fields["person"]
        field.queryset = people
        field.label_from_instance = lambda one: f"{one.get_full_name()} ({one.username})"


class ChangeForm(forms.Form):
    """Another first day, or another kind."""

    kind = forms.ChoiceField(label=_("Pour"), choices=_KINDS, widget=forms.RadioSelect)
    first_day = day_field(_("Premier jour (JJ/MM/AAAA)"))


class LeaveForm(forms.Form):
    """The last day."""

    last_day = day_field(_("Dernier jour (JJ/MM/AAAA)"), help_text=_("Compris : le compte se ferme le lendemain."))


class CancelForm(forms.Form):
    """Somebody who does not come: their account goes with them, or stays."""

    close_account = forms.BooleanField(label=_("Fermer aussi son compte"), required=False, initial=True)


class HeirForm(forms.Form):
    """Who takes the texts."""

    to: Any = forms.ModelChoiceField(
        label=_("Confier à"),
        queryset=Person.objects.none(),
        empty_label=_("Choisir"),
        error_messages={
            "required": _("Choisissez à qui les confier."),
            "invalid_choice": _("Choisissez une personne de la liste."),
        },
    )

    def __init__(self, *args: Any, leaver: Person, **more: Any) -> None:
        super().__init__(*args, **more)
        field: Any = self.fields["to"]
        field.queryset = Person.objects.filter(is_active=True, partner_id="").exclude(pk=leaver.pk).order_by("name")


class SuccessorForm(HeirForm):
    """Who takes a role or a team; one form for each on the page."""

    role = forms.CharField(max_length=20, widget=forms.HiddenInput)


class ConfirmForm(forms.Form):
    """What the person says of their profiles."""

    profiles = forms.ChoiceField(
        label=_("Vos profils professionnels"),
        choices=[
            (Stay.Profiles.DATED.value, _("Ils montrent la date de fin")),
            (Stay.Profiles.NONE.value, _("Aucun ne nomme l’organisation")),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": _("Choisissez ce qui est vrai de vos profils.")},
    )
    link = forms.CharField(
        label=_("Adresse d’un profil"),
        required=False,
        max_length=LONGEST_LINK,
        help_text=_(
            "Si vous voulez qu’on puisse le voir. Elle est gardée scellée et détruite à la fermeture du départ."
        ),
        widget=forms.URLInput(attrs={"autocomplete": "url"}),
        error_messages={
            "max_length": _("Cette adresse est trop longue : 500 caractères au plus."),
            "null_characters_not_allowed": _UNREADABLE,
        },
    )


class PageForm(forms.Form):
    """What a signed page says, and the page itself."""

    profiles = forms.ChoiceField(
        label=_("Ce que dit la page"),
        choices=[
            (Stay.Profiles.DATED.value, _("Ses profils montrent la date de fin")),
            (Stay.Profiles.NONE.value, _("Aucun de ses profils ne nomme l’organisation")),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": _("Choisissez ce que dit la page.")},
    )
    on = day_field(_("Date écrite sur la page (JJ/MM/AAAA)"))
    page = forms.FileField(
        label=_("Page numérisée"),
        required=False,
        help_text=_("PDF ou image (JPEG, PNG), 15 Mo au plus. Elle est gardée scellée."),
        widget=forms.ClearableFileInput(attrs={"accept": "application/pdf,image/jpeg,image/png"}),
        error_messages={"empty": _("Ce fichier est vide.")},
    )
    media_type = ""

    def clean_page(self) -> tuple[bytes, str]:
        """Its bytes and its name; nothing when none was given."""
        file = self.cleaned_data["page"]
        if not file:
            return b"", ""
        if file.size > LARGEST:
            raise forms.ValidationError(_("Ce fichier est trop gros : 15 Mo au plus."))
        content: bytes = file.read()
        self.media_type = next((kind for start, kind in _BEGINNINGS.items() if content.startswith(start)), "")
        if not self.media_type:
            raise forms.ValidationError(_("Ce fichier n’est ni un PDF ni une image JPEG ou PNG."))
        return content, file.name


class LinkForm(forms.Form):
    """Where a link goes."""

    address = forms.EmailField(
        label=_("Courriel personnel"),
        required=False,
        help_text=_("Son adresse d’ici ne servira plus. Elle est gardée scellée et détruite à la fermeture du départ."),
        error_messages={"invalid": _("Cette adresse de courriel ne convient pas.")},
    )


class CodeForm(forms.Form):
    """The code that goes with a link."""

    code = forms.CharField(
        label=_("Code"),
        max_length=20,
        widget=forms.TextInput(attrs={"autocomplete": "off", "inputmode": "numeric"}),
        error_messages={
            "required": _("Écrivez le code."),
            "max_length": _("Ce code est trop long : il a huit chiffres."),
            "null_characters_not_allowed": _UNREADABLE,
        },
    )
