"""Forms about people. Labels are French; English is beside them in the catalogue."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from django import forms
from django.db.models import Exists, OuterRef
from django.utils.translation import gettext_lazy as _

from balise.web.people.choosing import PersonField
from balise.web.people.importing import MOST_BYTES
from balise.web.people.models import Person
from balise.web.people.roles import Role, role_name
from balise.web.verdicts.engine import the_policy

_PLAIN_DATE = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


class EnterForm(forms.Form):
    username = forms.CharField(
        label=_("Nom d’utilisateur"), max_length=150, widget=forms.TextInput(attrs={"autocomplete": "username"})
    )
    code = forms.CharField(
        label=_("Code de la feuille"),
        max_length=40,
        widget=forms.TextInput(attrs={"autocomplete": "one-time-code", "autocapitalize": "characters"}),
    )


class PersonForm(forms.Form):
    name = forms.CharField(label=_("Nom"), max_length=200)
    email = forms.EmailField(label=_("Courriel"), required=False, help_text=_("Un compte n’en a pas besoin."))
    language = forms.ChoiceField(label=_("Langue"), choices=[("fr", "Français"), ("en", "English")])
    manager = PersonField(
        label=_("Gestionnaire"),
        queryset=Person.objects.filter(is_active=True).order_by("name"),
        required=False,
        empty_label=_("Personne"),
    )
    partner_id = forms.ChoiceField(
        label=_("Partenaire"),
        required=False,
        help_text=_("Pour quelqu’un de l’extérieur : l’organisme au nom duquel cette personne approuve."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        partners = [(one.id, one.names[0]) for one in the_policy().organisation.partners]
        kept = self.initial.get("partner_id", "")
        if kept and kept not in dict(partners):
            partners.append((kept, kept))  # a partner that left the policy stays with who approved for it
        self.fields["partner_id"].choices = [("", _("Aucun")), *partners]  # type: ignore[attr-defined]


class NewPersonForm(PersonForm):
    username = forms.CharField(label=_("Nom d’utilisateur"), max_length=150)
    field_order = ("username", "name", "email", "language", "manager", "partner_id")


class AbsenceForm(forms.Form):
    absent_from = forms.DateField(label=_("Absence : premier jour"), required=False, widget=_PLAIN_DATE)
    absent_until = forms.DateField(
        label=_("Absence : dernier jour"),
        required=False,
        widget=_PLAIN_DATE,
        help_text=_("Vide : jusqu’à nouvel ordre."),
    )


class ProfileForm(AbsenceForm):
    language = forms.ChoiceField(label=_("Langue"), choices=[("fr", "Français"), ("en", "English")])
    field_order = ("language", "absent_from", "absent_until")


class RoleForm(forms.Form):
    role = forms.ChoiceField(label=_("Rôle"))
    alternate = PersonField(
        label=_("Personne suppléante"),
        queryset=Person.objects.filter(is_active=True).order_by("name"),
        required=False,
        empty_label=_("Personne"),
    )

    def __init__(self, *args: Any, language: str, roles: Collection[Role] = tuple(Role), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        # no role is proposed first: a hurried press must not make somebody an administrator
        self.fields["role"].choices = [  # type: ignore[attr-defined]
            ("", _("Choisir")),
            *[(role.value, role_name(role, language)) for role in Role if role in roles],
        ]


class PeopleFilter(forms.Form):
    """What narrows the list of people; it lives in the address, so that a list can be sent to somebody."""

    q = forms.CharField(
        label=_("Nom ou nom d’utilisateur"),
        max_length=100,
        required=False,
        widget=forms.TextInput(attrs={"type": "search"}),
    )
    role = forms.ChoiceField(label=_("Rôle"), required=False)
    equipe = forms.ModelChoiceField(
        label=_("Équipe de"),
        queryset=Person.objects.filter(Exists(Person.objects.filter(manager=OuterRef("pk")))).order_by("name", "pk"),
        required=False,
        empty_label=_("Toutes"),
    )
    etat = forms.ChoiceField(
        label=_("Compte"),
        required=False,
        choices=[("", _("Tous")), ("active", _("Ouvert")), ("inactive", _("Fermé"))],
    )
    absent = forms.BooleanField(label=_("Absentes aujourd’hui"), required=False)
    facteur = forms.BooleanField(label=_("Sans second facteur"), required=False)

    def __init__(self, *args: Any, language: str, protections: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["role"].choices = [  # type: ignore[attr-defined]
            ("", _("Tous")),
            *[(role.value, role_name(role, language)) for role in Role],
        ]
        if not protections:
            del self.fields["facteur"]

    def asked(self) -> dict[str, Any]:
        """What was asked and makes sense; the rest of an address that was tampered with is ignored."""
        self.is_valid()
        return self.cleaned_data


class FileForm(forms.Form):
    file = forms.FileField(label=_("Fichier CSV"), widget=forms.ClearableFileInput(attrs={"accept": ".csv,text/csv"}))

    def clean_file(self) -> bytes:
        """Its content, so that what was previewed is what is applied."""
        file = self.cleaned_data["file"]
        if file.size > MOST_BYTES:
            raise forms.ValidationError(_("Ce fichier est trop gros."))
        content: bytes = file.read()
        return content
