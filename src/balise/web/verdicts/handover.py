"""Where a text goes when its writer, having checked it, asks for more: whoever takes it in says so in ``ready()``.

The check itself keeps nothing. A text leaves it only here, when the person has seen what goes to whom and said yes.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

from balise.web.people.models import Person


class Errand(StrEnum):
    """What is asked: that a text be authorised, or that a question about it be answered."""

    AUTHORISATION = "authorisation"
    QUESTION = "question"


@dataclass(frozen=True, kw_only=True)
class Handed:
    """Exactly what the person saw and agreed to send."""

    text: str
    voice: str  # personal | official
    networks: tuple[str, ...] = ()
    question: str = ""


class Receiver(Protocol):
    """Takes a text in, through its own transitions, and answers with the address of what it became.

    May raise ``Refused``, ``WrongState`` or ``Invalid``: nothing is then kept, and the writer's text is shown again.
    """

    def __call__(self, *, person: Person, handed: Handed, now: dt.datetime) -> str: ...


_receivers: dict[Errand, Receiver] = {}


def receive(errand: Errand, receiver: Receiver) -> None:
    """Take in texts of this errand; a second receiver is refused."""
    if _receivers.setdefault(errand, receiver) is not receiver:
        raise ValueError(f"{errand} has a receiver already")


def receiver_of(errand: Errand) -> Receiver | None:
    """Who takes in this errand, or None."""
    return _receivers.get(errand)
