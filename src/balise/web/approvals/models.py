from __future__ import annotations

import datetime as dt

from django.conf import settings
from django.db import models

from balise.web.people.models import Person


class Request(models.Model):
    """One yes that a content waits for, from one role or partner: a line of somebody's queue, since submission."""

    class State(models.TextChoices):
        WAITING = "waiting"
        MET = "met"
        CLOSED = "closed"  # returned, refused, withdrawn or changed before the answer

    source_kind = models.CharField(max_length=40)
    source_id = models.CharField(max_length=64)
    hash = models.CharField(max_length=64)
    author = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    not_by = models.ForeignKey(  # who wrote it before it went to somebody else: they do not answer either
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    by = models.CharField(max_length=120)  # a role, or partner:ID
    clauses = models.JSONField(default=list)
    kinds = models.JSONField(default=list)
    state = models.CharField(max_length=10, choices=State.choices, default=State.WAITING)
    since = models.DateTimeField()
    approval = models.ForeignKey("Approval", null=True, on_delete=models.SET_NULL, related_name="requests")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["source_kind", "source_id", "hash", "by"], name="request_once_a_content")
        ]
        indexes = [models.Index(fields=["state", "by", "since"], name="request_queue")]

    def __str__(self) -> str:
        return f"{self.source_kind}:{self.source_id} {self.by} {self.state}"


class Approval(models.Model):
    """What somebody answered to a content, bound to its hash: one changed character voids it. Never edited."""

    class Answer(models.TextChoices):
        APPROVE = "approve"
        REFUSE = "refuse"
        RETURN = "return"

    class Way(models.TextChoices):
        MANDATE = "mandate"  # given in advance, within the limits of a mandate
        ROLE = "role"
        URGENT = "urgent"  # management alone, with a written reason

    source_kind = models.CharField(max_length=40)
    source_id = models.CharField(max_length=64)
    hash = models.CharField(max_length=64)
    answer = models.CharField(max_length=10, choices=Answer.choices)
    way = models.CharField(max_length=10, choices=Way.choices, default=Way.ROLE)
    by = models.JSONField(default=list)  # the roles or partners it answers for
    clause = models.CharField(max_length=20, blank=True)
    reason = models.TextField(blank=True)
    annex = models.CharField(max_length=64, blank=True)  # hash of what went with the content (its claims); "" = nothing
    comments = models.JSONField(default=list)  # {place, start, end, quote, text}: anchored on the text
    approver = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    mandate = models.ForeignKey("Mandate", null=True, on_delete=models.PROTECT, related_name="+")
    when = models.DateTimeField()
    voided = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["source_kind", "source_id", "when"], name="approval_of_source")]

    def __str__(self) -> str:
        return f"{self.source_kind}:{self.source_id} {self.answer}"


class Declaration(models.Model):
    """What a person says about an obligation that no role can approve (consents): met, or not called for, and why."""

    class Answer(models.TextChoices):
        MET = "met"
        NOT_CALLED_FOR = "not_called_for"

    source_kind = models.CharField(max_length=40)
    source_id = models.CharField(max_length=64)
    hash = models.CharField(max_length=64)
    kind = models.CharField(max_length=20)
    by = models.CharField(max_length=120)
    clause = models.CharField(max_length=20)
    answer = models.CharField(max_length=20, choices=Answer.choices)
    note = models.TextField()  # where the proof is kept, or why it is not called for
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    when = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["source_kind", "source_id", "hash"], name="declaration_of_source")]

    def __str__(self) -> str:
        return f"{self.source_kind}:{self.source_id} {self.kind}:{self.by}"


class Mandate(models.Model):
    """Who may speak for the organisation, on what, where, until when: communications' approval in advance."""

    class State(models.TextChoices):
        ACTIVE = "active"
        ENDED = "ended"

    holder = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="mandates")
    topic = models.TextField()
    networks = models.JSONField(default=list)  # ids; empty means every network
    since = models.DateField()
    until = models.DateField()  # the last day
    state = models.CharField(max_length=10, choices=State.choices, default=State.ACTIVE)
    granted_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    granted = models.DateTimeField()
    ended = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["holder", "state"], name="mandate_of_holder")]

    def __str__(self) -> str:
        return f"mandate:{self.pk}"

    def covers(self, *, person: Person, networks: frozenset[str], day: dt.date) -> bool:
        """Whether it lets this person speak there that day; whether the subject is within ``topic``, people say."""
        return (
            self.state == self.State.ACTIVE
            and self.holder_id == person.pk
            and self.since <= day <= self.until
            and (not self.networks or networks <= frozenset(self.networks))
        )
