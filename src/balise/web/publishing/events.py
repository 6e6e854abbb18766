"""What happened to publications, for whoever must tell people."""

from __future__ import annotations

from dataclasses import dataclass

from balise.web.events import Event


@dataclass(frozen=True)
class PublicationEvent(Event):
    publication_id: int
    actor_id: int


@dataclass(frozen=True)
class Submitted(PublicationEvent):
    """Somebody waits for answers; ``asked`` are roles and partners."""

    asked: tuple[str, ...]


@dataclass(frozen=True)
class Approved(PublicationEvent):
    """Every yes was given. ``late`` when the chosen time had passed: the author chooses again, nothing goes out."""

    late: bool


@dataclass(frozen=True)
class Returned(PublicationEvent):
    """Sent back with comments."""


@dataclass(frozen=True)
class RefusedByApprover(PublicationEvent):
    """Refused, with a clause."""

    clause: str


@dataclass(frozen=True)
class ApprovalsVoided(PublicationEvent):
    """The content changed: these people had approved something else."""

    approver_ids: tuple[int, ...]


@dataclass(frozen=True)
class ApprovedUrgently(PublicationEvent):
    """Management let it go alone; ``concerned`` are the author, those who were asked and those who had answered."""

    concerned: tuple[int, ...]


@dataclass(frozen=True)
class AddressRecorded(PublicationEvent):
    """It is online on a network; ``outside_window`` when that was not the approved time."""

    network: str
    outside_window: bool


@dataclass(frozen=True)
class Published(PublicationEvent):
    """Every network was dealt with."""


@dataclass(frozen=True)
class CorrectionAsked(PublicationEvent):
    """What is online is to change: the author writes it again."""


@dataclass(frozen=True)
class Corrected(PublicationEvent):
    """What is online was changed for what was approved since."""


@dataclass(frozen=True)
class CorrectionDropped(PublicationEvent):
    """Given up, refused, or overtaken by a retraction: what was online stays as it was."""


@dataclass(frozen=True)
class Withdrawn(PublicationEvent):
    """The author gave it up."""


@dataclass(frozen=True)
class RetractionAsked(PublicationEvent):
    """It is to come down; ``clause`` is empty where none asks for it."""

    clause: str


@dataclass(frozen=True)
class RetractionDone(PublicationEvent):
    """Somebody says that it was taken down; somebody else is to see for themselves."""


@dataclass(frozen=True)
class Retracted(PublicationEvent):
    """Confirmed: it is gone."""


@dataclass(frozen=True)
class RetractionDeclined(PublicationEvent):
    """It stays online."""
