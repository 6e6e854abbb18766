from __future__ import annotations

from django.db import models


class Entry(models.Model):
    """One thing that can be found, as one set of readers sees it. Written again whole at each change.

    A new number each time: the highest is the latest changed. ``record`` and ``author`` are plain ids, so that nothing
    of the index stands in the way of a deletion. The words themselves lie in the database's own full-text index.
    """

    kind = models.CharField(max_length=40)
    record = models.CharField(max_length=64)
    face = models.CharField(max_length=10)  # the same record may read differently to its author and to the others
    title = models.CharField(max_length=300)
    text = models.TextField(blank=True)
    language = models.CharField(max_length=2)
    date = models.DateTimeField()
    state = models.CharField(max_length=20, blank=True)
    author = models.BigIntegerField(null=True)
    digest = models.CharField(max_length=64)  # of all that is indexed: what has not changed is not written again

    class Meta:
        constraints = [models.UniqueConstraint(fields=["kind", "record", "face"], name="search_once_a_face")]

    def __str__(self) -> str:
        return f"{self.kind}:{self.record}:{self.face}"
