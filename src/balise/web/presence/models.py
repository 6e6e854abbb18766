from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q

from balise.web.vault.sealing import open_sealed, seal

ACCOUNT, SIGHTING, LOOKALIKE = "presence.account", "presence.sighting", "presence.lookalike"  # names in the vault


class Account(models.Model):
    """An official account or site, or a partner's. Its recovery contact is sealed under a key of its own."""

    class State(models.TextChoices):
        ACTIVE = "active"
        RETIRED = "retired"  # no longer ours, or closed: kept for its history

    class TwoFactor(models.TextChoices):
        UNKNOWN = "unknown"
        ON = "on"
        OFF = "off"

    class Link(models.TextChoices):
        """What stands at the address, as the last look found it."""

        UNKNOWN = "unknown"
        GOOD = "good"
        UNSURE = "unsure"  # the network shows nothing to a program, or did not answer this time
        MOVED = "moved"
        DEAD = "dead"

    class Connection(models.TextChoices):
        """As whatever connects Balise to the network tells it."""

        NONE = "none"
        CONNECTED = "connected"
        EXPIRING = "expiring"
        BROKEN = "broken"

    state = models.CharField(max_length=10, choices=State.choices, default=State.ACTIVE)
    network = models.CharField(max_length=40)
    address = models.CharField(max_length=500)
    key = models.CharField(max_length=560)  # what identifies it, whatever its address looks like
    aliases = models.JSONField(default=list)  # other addresses of the same account
    handle = models.CharField(max_length=120, blank=True)
    label = models.CharField(max_length=120, blank=True)
    partner_id = models.CharField(max_length=100, blank=True)  # empty: the organisation's own
    from_policy = models.BooleanField(default=False)
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="accounts")
    two_factor = models.CharField(max_length=10, choices=TwoFactor.choices, default=TwoFactor.UNKNOWN)
    recovery = models.BinaryField(default=b"")
    recovery_number = models.PositiveIntegerField(default=0)  # each contact has a key: a former one is destroyed
    created = models.DateTimeField()
    reviewed = models.DateTimeField(null=True)
    reviewed_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    link = models.CharField(max_length=10, choices=Link.choices, default=Link.UNKNOWN)
    link_detail = models.CharField(max_length=60, blank=True)  # a status, or a word for what went wrong
    link_target = models.CharField(max_length=500, blank=True)  # where it leads now
    link_checked = models.DateTimeField(null=True)
    link_since = models.DateTimeField(null=True)
    link_failures = models.PositiveIntegerField(default=0)  # in a row
    connection = models.CharField(max_length=10, choices=Connection.choices, default=Connection.NONE)
    connection_until = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["key"], condition=Q(state="active"), name="account_once_in_register")
        ]
        indexes = [models.Index(fields=["state", "network"], name="account_by_state")]

    def __str__(self) -> str:
        return f"account:{self.pk}"

    def seal_recovery(self, words: str) -> None:
        """Keep another recovery contact; the row must have its id, and the former key is the caller's to destroy."""
        self.recovery_number += 1
        self.recovery = seal(words, table=ACCOUNT, column="recovery", record=self.recovery_record)

    def open_recovery(self) -> str:
        """The recovery contact, empty if there is none. Raises ``Destroyed`` or ``Tampered``."""
        sealed = bytes(self.recovery)
        return open_sealed(sealed, table=ACCOUNT, column="recovery", record=self.recovery_record) if sealed else ""

    @property
    def recovery_record(self) -> str:
        """What the vault calls the contact of the moment."""
        return f"{self.pk}.{self.recovery_number}"


class Access(models.Model):
    """Who can act on an account at its network, and with which powers. Somebody outside is only a name."""

    class State(models.TextChoices):
        ACTIVE = "active"
        TO_REMOVE = "to_remove"
        REMOVED = "removed"

    class Level(models.TextChoices):
        """From the widest to the narrowest; each network has its own words for them."""

        OWNER = "owner"
        ADMIN = "admin"
        EDITOR = "editor"
        MODERATOR = "moderator"
        ANALYST = "analyst"

    account = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="accesses")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="accesses")
    outsider = models.CharField(max_length=120, blank=True)
    level = models.CharField(max_length=10, choices=Level.choices)
    state = models.CharField(max_length=10, choices=State.choices, default=State.ACTIVE)
    since = models.DateTimeField()
    remove_by = models.DateField(null=True)
    leaving = models.BooleanField(default=False)  # asked because the person leaves
    ended = models.DateTimeField(null=True)
    ended_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["account", "person"],
                condition=Q(person__isnull=False) & ~Q(state="removed"),
                name="access_once_for_each",
            )
        ]
        indexes = [models.Index(fields=["state", "remove_by"], name="access_by_state")]

    def __str__(self) -> str:
        return f"access:{self.pk}"


class Lookalike(models.Model):
    """An address that somebody takes for an imitation. The answer of communications is sealed."""

    class State(models.TextChoices):
        REPORTED = "reported"
        CONFIRMED = "confirmed"  # it imitates: to be told to the network
        TOLD = "told"  # the network knows
        CLOSED = "closed"
        DISMISSED = "dismissed"  # it does not imitate

    class Outcome(models.TextChoices):
        GONE = "gone"
        CHANGED = "changed"  # it no longer imitates
        LEFT = "left"  # the network leaves it there

    state = models.CharField(max_length=10, choices=State.choices, default=State.REPORTED)
    address = models.CharField(max_length=500)
    key = models.CharField(max_length=560)
    network = models.CharField(max_length=40)
    resembles = models.ForeignKey(Account, null=True, on_delete=models.PROTECT, related_name="lookalikes")
    reported = models.DateTimeField()
    decided = models.DateTimeField(null=True)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    answer = models.BinaryField(default=b"")
    told = models.DateTimeField(null=True)
    reference = models.CharField(max_length=120, blank=True)  # the network's number for it
    ended = models.DateTimeField(null=True)
    outcome = models.CharField(max_length=10, choices=Outcome.choices, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["key"], name="lookalike_once")]
        indexes = [models.Index(fields=["state", "reported"], name="lookalike_by_state")]

    def __str__(self) -> str:
        return f"lookalike:{self.pk}"

    def seal_answer(self, words: str) -> None:
        """Keep what communications answer; the row must have its id."""
        self.answer = seal(words, table=LOOKALIKE, column="answer", record=self.pk)

    def open_answer(self) -> str:
        """What they answered, empty if nothing. Raises ``Destroyed`` or ``Tampered``."""
        sealed = bytes(self.answer)
        return open_sealed(sealed, table=LOOKALIKE, column="answer", record=self.pk) if sealed else ""


class Sighting(models.Model):
    """Somebody saw it, and what they said of it, sealed. Several people may report one address."""

    lookalike = models.ForeignKey(Lookalike, on_delete=models.PROTECT, related_name="sightings")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="sightings")
    note = models.BinaryField(default=b"")
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["lookalike", "person"], name="sighting_once_for_each")]

    def __str__(self) -> str:
        return f"sighting:{self.pk}"

    def seal_note(self, words: str) -> None:
        """Keep what they said; the row must have its id."""
        self.note = seal(words, table=SIGHTING, column="note", record=self.pk)

    def open_note(self) -> str:
        """What they said, empty if nothing. Raises ``Destroyed`` or ``Tampered``."""
        sealed = bytes(self.note)
        return open_sealed(sealed, table=SIGHTING, column="note", record=self.pk) if sealed else ""
