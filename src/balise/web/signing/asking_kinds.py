"""What people are told about answers that are owed."""

from __future__ import annotations

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from balise.web.access import Permission
from balise.web.notifications.kinds import Kind


def _form(number: str) -> str:
    return reverse("signing:sign", args=[number])


def _follow_up(_number: str) -> str:
    return reverse("signing:follow-up")


DUE = Kind(
    id="attestation.due",
    label=_("Une politique attend ma réponse"),
    says=_("Une politique attend votre réponse."),
    address=_form,
    duty=True,
    needs=Permission.ATTESTATION_GIVE,
)
LATE = Kind(
    id="attestation.late",
    label=_("Des réponses à la politique manquent"),
    says=_("Des réponses à la politique manquent encore."),
    address=_follow_up,
    duty=True,
    needs=Permission.DUE_READ,
)
