from __future__ import annotations

import datetime as dt
import secrets

from django.db import models

from balise.web.people.models import Person

LATE = dt.timedelta(days=30)  # an arrival of longer ago is history: nothing is asked or undone for it
TABLE = "lifecycle.stay"  # what the vault calls what is sealed about a departure, under its ``reference``


def new_reference() -> str:
    """Drawn for each departure: what is sealed for it is destroyed with it, and the next one has another key."""
    return secrets.token_hex(16)


class Stay(models.Model):
    """Somebody here for a job or a traineeship, from one day to another. Past ones stay: a return is another row."""

    class State(models.TextChoices):
        CANCELLED = "cancelled"  # they never came
        CLOSED = "closed"  # they left, and HR said that the rest is done or will not be
        ENDED = "ended"  # their access is over; something may still be missing
        HERE = "here"  # here, or to come
        LEAVING = "leaving"  # their last day is known

    class Kind(models.TextChoices):
        JOB = "job"
        TRAINEESHIP = "traineeship"

    class Profiles(models.TextChoices):
        DATED = "dated"  # they show the end date
        NONE = "none"  # none of them names the organisation

    class Method(models.TextChoices):
        APP = "app"
        LINK = "link"
        PAPER = "paper"

    state = models.CharField(max_length=9, choices=State.choices, default=State.HERE)
    kind = models.CharField(max_length=11, choices=Kind.choices, default=Kind.JOB)
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="stays")
    first_day = models.DateField()
    last_day = models.DateField(null=True)
    hired_at = models.DateTimeField()
    leaving_since = models.DateTimeField(null=True)
    reference = models.CharField(max_length=32, blank=True)
    allowed_by = models.ForeignKey(
        Person, null=True, on_delete=models.PROTECT, related_name="+"
    )  # to close the account
    profiles = models.CharField(max_length=5, choices=Profiles.choices, blank=True)
    confirmed_on = models.DateField(null=True)
    confirmed_by = models.CharField(max_length=5, choices=Method.choices, blank=True)
    profile_link = models.BinaryField(default=b"")  # sealed, erased at closing
    page = models.CharField(max_length=32, blank=True)  # reference of the page on paper, kept among proofs
    heir = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+")  # of what was being written
    handed_over = models.PositiveIntegerField(default=0)
    reminders = models.PositiveSmallIntegerField(default=0)
    ended_at = models.DateTimeField(null=True)
    closed_at = models.DateTimeField(null=True)
    closed_by = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+")
    missing = models.JSONField(default=list)  # what was not done when it was closed, by the names of the checklist

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person"],
                condition=models.Q(state__in=["here", "leaving"]),
                name="lifecycle_one_stay_at_a_time",
            )
        ]
        indexes = [
            models.Index(fields=["state", "last_day"], name="lifecycle_departures"),
            models.Index(fields=["state", "first_day"], name="lifecycle_arrivals"),
        ]

    def __str__(self) -> str:
        return f"stay:{self.pk}"

    @property
    def open(self) -> bool:
        """Whether they are here, or to come."""
        return self.state in {self.State.HERE, self.State.LEAVING}

    def may_not_have_come(self, today: dt.date) -> bool:
        """Whether it makes sense to say that they never came."""
        return self.open and self.confirmed_on is None and self.first_day >= today - LATE

    @property
    def departing(self) -> bool:
        """Whether a departure is under way."""
        return self.state in {self.State.LEAVING, self.State.ENDED}

    def here_on(self, day: dt.date) -> bool:
        """Whether that day is one of theirs."""
        return self.first_day <= day and (self.last_day is None or day <= self.last_day)


class Successor(models.Model):
    """Who takes a duty of somebody who leaves: a role, or (``manager``) their team."""

    stay = models.ForeignKey(Stay, on_delete=models.CASCADE, related_name="successors")
    role = models.CharField(max_length=20)
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    named_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["stay", "role"], name="lifecycle_one_successor_a_role")]

    def __str__(self) -> str:
        return f"successor:{self.stay_id}:{self.role}"


class DepartureLink(models.Model):
    """A way to confirm for somebody whose account may be over: personal, with a code, good once."""

    class State(models.TextChoices):
        CANCELLED = "cancelled"  # another one was given, too many wrong codes, or the departure is closed
        OPEN = "open"
        USED = "used"

    state = models.CharField(max_length=9, choices=State.choices, default=State.OPEN)
    stay = models.ForeignKey(Stay, on_delete=models.CASCADE, related_name="links")
    reference = models.CharField(max_length=32, unique=True)
    code_hash = models.CharField(max_length=200)
    address = models.BinaryField(default=b"")  # sealed with the departure: where the mail goes, if it goes
    tries = models.PositiveSmallIntegerField(default=0)
    given_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    given_at = models.DateTimeField()
    expires = models.DateTimeField()
    used_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"departure-link:{self.pk}"
