"""What somebody answered to situations. Theirs alone: nothing here is read for anybody else, and they can erase it."""

from __future__ import annotations

from django.conf import settings
from django.db import models


class Practice(models.Model):
    """Where somebody stands: the series before them, and when they first went through one of the present pack."""

    person = models.OneToOneField(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="practice")
    series = models.JSONField(default=list)  # ids of situations, in the order they are shown
    place = models.PositiveSmallIntegerField(default=0)  # how many of them are behind
    finished_at = models.DateTimeField(null=True)  # the end of the first series of ``finished_reference``
    finished_reference = models.CharField(max_length=100, blank=True)  # ``id@version`` of the pack
    aside_reference = models.CharField(max_length=100, blank=True)  # not to be offered again under this pack

    def __str__(self) -> str:
        return f"practice:{self.person_id}"


class Recall(models.Model):
    """The last answer to one situation, and when it comes back; ``due`` is None once it is known."""

    practice = models.ForeignKey(Practice, on_delete=models.CASCADE, related_name="recalls")
    situation = models.CharField(max_length=80)  # its id in the pack, for ever
    chosen = models.CharField(max_length=3)
    right = models.BooleanField()
    step = models.PositiveSmallIntegerField()  # how many times in a row it was answered well since it was missed
    due = models.DateTimeField(null=True)
    answered_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["practice", "situation"], name="learning_one_recall_a_situation")
        ]

    def __str__(self) -> str:
        return f"recall:{self.practice_id}:{self.situation}"
