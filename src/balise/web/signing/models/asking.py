"""Who is asked to answer which version, until when, by which way; and who need not for a while."""

from __future__ import annotations

import secrets

from django.db import models

from balise.web.people.models import Person
from balise.web.signing.models.versions import PolicyVersion


def new_reference() -> str:
    """What a link is called here; its secret is worked out from it with a key kept outside the database."""
    return secrets.token_hex(16)


class Campaign(models.Model):
    """A version asked of a population. Prepared by itself when a version is published; a person launches it."""

    class State(models.TextChoices):
        CLOSED = "closed"
        OPEN = "open"
        PREPARED = "prepared"

    class Population(models.TextChoices):
        ALL = "all"
        NEW = "new"  # those who never answered any version
        TEAM = "team"

    state = models.CharField(max_length=8, choices=State.choices, default=State.PREPARED)
    version = models.ForeignKey(PolicyVersion, on_delete=models.PROTECT, related_name="campaigns")
    population = models.CharField(max_length=4, choices=Population.choices, default=Population.ALL)
    team = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+")
    due = models.DateField()
    prepared_at = models.DateTimeField()
    launched_by = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+")
    launched_at = models.DateTimeField(null=True)
    closed_at = models.DateTimeField(null=True)
    asked = models.PositiveIntegerField(default=0)

    def __str__(self) -> str:
        return f"campaign:{self.pk}"


class Due(models.Model):
    """One person owes an answer to one version."""

    class State(models.TextChoices):
        ANSWERED = "answered"  # whatever the answer
        DUE = "due"
        DROPPED = "dropped"  # the version is no longer in force, or the campaign was closed

    state = models.CharField(max_length=8, choices=State.choices, default=State.DUE)
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="policy_dues")
    version = models.ForeignKey(PolicyVersion, on_delete=models.PROTECT, related_name="dues")
    campaign = models.ForeignKey(Campaign, null=True, on_delete=models.SET_NULL, related_name="dues")
    due = models.DateField()
    asked_at = models.DateTimeField()
    reminders = models.PositiveSmallIntegerField(default=0)
    reminded_on = models.DateField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["person", "version"], name="signing_one_due_a_version")]
        indexes = [models.Index(fields=["state", "due"], name="signing_dues_by_day")]

    def __str__(self) -> str:
        return f"due:{self.person_id}:{self.version_id}"


class Exemption(models.Model):
    """Somebody need not answer until a day (a leave). The reason is sealed: only HR reads it."""

    class State(models.TextChoices):
        ENDED = "ended"
        GRANTED = "granted"

    state = models.CharField(max_length=8, choices=State.choices, default=State.GRANTED)
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="policy_exemptions")
    reason = models.BinaryField()
    until = models.DateField()  # the last day
    granted_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    granted_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["person", "until"], name="signing_exempt_until")]

    def __str__(self) -> str:
        return f"exemption:{self.pk}"


class SigningLink(models.Model):
    """A way in for one person and one version, good once. A tablet handed over needs no code: they are there."""

    class Method(models.TextChoices):
        LINK = "link"
        TABLET = "tablet"

    class State(models.TextChoices):
        CANCELLED = "cancelled"  # another one was given, or too many wrong codes
        OPEN = "open"
        USED = "used"

    state = models.CharField(max_length=9, choices=State.choices, default=State.OPEN)
    reference = models.CharField(max_length=32, unique=True, default=new_reference)
    method = models.CharField(max_length=6, choices=Method.choices)
    code_hash = models.CharField(max_length=200, blank=True)
    tries = models.PositiveSmallIntegerField(default=0)
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="policy_links")
    version = models.ForeignKey(PolicyVersion, on_delete=models.PROTECT, related_name="links")
    given_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    given_at = models.DateTimeField()
    expires = models.DateTimeField()
    used_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"link:{self.pk}"
