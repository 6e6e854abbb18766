from __future__ import annotations

import secrets
from typing import Any

import orjson
from django.db import models

from balise.web.people.roles import Role
from balise.web.vault.sealing import open_bytes, open_sealed, seal, seal_bytes

TABLE = "reporting.part"
_LOWEST, _HIGHEST = 10**9, 10**10


def drawn_number() -> int:
    """A number of ten digits that says nothing: neither an order, nor which parts came together."""
    return _LOWEST + secrets.randbelow(_HIGHEST - _LOWEST)


class Desk(models.TextChoices):
    """Who receives a part: the role whose business it is."""

    COMMUNICATIONS = Role.COMMUNICATIONS.value
    HR = Role.HR.value
    PRIVACY = Role.PRIVACY.value


class Level(models.IntegerChoices):
    """Who of a desk receives it: those in the role, else (somebody among them is concerned) who stands above."""

    ROLE = 0
    ALTERNATE = 1
    MANAGEMENT = 2
    OTHERS = 3  # the other desks
    OUTSIDE = 4  # nobody with an account here


class Kind(models.TextChoices):
    """What it is about; each goes to one desk."""

    POST = "post"  # a post or a comment that needs an answer
    DOUBT = "doubt"  # what one may do
    LOOKALIKE = "lookalike"
    WORK = "work"  # a question or a comment about work
    CONFLICT = "conflict"  # conflict, discomfort, harassment
    PHONE = "phone"  # said by managers
    INFORMATION = "information"  # confidential or personal, seen online


class Part(models.Model):
    """What one desk receives of a report. Nothing in its row leads to the other parts, nor to who wrote it.

    All words and files are sealed under its own key. ``locator`` is a keyed hash that only the receipt code leads to;
    ``owner`` a keyed hash of the account of who signed, empty for who did not. Days only: an hour could tell who.
    """

    class State(models.TextChoices):
        HELD = "held"  # until a batch delivers it
        RECEIVED = "received"
        ACKNOWLEDGED = "acknowledged"
        ANSWERED = "answered"
        CLOSED = "closed"

    id = models.BigIntegerField(primary_key=True, default=drawn_number)
    state = models.CharField(max_length=12, choices=State.choices, default=State.HELD)
    desk = models.CharField(max_length=20, choices=Desk.choices)
    level = models.PositiveSmallIntegerField(choices=Level.choices, default=Level.ROLE)
    kind = models.CharField(max_length=12, choices=Kind.choices)
    apart = models.BooleanField(default=False)  # delivered by chance, so that it does not arrive with another
    locator = models.CharField(max_length=64, unique=True)
    offspring = models.PositiveSmallIntegerField(default=0)  # parts taken from this one, found from its locator
    owner = models.CharField(max_length=64, blank=True, db_index=True)
    content = models.BinaryField(default=b"")
    made = models.DateField()
    received = models.DateField(null=True)
    acknowledged = models.DateField(null=True)
    answered = models.DateField(null=True)
    closed = models.DateField(null=True)
    to_read = models.BooleanField(default=False)  # the desk wrote, and who reported has not looked since
    waiting = models.BooleanField(default=False)  # who reported wrote, and the desk has not answered since

    class Meta:
        indexes = [models.Index(fields=["state", "desk"], name="report_by_state")]

    def __str__(self) -> str:
        return f"report:{self.pk}"

    @property
    def named(self) -> bool:
        """Whether it was signed."""
        return bool(self.owner)

    def put(self, said: dict[str, str]) -> None:
        """Seal what was said, by field."""
        self.content = seal_bytes(orjson.dumps(said), table=TABLE, column="content", record=self.pk)

    def said(self) -> dict[str, str]:
        """What was said, by field. Raises ``Destroyed`` or ``Tampered``."""
        read: dict[str, Any] = orjson.loads(
            open_bytes(bytes(self.content), table=TABLE, column="content", record=self.pk)
        )
        return {str(name): str(words) for name, words in read.items()}


class Message(models.Model):
    """One message between who reported and the desk, sealed under the key of its part."""

    class Sender(models.TextChoices):
        REPORTER = "reporter"
        DESK = "desk"

    class Way(models.TextChoices):
        WRITTEN = "written"
        RECEIPT = "receipt"  # it was received
        CLOSING = "closing"
        MOVED = "moved"  # another desk has it now, or a part of it

    part = models.ForeignKey(Part, on_delete=models.CASCADE, related_name="messages")
    number = models.PositiveIntegerField()  # in its part, from 1
    sender = models.CharField(max_length=10, choices=Sender.choices)
    way = models.CharField(max_length=10, choices=Way.choices, default=Way.WRITTEN)
    words = models.BinaryField(default=b"")
    clauses = models.JSONField(default=list)  # ids that it quotes
    day = models.DateField()
    released = models.BooleanField(default=True)  # what somebody anonymous writes waits for the batch

    class Meta:
        constraints = [models.UniqueConstraint(fields=["part", "number"], name="report_message_order")]

    def __str__(self) -> str:
        return f"report-message:{self.part_id}/{self.number}"

    def put(self, text: str) -> None:
        """Seal its words; ``number`` must be set."""
        self.words = seal(text, table=TABLE, column=f"message-{self.number}", record=self.part_id)

    def text(self) -> str:
        """Its words. Raises ``Destroyed`` or ``Tampered``."""
        if not self.words:
            return ""
        return open_sealed(bytes(self.words), table=TABLE, column=f"message-{self.number}", record=self.part_id)


def drawn_reference() -> str:
    """What a file is called in an address: it cannot be guessed."""
    return secrets.token_hex(16)


class File(models.Model):
    """A file of a part, made bare and sealed in the database: on a disk, its date would tell when it came."""

    reference = models.CharField(primary_key=True, max_length=32, default=drawn_reference)
    part = models.ForeignKey(Part, on_delete=models.CASCADE, related_name="files")
    message = models.ForeignKey(Message, null=True, on_delete=models.CASCADE, related_name="files")
    number = models.PositiveSmallIntegerField()  # in its part, from 1: its name says nothing else
    ending = models.CharField(max_length=4)  # jpg, png, webp, pdf, txt
    content = models.BinaryField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["part", "number"], name="report_file_order")]

    def __str__(self) -> str:
        return f"report-file:{self.reference}"

    def put(self, content: bytes) -> None:
        """Seal its bytes."""
        self.content = seal_bytes(content, table=TABLE, column=f"file-{self.reference}", record=self.part_id)

    def opened(self) -> bytes:
        """Its bytes. Raises ``Destroyed`` or ``Tampered``."""
        return open_bytes(bytes(self.content), table=TABLE, column=f"file-{self.reference}", record=self.part_id)
