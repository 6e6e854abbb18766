"""What happened, told upwards: frozen dataclasses of ids, handled in the transaction that published them.

An app that must not import another subscribes to its events in ``AppConfig.ready``.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from typing import Any, TypeVar

from django.db import transaction
from django.utils import timezone


@dataclass(frozen=True)
class Event:
    """Derive a frozen dataclass whose fields are ids, never texts or model instances."""


E = TypeVar("E", bound=Event)
_moment: ContextVar[dt.datetime | None] = ContextVar("moment", default=None)
_handlers: dict[type[Event], list[Callable[[Any], None]]] = defaultdict(list)


def subscribe(kind: type[E], handler: Callable[[E], None]) -> None:
    """Call ``handler`` for each event of exactly this type; subscribing twice counts once."""
    if handler not in _handlers[kind]:
        _handlers[kind].append(handler)


def unsubscribe(kind: type[E], handler: Callable[[E], None]) -> None:
    """Stop calling ``handler``."""
    _handlers[kind].remove(handler)


def publish(event: Event) -> None:
    """Call the handlers now, in order; an error of one undoes the whole transaction, so it must be inside one."""
    if not transaction.get_connection().in_atomic_block:
        raise RuntimeError(f"{type(event).__name__} is published outside a transaction")
    for handler in tuple(_handlers[type(event)]):
        handler(event)


@contextmanager
def at(now: dt.datetime) -> Iterator[None]:
    """What is published inside happened at this time: ``workflow`` says the transition's own clock."""
    known = _moment.set(now)
    try:
        yield
    finally:
        _moment.reset(known)


def moment() -> dt.datetime:
    """When the event being handled happened."""
    return _moment.get() or timezone.now()
