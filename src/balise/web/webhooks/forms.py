from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from balise.web.webhooks.kinds import NAMES, Kind


class SubscriptionForm(forms.Form):
    """An address to tell."""

    name = forms.CharField(label=_("Nom de l’outil"), max_length=80)
    address = forms.CharField(
        label=_("Adresse"),
        max_length=500,
        help_text=_("En https. Balise n’envoie rien à l’intérieur de son propre réseau."),
    )
    events = forms.MultipleChoiceField(
        label=_("Ce qu’on lui annonce"),
        widget=forms.CheckboxSelectMultiple,
        choices=[(kind.value, name) for kind, name in NAMES.items()],
        initial=[kind.value for kind in Kind],
        error_messages={"required": _("Choisissez au moins un événement.")},
    )
