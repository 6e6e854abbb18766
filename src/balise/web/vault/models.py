from __future__ import annotations

import datetime as dt

from django.db import models
from django.utils import timezone


def this_day() -> dt.datetime:
    """Midnight of today, local time: the hour when a key was drawn could tell who wrote what it seals."""
    return timezone.localtime().replace(hour=0, minute=0, second=0, microsecond=0)


class WrappedKey(models.Model):
    """The key of one record, wrapped by the master key. No row and no ``destroyed`` = never sealed anything."""

    table = models.CharField(max_length=100)
    record = models.CharField(max_length=64)
    wrapped = models.BinaryField(null=True)  # null once destroyed
    created = models.DateTimeField(default=this_day)
    destroyed = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["table", "record"], name="vault_one_key_a_record")]

    def __str__(self) -> str:
        return f"{self.table}:{self.record}"
