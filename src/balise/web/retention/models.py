from __future__ import annotations

from django.db import models

from balise.web.people.models import Person

TABLE = "retention.hold"


class Rule(models.Model):
    """How long one kind of thing is kept, where HR decided otherwise than the policy."""

    class State(models.TextChoices):
        SET = "set"

    state = models.CharField(max_length=3, choices=State.choices, default=State.SET)
    kind = models.CharField(max_length=40, unique=True)
    days = models.PositiveIntegerField()
    set_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    set_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"rule:{self.kind}"


class Hold(models.Model):
    """What concerns a person, or a whole kind, is not destroyed. Why is sealed; each reading is in the audit."""

    class State(models.TextChoices):
        LIFTED = "lifted"
        PLACED = "placed"

    state = models.CharField(max_length=6, choices=State.choices, default=State.PLACED)
    person = models.BigIntegerField(null=True)  # a plain id: a hold outlives an account
    kind = models.CharField(max_length=40, blank=True)  # empty: every kind
    reason = models.BinaryField(default=b"")
    until = models.DateField(null=True)  # the last day; null: until lifted
    placed_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    placed_at = models.DateTimeField()
    lifted_by = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+")
    lifted_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["state", "until"], name="retention_holds")]

    def __str__(self) -> str:
        return f"hold:{self.pk}"


class Destruction(models.Model):
    """That something was destroyed: which kind, its bare number, by which rule, when. Nothing of anybody."""

    kind = models.CharField(max_length=40)
    record = models.CharField(max_length=64)
    days = models.PositiveIntegerField()  # how long it was to be kept
    due = models.DateField()  # since when it was to go
    parts = models.JSONField(default=dict)  # what went with it -> how many
    again = models.BooleanField(default=False)  # a restored backup had brought it back
    destroyed_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["-destroyed_at"], name="retention_latest")]

    def __str__(self) -> str:
        return f"destruction:{self.kind}:{self.record}"
