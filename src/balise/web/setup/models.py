from __future__ import annotations

from django.db import models


class Organisation(models.Model):
    """The organisation that lives here: one row, born with its first administrator."""

    class State(models.TextChoices):
        FOUNDING = "founding"  # set-up is under way
        RUNNING = "running"

    only = models.BooleanField(default=True, unique=True, editable=False)  # two first administrators: one wins
    state = models.CharField(max_length=10, choices=State.choices, default=State.FOUNDING)
    name = models.CharField(max_length=200, blank=True)
    pack = models.CharField(max_length=300, blank=True)
    contacts = models.JSONField(default=dict)  # role -> address or telephone shown to people
    chair_name = models.CharField(max_length=200, blank=True)  # who hears reports about management: somebody outside
    chair_email = models.EmailField(blank=True)
    changed = models.DateTimeField()

    def __str__(self) -> str:
        return f"organisation:{self.pk}"
