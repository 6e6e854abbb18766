from __future__ import annotations

import secrets

from django.db import models

TABLE = "signatures.signature"


def new_reference() -> str:
    """What the vault calls a signature."""
    return secrets.token_hex(16)


class Signature(models.Model):
    """One act of signing. What was drawn lies sealed, under a key of its own; ids are plain: it outlives its signer."""

    class Way(models.TextChoices):
        DRAWN = "drawn"
        IDENTIFIED = "identified"  # by typing again what identifies them

    reference = models.CharField(max_length=32, unique=True, default=new_reference)
    person = models.BigIntegerField()
    way = models.CharField(max_length=12, choices=Way.choices)
    means = models.CharField(max_length=20)  # ``password``, ``second-factor``, ``paper-code``, ``code``, ``session``
    session_mark = models.CharField(max_length=16)  # tells two sessions apart, opens none
    entered_by = models.CharField(max_length=100, blank=True)  # how the session was opened: ``password mfa``
    statement = models.CharField(max_length=64)  # SHA-256 (hex) of the words that were signed
    drawing = models.BinaryField(null=True)
    width = models.PositiveIntegerField(default=0)
    height = models.PositiveIntegerField(default=0)
    made = models.DateTimeField()

    def __str__(self) -> str:
        return f"signature:{self.pk}"
