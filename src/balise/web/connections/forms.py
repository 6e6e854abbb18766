from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from balise.networks.describing import Network
from balise.networks.protocol import Field
from balise.web.connections.asking import LONGEST_TYPED
from balise.web.connections.transitions.applications import LONGEST_ID

_NO_ZERO = {"null_characters_not_allowed": _("Cette case contient un caractère illisible : effacez-le.")}
_EXACT = {"autocapitalize": "none", "autocomplete": "off", "spellcheck": "false"}
_SECRET = {**_EXACT, "autocomplete": "new-password"}


class JoiningForm(forms.Form):
    """What a network wants to know before it connects an account; nothing, for most."""

    def __init__(self, *words: Any, fields: Sequence[Field], language: str, **more: Any) -> None:
        super().__init__(*words, **more)
        for one in fields:
            optional = "facultatif" in one.labels["fr"]
            label = one.labels[language].replace(" (facultatif)", "").replace(" (optional)", "")
            self.fields[one.id] = forms.CharField(
                label=label,
                required=not optional,
                max_length=LONGEST_TYPED,
                widget=forms.PasswordInput(attrs=_SECRET) if one.secret else forms.TextInput(attrs=_EXACT),
                help_text=_("Il sert une fois et n’est pas gardé. Après une erreur, il faut le retaper.")
                if one.secret
                else "",
                error_messages=_NO_ZERO,
            )


class ChoosingForm(forms.Form):
    """Whether what is published on the network goes out by this account."""

    publishes = forms.BooleanField(required=False)

    def __init__(self, *words: Any, other: str, **more: Any) -> None:
        super().__init__(*words, **more)
        self.fields["publishes"].label = _("Publier par ce compte ce qui est approuvé pour ce réseau")
        if other:
            self.fields["publishes"].help_text = _(
                "En ce moment, c’est %(other)s qui publie : cocher cette case prend sa place."
            ) % {"other": other}


class DisconnectForm(forms.Form):
    """Whether the agreement at the network goes too, with what hangs on it."""

    everything = forms.BooleanField(
        required=False,
        label=_("Retirer aussi l’accord au réseau, pour tous ces comptes"),
        help_text=_("Sans cela, Balise détruit seulement son accès à ce compte-ci, et l’accord reste au réseau."),
    )


class ApplicationForm(forms.Form):
    """What the network gave when the application was registered. Secrets are typed, never shown again."""

    client_id = forms.CharField(
        label=_("Identifiant de l’application"),
        max_length=LONGEST_ID,
        widget=forms.TextInput(attrs=_EXACT),
        help_text=_("Le réseau l’appelle « App ID », « Client ID » ou « Clé d’API »."),
        error_messages=_NO_ZERO,
    )
    secret = forms.CharField(
        label=_("Secret de l’application"),
        required=False,
        max_length=1_000,
        widget=forms.PasswordInput(attrs=_SECRET),
        error_messages=_NO_ZERO,
    )
    verify_token = forms.CharField(
        label=_("Mot de vérification des avis"),
        required=False,
        max_length=200,
        widget=forms.PasswordInput(attrs=_SECRET),
        help_text=_("Un mot de votre choix, écrit aussi chez le réseau, s’il envoie des avis à Balise."),
        error_messages=_NO_ZERO,
    )
    settings = forms.CharField(
        label=_("Réglages propres au réseau"),
        required=False,
        max_length=2_000,
        widget=forms.Textarea(attrs={"rows": 2, **_EXACT}),
        help_text=_("Un par ligne, « nom=valeur », si le guide du réseau en demande : « config_id=123 » chez Meta."),
        error_messages=_NO_ZERO,
    )

    def __init__(self, *words: Any, network: Network, sealed: bool, **more: Any) -> None:
        super().__init__(*words, **more)
        if not network.hooks:
            del self.fields["verify_token"]
        self.fields["secret"].required = not sealed
        self.fields["secret"].help_text = (
            _("Un secret est déjà scellé. Laissez vide pour le garder.")
            if sealed
            else _("Il est scellé aussitôt et ne sera plus jamais montré.")
        )

    def clean_settings(self) -> dict[str, str]:
        """The settings by name."""
        found: dict[str, str] = {}
        for line in self.cleaned_data["settings"].splitlines():
            name, mark, value = line.partition("=")
            if line.strip() and (not mark or not name.strip().isidentifier()):
                raise forms.ValidationError(_("Écrivez chaque réglage « nom=valeur », un par ligne."))
            if line.strip():
                found[name.strip()] = value.strip()
        return found
