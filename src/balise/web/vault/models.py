from __future__ import annotations

from django.db import models


class WrappedKey(models.Model):
    """The key of one record, wrapped by the master key. No row and no ``destroyed`` = never sealed anything."""

    table = models.CharField(max_length=100)
    record = models.CharField(max_length=64)
    wrapped = models.BinaryField(null=True)  # null once destroyed
    created = models.DateTimeField(auto_now_add=True)
    destroyed = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["table", "record"], name="vault_one_key_a_record")]

    def __str__(self) -> str:
        return f"{self.table}:{self.record}"
