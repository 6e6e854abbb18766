"""What people answered to a version of the policy. Plain ids and names as they were: an answer outlives its person."""

from __future__ import annotations

import secrets

from django.db import models

from balise.web.signatures.models import Signature
from balise.web.signing.models.versions import PolicyVersion

_LETTERS = "ABCDEFGHJKMNPQRSTUVWXYZ23456789"  # nothing that reads two ways on paper
REASONS = "signing.refusalreason"  # what the vault calls them


def new_number() -> str:
    """What an answer is called: says nothing of anybody, reads aloud."""
    return "".join(secrets.choice(_LETTERS) for _ in range(10))


class Attestation(models.Model):
    """The form, answered. Each of the four pairs of yes and no is an answer, and a state of its own."""

    class State(models.TextChoices):
        FULL = "read-agrees"
        READ_ONLY = "read-disagrees"
        AGREES_ONLY = "unread-agrees"
        NEITHER = "unread-disagrees"

    class Method(models.TextChoices):
        APP = "app"
        LINK = "link"
        MAIL = "mail"
        PAPER = "paper"
        TABLET = "tablet"

    state = models.CharField(max_length=16, choices=State.choices)
    number = models.CharField(max_length=10, unique=True, default=new_number)
    person = models.BigIntegerField()
    person_name = models.CharField(max_length=200)  # as Balise knew them then; ``name`` is what they wrote
    version = models.ForeignKey(PolicyVersion, on_delete=models.PROTECT, related_name="attestations")
    content_hash = models.CharField(max_length=64)  # of the version, as it was approved
    acknowledged = models.BooleanField()
    agrees = models.BooleanField()
    name = models.CharField(max_length=200)
    date = models.DateField()
    place = models.CharField(max_length=200)
    method = models.CharField(max_length=6, choices=Method.choices)
    signature = models.ForeignKey(Signature, null=True, on_delete=models.PROTECT, related_name="+")
    scan = models.CharField(max_length=32, blank=True)  # reference of the page kept sealed, when it was on paper
    filed_by = models.BigIntegerField(null=True)  # who filed the page, or handed the tablet or the link over
    statement = models.CharField(max_length=64)  # SHA-256 (hex) of all that was answered: what the signature signs
    answered_at = models.DateTimeField()
    practised_at = models.DateTimeField(null=True)  # a series of situations was gone through; never what was answered
    current = models.BooleanField(default=True)  # False once the same person answered the same version again

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person", "version"], condition=models.Q(current=True), name="signing_one_current_answer"
            )
        ]
        indexes = [
            models.Index(fields=["version", "state"], name="signing_answers_by_state"),
            models.Index(fields=["-answered_at"], name="signing_answers_latest"),
        ]

    def __str__(self) -> str:
        return f"attestation:{self.number}"

    @property
    def refused(self) -> bool:
        """Whether one of the two answers is no."""
        return not (self.acknowledged and self.agrees)


def state_of(*, acknowledged: bool, agrees: bool) -> Attestation.State:
    """The state that a pair of answers is."""
    states = Attestation.State
    if acknowledged:
        return states.FULL if agrees else states.READ_ONLY
    return states.AGREES_ONLY if agrees else states.NEITHER


class RefusalReason(models.Model):
    """Why somebody answered no, if they said so. Sealed; only HR opens it, and each opening is in the audit."""

    attestation = models.OneToOneField(Attestation, on_delete=models.CASCADE, related_name="refusal_reason")
    sealed = models.BinaryField()

    def __str__(self) -> str:
        return f"reason:{self.attestation_id}"
