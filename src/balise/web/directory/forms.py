"""Forms about people. Labels are French; English is beside them in the catalogue."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from balise.web.people.importing import MOST_BYTES
from balise.web.people.models import Person
from balise.web.people.roles import Role, role_name

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
    manager = forms.ModelChoiceField(
        label=_("Gestionnaire"), queryset=Person.objects.filter(is_active=True).order_by("name"), required=False
    )


class NewPersonForm(PersonForm):
    username = forms.CharField(label=_("Nom d’utilisateur"), max_length=150)
    field_order = ("username", "name", "email", "language", "manager")


class ProfileForm(forms.Form):
    language = forms.ChoiceField(label=_("Langue"), choices=[("fr", "Français"), ("en", "English")])
    absent_from = forms.DateField(label=_("Absence : premier jour"), required=False, widget=_PLAIN_DATE)
    absent_until = forms.DateField(label=_("Absence : dernier jour"), required=False, widget=_PLAIN_DATE)


class RoleForm(forms.Form):
    role = forms.ChoiceField(label=_("Rôle"))
    alternate = forms.ModelChoiceField(
        label=_("Personne suppléante"), queryset=Person.objects.filter(is_active=True).order_by("name"), required=False
    )

    def __init__(self, *args: object, language: str, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        self.fields["role"].choices = [(role.value, role_name(role, language)) for role in Role]  # type: ignore[attr-defined]


class FileForm(forms.Form):
    file = forms.FileField(label=_("Fichier CSV"), widget=forms.ClearableFileInput(attrs={"accept": ".csv,text/csv"}))

    def clean_file(self) -> bytes:
        """Its content, so that what was previewed is what is applied."""
        file = self.cleaned_data["file"]
        if file.size > MOST_BYTES:
            raise forms.ValidationError(_("Ce fichier est trop gros."))
        content: bytes = file.read()
        return content
