from __future__ import annotations

from django.db import models


class StoredVerdict(models.Model):
    """What the engine said of a content, by its hash; kept as long as what it judged. A source is a (kind, id) pair."""

    source_kind = models.CharField(max_length=40)
    source_id = models.CharField(max_length=64)
    hash = models.CharField(max_length=64)
    policy = models.CharField(max_length=120)  # id@version
    decision = models.CharField(max_length=10)
    verdict = models.JSONField()
    created = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["source_kind", "source_id", "hash"], name="verdict_once_a_content")
        ]

    def __str__(self) -> str:
        return f"{self.source_kind}:{self.source_id}:{self.hash[:8]}"
