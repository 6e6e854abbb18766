from __future__ import annotations

from django.db import models
from django.utils import timezone


class Backup(models.Model):
    """One backup, made or tried. The row says what became of it; the file is elsewhere."""

    class State(models.TextChoices):
        RUNNING = "running"
        DONE = "done"
        FAILED = "failed"

    state = models.CharField(max_length=10, choices=State.choices, default=State.RUNNING)
    slot = models.CharField(max_length=40)  # the day of a daily one: two machines must not make it twice
    made_by = models.CharField(max_length=20)  # schedule | terminal | upgrade
    file = models.CharField(max_length=500, blank=True)
    size = models.BigIntegerField(null=True, blank=True)  # bytes
    sha256 = models.CharField(max_length=64, blank=True)
    audit_number = models.BigIntegerField(null=True, blank=True)  # the last event in it
    error = models.CharField(max_length=80, blank=True)  # the kind of trouble, never a text of a person
    started = models.DateTimeField(default=timezone.now)
    ended = models.DateTimeField(null=True, blank=True)

    class Meta:
        indexes = [models.Index(fields=["-started"], name="operations_backup_latest")]
        constraints = [
            models.UniqueConstraint(
                fields=["slot"], condition=models.Q(state__in=["running", "done"]), name="operations_one_a_slot"
            )
        ]

    def __str__(self) -> str:
        return f"backup:{self.slot}:{self.state}"


class Restoration(models.Model):
    """A backup that was put back: what came after it is not there, and the audit must say why."""

    state = models.CharField(max_length=10, default="done")
    made = models.DateTimeField()  # when the backup was made
    audit_number = models.BigIntegerField()
    destroyed_again = models.PositiveIntegerField(default=0)
    to_settle = models.PositiveIntegerField(default=0)
    at = models.DateTimeField(default=timezone.now)

    def __str__(self) -> str:
        return f"restoration:{self.pk}"


class Process(models.Model):
    """A process of Balise and its last sign of life. Technical and passing: neither audited nor backed up."""

    name = models.CharField(max_length=40, unique=True)  # drawn at random when it starts
    kind = models.CharField(max_length=10)  # web | jobs
    machine = models.CharField(max_length=100)
    number = models.PositiveIntegerField()  # of the process, on its machine
    version = models.CharField(max_length=40)
    started = models.DateTimeField()
    seen = models.DateTimeField()
    ended = models.DateTimeField(null=True, blank=True)

    class Meta:
        indexes = [models.Index(fields=["seen"], name="operations_process_seen")]

    def __str__(self) -> str:
        return f"{self.kind}:{self.machine}:{self.number}"
