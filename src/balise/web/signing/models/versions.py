"""A version of the policy: its official text in each language, cut in sections, and where each clause stands in it."""

from __future__ import annotations

from hashlib import sha256

from django.conf import settings
from django.db import models


class PolicyVersion(models.Model):
    """One version of the official text. Nothing of it changes once somebody has approved it."""

    class State(models.TextChoices):
        APPROVED = "approved"  # by somebody else than who drafted it
        DRAFT = "draft"
        PUBLISHED = "published"  # in force: one at most
        WITHDRAWN = "withdrawn"  # replaced or taken back; what was signed stays readable

    state = models.CharField(max_length=10, choices=State.choices, default=State.DRAFT)
    number = models.PositiveIntegerField(unique=True)  # 1, 2, 3 …: what people call it
    pack_reference = models.CharField(max_length=100)  # ``id@version`` of the pack that its clauses are those of
    content_hash = models.CharField(max_length=64, blank=True)  # of all that was approved, written by the approval
    drafted_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    drafted_at = models.DateTimeField()
    hands = models.JSONField(default=list)  # ids of all who drafted it: none of them approves it
    approved_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    approved_at = models.DateTimeField(null=True)
    published_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    published_at = models.DateTimeField(null=True)
    withdrawn_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["state"], condition=models.Q(state="published"), name="signing_one_version_in_force"
            )
        ]

    def __str__(self) -> str:
        return f"version:{self.number}"


class PolicyText(models.Model):
    """The official text in one language, as the file that was given: byte for byte, with its SHA-256 (hex)."""

    version = models.ForeignKey(PolicyVersion, on_delete=models.CASCADE, related_name="texts")
    language = models.CharField(max_length=2, choices=[("fr", "français"), ("en", "English")])
    filename = models.CharField(max_length=200)
    media_type = models.CharField(max_length=100)
    original = models.BinaryField()
    sha256 = models.CharField(max_length=64)
    imported_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["version", "language"], name="signing_one_text_a_language")]

    def __str__(self) -> str:
        return f"text:{self.version_id}:{self.language}"

    def intact(self) -> bool:
        """Whether the kept file still is the one whose SHA-256 was written."""
        return sha256(bytes(self.original)).hexdigest() == self.sha256


class PolicySection(models.Model):
    """One section of a text. ``html`` was sanitised at the import; ``words`` says the same as plain text."""

    text = models.ForeignKey(PolicyText, on_delete=models.CASCADE, related_name="sections")
    position = models.PositiveIntegerField()
    anchor = models.CharField(max_length=80)  # stable: ``s-3-4`` for a numbered title, else made of its words
    number = models.CharField(max_length=20, blank=True)  # «3.4», as the title says it
    level = models.PositiveSmallIntegerField(default=1)
    title = models.CharField(max_length=300, blank=True)
    html = models.TextField()
    words = models.TextField()

    class Meta:
        ordering = ["position"]
        constraints = [models.UniqueConstraint(fields=["text", "anchor"], name="signing_one_section_an_anchor")]

    def __str__(self) -> str:
        return f"section:{self.anchor}"


class ClauseAnchor(models.Model):
    """Where a clause of the pack stands in the official text of one language: a section, and the passage quoted."""

    version = models.ForeignKey(PolicyVersion, on_delete=models.CASCADE, related_name="anchors")
    language = models.CharField(max_length=2)
    clause_id = models.CharField(max_length=40)
    section_anchor = models.CharField(max_length=80)
    passage = models.TextField()  # words of the section, as they stand there
    by_hand = models.BooleanField(default=False)  # a person said so; else proposed by likeness

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["version", "language", "clause_id"], name="signing_one_passage_a_clause")
        ]

    def __str__(self) -> str:
        return f"anchor:{self.clause_id}:{self.section_anchor}"
