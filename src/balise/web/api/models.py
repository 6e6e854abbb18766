from __future__ import annotations

import datetime as dt

from django.conf import settings
from django.db import models


class Token(models.Model):
    """What lets a tool act for a person. The secret is shown once, its hash is kept; ``handle`` finds the row."""

    class State(models.TextChoices):
        ACTIVE = "active"
        REVOKED = "revoked"

    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="tokens")
    name = models.CharField(max_length=80)
    handle = models.CharField(max_length=16, unique=True)
    hash = models.CharField(max_length=64)
    scopes = models.JSONField(default=list)
    state = models.CharField(max_length=10, choices=State.choices, default=State.ACTIVE)
    created = models.DateTimeField()
    expires = models.DateTimeField()
    last_used = models.DateField(null=True)  # a day: enough to find those forgotten, too little to follow somebody
    revoked = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["person", "state"], name="token_of_person")]

    def __str__(self) -> str:
        return f"token:{self.pk}"

    def usable(self, now: dt.datetime) -> bool:
        """Whether it still opens something."""
        return self.state == self.State.ACTIVE and now < self.expires


class Replay(models.Model):
    """What a request that carries an idempotency key did: the same key again answers the same and does nothing."""

    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    key = models.CharField(max_length=64)  # hash of the key and of what was asked for under it
    asked = models.CharField(max_length=64)
    publication_id = models.BigIntegerField()
    created = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["person", "key"], name="replay_once")]

    def __str__(self) -> str:
        return f"replay:{self.pk}"
