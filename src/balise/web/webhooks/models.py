from __future__ import annotations

from django.conf import settings
from django.db import models


class Subscription(models.Model):
    """An address that wants to hear of some events. ``sealed`` is its secret, under a key of its own in the vault."""

    class State(models.TextChoices):
        ACTIVE = "active"
        ENDED = "ended"

    name = models.CharField(max_length=80)
    address = models.CharField(max_length=500)
    events = models.JSONField(default=list)
    sealed = models.BinaryField(default=b"")
    state = models.CharField(max_length=10, choices=State.choices, default=State.ACTIVE)
    created = models.DateTimeField()
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    ended = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"webhook:{self.pk}"


class Delivery(models.Model):
    """One event for one address: ids, and what became of it. ``reference`` is the same at each try."""

    class State(models.TextChoices):
        WAITING = "waiting"
        DELIVERED = "delivered"
        FAILED = "failed"

    subscription = models.ForeignKey(Subscription, on_delete=models.CASCADE, related_name="deliveries")
    reference = models.CharField(max_length=40, unique=True)
    event = models.CharField(max_length=40)
    publication_id = models.BigIntegerField()
    happened = models.DateTimeField()
    state = models.CharField(max_length=10, choices=State.choices, default=State.WAITING)
    tries = models.PositiveIntegerField(default=0)
    answer = models.CharField(max_length=60, blank=True)  # a status, or a word for what went wrong
    tried = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["subscription", "-happened"], name="delivery_log")]

    def __str__(self) -> str:
        return self.reference
