from __future__ import annotations

from django.db import models
from django.utils import timezone


class OutboxRow(models.Model):
    """One thing to do outside, as ids only: the handler of its kind reads the rest when it runs."""

    class State(models.TextChoices):
        WAITING = "waiting"
        SENDING = "sending"
        DONE = "done"
        FAILED = "failed"
        UNCERTAIN = "uncertain"

    kind = models.CharField(max_length=80)
    payload = models.JSONField(default=dict)
    state = models.CharField(max_length=10, choices=State.choices, default=State.WAITING)
    attempts = models.PositiveIntegerField(default=0)
    created = models.DateTimeField(default=timezone.now)
    not_before = models.DateTimeField(default=timezone.now)
    lease_until = models.DateTimeField(null=True, blank=True)
    lease = models.CharField(max_length=32, blank=True)  # who holds it: a late holder must not overwrite its successor
    error = models.CharField(max_length=200, blank=True)  # the kind of error, never a text of a person
    ended = models.DateTimeField(null=True, blank=True)

    class Meta:
        indexes = [models.Index(fields=["state", "not_before"], name="outbox_due")]

    def __str__(self) -> str:
        return f"{self.kind}:{self.pk}:{self.state}"
