"""allauth’s forms about passkeys, with a label that can be translated."""

from __future__ import annotations

from allauth.mfa.webauthn.forms import AddWebAuthnForm, EditWebAuthnForm
from django import forms
from django.utils.translation import gettext_lazy as _


def _name(*, required: bool) -> forms.CharField:
    return forms.CharField(label=_("Nom de la clé"), required=required, max_length=100)


class AddKeyForm(AddWebAuthnForm):  # type: ignore[misc]
    name = _name(required=False)


class RenameKeyForm(EditWebAuthnForm):  # type: ignore[misc]
    name = _name(required=True)
