from __future__ import annotations

from typing import Any

from django import forms
from django.contrib.auth.password_validation import validate_password
from django.contrib.auth.validators import UnicodeUsernameValidator
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from balise.web.people.choosing import PersonField
from balise.web.people.models import Person
from balise.web.people.roles import CONTACTS, Role, role_name
from balise.web.setup import choosing


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]


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
    chair_name = forms.CharField(label=_("Nom"), max_length=200, required=False)
    chair_email = forms.EmailField(label=_("Courriel"), required=False)

    def __init__(self, *args: Any, language: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["pack"]
        field.choices = [(name, name) for name in choosing.packs()]
        field.disabled = choosing.settled_elsewhere()
        for role in CONTACTS:
            self.fields[f"contact_{role.value}"] = forms.CharField(
                label=_capital(role_name(role, language)), max_length=200, required=False
            )

    def clean(self) -> dict[str, Any]:
        """Somebody outside has a name and an address, and is not one of those a report could be about."""
        said = super().clean() or {}
        name, email = said.get("chair_name", ""), said.get("chair_email", "")
        if name and not email and "chair_email" not in self.errors:
            self.add_error("chair_email", _("Donnez aussi son courriel : c’est là que parviendra un signalement."))
        if email and not name and "chair_name" not in self.errors:
            self.add_error("chair_name", _("Dites qui c’est : les gens verront ce nom."))
        if email and Person.objects.filter(email__iexact=email, is_active=True, partner_id="").exists():
            self.add_error("chair_email", _("Un compte d’ici a cette adresse. Nommez quelqu’un de l’extérieur."))
        return said

    @property
    def groups(self) -> list[tuple[str, Any, Any, list[forms.BoundField]]]:
        """The fields as the page shows them: id, title, what they are for, the fields."""
        outside = _(
            "La présidence du conseil, ou une autre personne qui ne travaille pas ici. Un signalement sur quelqu’un "
            "qui tient un rôle, direction comprise, lui parvient, et à personne d’ici."
        )
        seen = _("Une adresse, un poste téléphonique ou un local. Tout le monde les voit à la page « À qui écrire ».")
        contacts = [self[f"contact_{role.value}"] for role in CONTACTS]
        return [
            ("organisation", _("L’organisation"), "", [self["name"], self["pack"]]),
            ("exterieur", _("Quelqu’un de l’extérieur"), outside, [self["chair_name"], self["chair_email"]]),
            ("contacts", _("À qui écrire"), seen, contacts),
        ]

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

    holding: Any = forms.ModelChoiceField(label=_("Rôle"), queryset=None, empty_label=_("Choisir"))
    alternate: Any = PersonField(label=_("Personne suppléante"), empty_label=_("Choisir"))

    def __init__(self, *args: Any, holdings: Any, language: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        holding: Any = self.fields["holding"]
        holding.queryset = holdings
        holding.label_from_instance = lambda one: f"{role_name(Role(one.role), language)} – {one.person}"
        alternate: Any = self.fields["alternate"]
        alternate.queryset = Person.objects.filter(is_active=True).order_by("name", "pk")
