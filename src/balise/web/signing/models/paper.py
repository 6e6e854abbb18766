"""Pages signed by hand, as they were scanned: whose, of which version, and what became of them."""

from __future__ import annotations

from django.db import models

from balise.web.people.models import Person
from balise.web.signing.models.answers import Attestation
from balise.web.signing.models.versions import PolicyVersion


class SignedPage(models.Model):
    """A scan waits until somebody has written down what it says. Its bytes lie in ``evidence``, as they came."""

    class State(models.TextChoices):
        DROPPED = "dropped"  # not a signed page after all; its bytes are destroyed
        FILED = "filed"
        WAITING = "waiting"

    class KnownBy(models.TextChoices):
        CODE = "code"  # read in the square
        HAND = "hand"  # HR looked at it: the page has no code
        TYPED = "typed"  # the code printed under the square, typed and checked

    class Method(models.TextChoices):
        MAIL = "mail"
        PAPER = "paper"

    state = models.CharField(max_length=8, choices=State.choices, default=State.WAITING)
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="policy_pages")
    version = models.ForeignKey(PolicyVersion, on_delete=models.PROTECT, related_name="pages")
    method = models.CharField(max_length=5, choices=Method.choices)
    known_by = models.CharField(max_length=5, choices=KnownBy.choices)
    scan = models.CharField(max_length=32, unique=True)  # what ``evidence`` calls the file
    pages = models.PositiveSmallIntegerField()
    turn = models.PositiveSmallIntegerField(default=0)  # degrees clockwise that it lies from upright
    received_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    received_at = models.DateTimeField()
    attestation = models.ForeignKey(Attestation, null=True, on_delete=models.SET_NULL, related_name="signed_pages")

    class Meta:
        indexes = [models.Index(fields=["state", "received_by"], name="signing_pages_waiting")]

    def __str__(self) -> str:
        return f"page:{self.pk}"
