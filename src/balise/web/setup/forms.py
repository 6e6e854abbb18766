from __future__ import annotations

from typing import Any

from django import forms
from django.contrib.auth.password_validation import validate_password
from django.contrib.auth.validators import UnicodeUsernameValidator
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from balise.web.people.models import Person
from balise.web.people.roles import Role, role_name
from balise.web.setup import choosing

CONTACTS = (Role.COMMUNICATIONS, Role.HR, Role.MANAGEMENT, Role.PRIVACY)


class FirstForm(forms.Form):
    """The code of the terminal and the first administrator. No password is ever proposed."""

    token = forms.CharField(
        label=_("Code affiché dans le terminal"),
        max_length=40,
        help_text=_("Trois groupes de quatre caractères, là où Balise a été lancée."),
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false"}),
    )
    name = forms.CharField(label=_("Votre nom"), max_length=200, widget=forms.TextInput(attrs={"autocomplete": "name"}))
    username = forms.CharField(
        label=_("Nom d’utilisateur"),
        max_length=150,
        validators=[UnicodeUsernameValidator()],
        widget=forms.TextInput(attrs={"autocomplete": "username"}),
    )
    email = forms.EmailField(
        label=_("Courriel"), required=False, widget=forms.EmailInput(attrs={"autocomplete": "email"})
    )
    password = forms.CharField(
        label=_("Mot de passe"),
        strip=False,
        max_length=1_000,
        help_text=_("Douze caractères ou plus; une phrase convient."),
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )
    again = forms.CharField(
        label=_("Le même mot de passe"),
        strip=False,
        max_length=1_000,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        if said.get("password") and said.get("again") and said["password"] != said["again"]:
            self.add_error("again", _("Les deux mots de passe diffèrent."))
        elif said.get("password"):
            person = Person(username=said.get("username", ""), name=said.get("name", ""), email=said.get("email", ""))
            try:
                validate_password(said["password"], person)
            except ValidationError as error:
                self.add_error("password", error)
        return said


class OrganisationForm(forms.Form):
    name = forms.CharField(label=_("Nom de l’organisation"), max_length=200)
    pack = forms.ChoiceField(label=_("Politique"), help_text=_("« balise policy new » en commence une autre."))
    chair_name = forms.CharField(
        label=_("Présidence du conseil : nom"),
        max_length=200,
        required=False,
        help_text=_("Quelqu’un de l’extérieur, à qui parvient ce qui concerne la direction."),
    )
    chair_email = forms.EmailField(label=_("Présidence du conseil : courriel"), required=False)

    def __init__(self, *args: Any, language: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["pack"]
        field.choices = [(name, name) for name in choosing.packs()]
        field.disabled = choosing.settled_elsewhere()
        for role in CONTACTS:
            self.fields[f"contact_{role.value}"] = forms.CharField(
                label=_("Contact : %(role)s") % {"role": role_name(role, language)}, max_length=200, required=False
            )

    def contacts(self) -> dict[str, str]:
        """The contacts that were given, by role."""
        said = {role.value: str(self.cleaned_data[f"contact_{role.value}"]).strip() for role in CONTACTS}
        return {role: words for role, words in said.items() if words}


class FirstPersonForm(forms.Form):
    """Somebody to begin with; the pages about people say the rest."""

    name = forms.CharField(label=_("Nom"), max_length=200)
    username = forms.CharField(label=_("Nom d’utilisateur"), max_length=150, validators=[UnicodeUsernameValidator()])
    email = forms.EmailField(label=_("Courriel"), required=False, help_text=_("Un compte n’en a pas besoin."))
    roles = forms.MultipleChoiceField(label=_("Rôles"), widget=forms.CheckboxSelectMultiple, required=False)

    def __init__(self, *args: Any, language: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["roles"]
        field.choices = [(role.value, role_name(role, language)) for role in Role if role is not Role.PARTNER]


class AlternateForm(forms.Form):
    """Who stands in for whom, in a role."""

    holding: Any = forms.ModelChoiceField(label=_("Rôle"), queryset=None)
    alternate: Any = forms.ModelChoiceField(label=_("Personne suppléante"), queryset=None)

    def __init__(self, *args: Any, holdings: Any, language: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        holding: Any = self.fields["holding"]
        holding.queryset = holdings
        holding.label_from_instance = lambda one: f"{role_name(Role(one.role), language)} – {one.person}"
        alternate: Any = self.fields["alternate"]
        alternate.queryset = Person.objects.filter(is_active=True).order_by("name", "pk")
