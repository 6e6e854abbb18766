from __future__ import annotations

from django.conf import settings
from django.db import models

from balise.web.vault.sealing import open_sealed, seal

TABLE = "questions.question"


class Question(models.Model):
    """What somebody asks about a message. The message, the question and the answer are sealed under its own key."""

    class State(models.TextChoices):
        ANSWERED = "answered"
        ASKED = "asked"
        CLOSED = "closed"
        WITHDRAWN = "withdrawn"  # taken back before anybody answered: its texts are destroyed

    state = models.CharField(max_length=10, choices=State.choices, default=State.ASKED)
    asker = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="questions")
    voice = models.CharField(max_length=10)
    text = models.BinaryField(default=b"")
    question = models.BinaryField(default=b"")
    answer = models.BinaryField(default=b"")
    clauses = models.JSONField(default=list)  # ids that the answer quotes
    asked = models.DateTimeField()
    answered = models.DateTimeField(null=True)
    answered_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    ended = models.DateTimeField(null=True)

    class Meta:
        indexes = [
            models.Index(fields=["state", "asked"], name="question_by_state"),
            models.Index(fields=["asker", "-asked"], name="question_of_asker"),
        ]

    def __str__(self) -> str:
        return f"question:{self.pk}"

    def put(self, column: str, words: str) -> None:
        """Seal ``words`` in ``text``, ``question`` or ``answer``; the row must have its id."""
        setattr(self, column, seal(words, table=TABLE, column=column, record=self.pk))

    def words(self, column: str) -> str:
        """What was sealed there, empty if nothing was. Raises ``Destroyed`` or ``Tampered``."""
        sealed = bytes(getattr(self, column))
        return open_sealed(sealed, table=TABLE, column=column, record=self.pk) if sealed else ""
