"""What views hand to components."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum


@dataclass(frozen=True, kw_only=True)
class Event:
    """Something that happened: `what` goes on from `who` («a approuvé»), `detail` may quote a reason.

    A plain date in `when` shows the day alone. `reference` is for whoever checks (a number, a hash): folded.
    """

    when: datetime | date
    who: str
    what: str
    detail: str = ""
    icon: str = "clock"
    tone: str = "neutral"
    url: str = ""
    reference: str = ""


@dataclass(frozen=True, kw_only=True)
class Tab:
    """A part of a page with its own address."""

    label: str
    url: str
    current: bool = False
    count: int | None = None


class Progress(StrEnum):
    """Where a step stands."""

    DONE = "done"
    CURRENT = "current"
    WAITING = "waiting"
    FAILED = "failed"


@dataclass(frozen=True, kw_only=True)
class Step:
    """A step of a sequence; `detail` says who or when."""

    label: str
    progress: Progress = Progress.WAITING
    detail: str = ""
    url: str = ""


@dataclass(frozen=True, kw_only=True)
class Limit:
    """How long a text may be on a network; `link_length` where every address counts the same (X: 23, Mastodon: 23)."""

    id: str
    label: str
    maximum: int
    link_length: int | None = None


@dataclass(frozen=True, kw_only=True)
class Consequence:
    """What the confirmation of an action says: `what` will happen, `where` (a network), whether it can be undone."""

    what: str
    where: str = ""
    reversible: bool = False
