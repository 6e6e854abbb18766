from __future__ import annotations

import secrets

from django.db import models

TABLE = "evidence.sealedfile"


def new_reference() -> str:
    """What a file is called outside: says nothing, and cannot be guessed."""
    return secrets.token_hex(16)


class SealedFile(models.Model):
    """A proof. Its bytes lie in the files' storage, sealed under a key of its own (the vault calls it ``reference``).

    ``source_kind`` and ``source_id`` say what it proves, as plain ids: a proof outlives its subject. ``person`` is the
    id of whom it is about. ``sha256`` (hex) is of the bytes before they are sealed.
    """

    class State(models.TextChoices):
        DESTROYED = "destroyed"  # at the end of its retention: the key is gone
        KEPT = "kept"

    state = models.CharField(max_length=10, choices=State.choices, default=State.KEPT)
    reference = models.CharField(max_length=32, unique=True, default=new_reference)
    kind = models.CharField(max_length=20)  # ``certificate``, ``scan``
    source_kind = models.CharField(max_length=40)  # ``attestation``
    source_id = models.CharField(max_length=64)
    person = models.BigIntegerField(null=True)
    filename = models.CharField(max_length=200)
    media_type = models.CharField(max_length=100)
    size = models.PositiveIntegerField()
    sha256 = models.CharField(max_length=64)
    stored = models.CharField(max_length=200)  # its name in the storage
    made = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["person", "-made"], name="evidence_about")]
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "source_kind", "source_id"],
                condition=models.Q(kind="certificate"),
                name="evidence_one_certificate_a_source",
            )
        ]

    def __str__(self) -> str:
        return f"evidence:{self.pk}"
