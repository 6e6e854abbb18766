"""Which function carries out which kind of row. Filled by apps in ``AppConfig.ready``."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass

from balise.web.outbox.models import OutboxRow

Carry = Callable[[OutboxRow], None]
Look = Callable[[OutboxRow], bool | None]
ATTEMPTS = 12  # with the pauses between them, about half a day: a mail server may be down for a night


class NotSent(Exception):
    """Raised by a handler that knows the thing did *not* happen (refused connection): it may be tried again."""

    def __init__(self, kind: str, *, after: dt.timedelta | None = None) -> None:
        super().__init__(kind)
        self.kind = kind  # what went wrong, in a word; no text of a person
        self.after = after


class Impossible(Exception):
    """Raised by a handler that knows the thing did not happen and never will (a deleted address)."""


@dataclass(frozen=True, kw_only=True)
class Handler:
    """``carry`` does it. ``look`` finds out whether an uncertain row happened: True, False, or None for unknown.

    ``batch``: how many are carried out between two commits. When the process is killed, a journal beside the data
    tells which were done, which had not begun, and the one of which nobody knows.
    ``repeatable``: doing it twice changes nothing (an idempotency key), so an uncertain row may simply be done again.
    ``label``: what it is in words, for the administrator, as a lazily translated sentence without a person's name.
    ``attempts``: how many times what surely did not happen, or may be repeated, is tried before the row is ``failed``.
    """

    kind: str
    carry: Carry
    look: Look | None = None
    repeatable: bool = False
    attempts: int = ATTEMPTS
    batch: int = 1
    label: object = ""


_handlers: dict[str, Handler] = {}


def register(handler: Handler) -> Handler:
    """Make a handler known; one for each kind."""
    if _handlers.setdefault(handler.kind, handler) is not handler:
        raise ValueError(f"two handlers for {handler.kind}")
    return handler


def unregister(kind: str) -> None:
    """Forget a handler."""
    _handlers.pop(kind, None)


def handler_for(kind: str) -> Handler | None:
    """The handler of a kind of row, if its app is here."""
    return _handlers.get(kind)


def all_handlers() -> list[Handler]:
    """Every handler, by kind: rows of other kinds wait for their app to come back."""
    return [_handlers[kind] for kind in sorted(_handlers)]


def handle(
    kind: str,
    *,
    look: Look | None = None,
    repeatable: bool = False,
    attempts: int = ATTEMPTS,
    batch: int = 1,
    label: object = "",
) -> Callable[[Carry], Carry]:
    """Decorator: this function carries out rows of ``kind``."""

    def decorate(carry: Carry) -> Carry:
        register(
            Handler(
                kind=kind,
                carry=carry,
                look=look,
                repeatable=repeatable,
                attempts=attempts,
                batch=batch,
                label=label,
            )
        )
        return carry

    return decorate
