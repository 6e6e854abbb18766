from __future__ import annotations

import secrets

from django.db import models


def _drawn() -> str:
    return secrets.token_hex(16)


class Record(models.Model):
    """One event, chained to the one before. Plain ids, no foreign key: it outlives its subject."""

    number = models.BigIntegerField(primary_key=True)
    day = models.DateField()
    at = models.DateTimeField(null=True)  # null where the hour could tell who (anonymous reports)
    actor_kind = models.CharField(max_length=10)  # person | system
    actor_id = models.CharField(max_length=64)
    actor_label = models.BinaryField(default=b"")  # sealed: the name as it was
    tag = models.CharField(max_length=120)  # source:subject:action
    subject_kind = models.CharField(max_length=80)
    subject_id = models.CharField(max_length=64)
    detail = models.JSONField(default=dict)
    previous = models.CharField(max_length=64)
    mac = models.CharField(max_length=64)

    class Meta:
        indexes = [
            models.Index(fields=["subject_kind", "subject_id", "number"], name="audit_of_subject"),
            models.Index(fields=["day"], name="audit_by_day"),
            models.Index(fields=["actor_kind", "actor_id", "number"], name="audit_by_actor"),
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.tag} {self.subject_kind}:{self.subject_id}"


class Waiting(models.Model):
    """One event that the next hourly batch records, by its day alone. Its key is drawn at random: it tells no order."""

    id = models.CharField(primary_key=True, max_length=32, default=_drawn)
    day = models.DateField()
    actor_kind = models.CharField(max_length=10)
    actor_id = models.CharField(max_length=64)
    actor_label = models.BinaryField(default=b"")
    tag = models.CharField(max_length=120)
    subject_kind = models.CharField(max_length=80)
    subject_id = models.CharField(max_length=64)
    detail = models.JSONField(default=dict)

    def __str__(self) -> str:
        return f"{self.tag} {self.subject_kind}:{self.subject_id}"


class Head(models.Model):
    """The end of the chain: one row, locked last in each transaction so that writers queue as briefly as possible."""

    number = models.BigIntegerField(default=0)
    mac = models.CharField(max_length=64, default="")

    def __str__(self) -> str:
        return f"head {self.number}"
