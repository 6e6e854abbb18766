from __future__ import annotations

from django.conf import settings
from django.db import models


class How(models.TextChoices):
    """How somebody wants to hear of a kind of things outside the application, where all of them are listed."""

    NOW = "now"
    DAILY = "daily"
    NONE = "none"


class Notification(models.Model):
    """Something happened that concerns one person: a kind and an id, never a text. Sentences are made when shown."""

    class Mail(models.TextChoices):
        NONE = "none"
        DAILY = "daily"  # waits for the next daily mail
        QUEUED = "queued"  # the outbox has it

    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="notifications")
    kind = models.CharField(max_length=60)
    subject_id = models.CharField(max_length=64)
    created = models.DateTimeField()
    read = models.DateTimeField(null=True)
    mail = models.CharField(max_length=10, choices=Mail.choices, default=Mail.NONE)
    batch = models.CharField(max_length=40, blank=True)  # the daily mail that carries it
    once = models.CharField(max_length=100, null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["person", "once"], name="notification_once")]
        indexes = [
            models.Index(fields=["person", "-id"], name="notification_of_person"),
            models.Index(fields=["person"], condition=models.Q(read=None), name="notification_unread"),
            models.Index(fields=["subject_id"], condition=models.Q(read=None), name="notification_unread_about"),
            models.Index(fields=["person", "batch"], condition=models.Q(mail="queued"), name="notification_batch"),
            models.Index(fields=["person"], condition=models.Q(mail="daily"), name="notification_daily"),
        ]

    def __str__(self) -> str:
        return f"{self.kind}:{self.subject_id}"


class Preference(models.Model):
    """How somebody wants to hear of one kind, where that is not the usual way."""

    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="preferences")
    kind = models.CharField(max_length=60)
    how = models.CharField(max_length=10, choices=How.choices)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["person", "kind"], name="preference_once")]

    def __str__(self) -> str:
        return f"{self.kind}:{self.how}"
