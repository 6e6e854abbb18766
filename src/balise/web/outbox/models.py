from __future__ import annotations

from django.conf import settings
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
        DROPPED = "dropped"  # a person said not to do it after all

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


class Intervention(models.Model):
    """What a person decided about a row that the dispatcher could not end by itself, and why."""

    class Decision(models.TextChoices):
        DROPPED = "dropped"
        DONE = "done"  # it had happened
        RUN_AGAIN = "run-again"

    row = models.ForeignKey(OutboxRow, on_delete=models.CASCADE, related_name="interventions")
    decision = models.CharField(max_length=10, choices=Decision.choices)
    was = models.CharField(max_length=10, choices=OutboxRow.State.choices)
    error = models.CharField(max_length=200, blank=True)  # what the row said then
    attempts = models.PositiveIntegerField(default=0)
    reason = models.TextField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.row_id}:{self.decision}"
