"""The world outside: what each row of the outbox did there, in a file that no kill can undo.

Whatever the kind of a row (mail, webhook, or the one below), its handler is wrapped: a line before it acts, one after.
"""

from __future__ import annotations

import os
import random
import time
from collections.abc import Sequence
from contextvars import ContextVar
from dataclasses import replace
from typing import Any

from django.apps import AppConfig
from django.core.mail.backends.base import BaseEmailBackend
from django.db import transaction

KIND = "chaos.told"
FILE = "CHAOS_LEDGER"
_row: ContextVar[int] = ContextVar("row", default=0)


def write(row: int, kind: str, what: str) -> None:
    """One line, on the disk when this returns."""
    descriptor = os.open(os.environ[FILE], os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
    try:
        os.write(descriptor, f"{row} {kind} {what}\n".encode())
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


class Post(BaseEmailBackend):
    """Mail that left, under the row that sent it."""

    def send_messages(self, email_messages: Sequence[Any]) -> int:
        for _message in email_messages:
            write(_row.get(), "mail", "happened")
        return len(email_messages)


class LedgerConfig(AppConfig):
    name = "tests.chaos.ledger"
    label = "ledger"

    def ready(self) -> None:
        """Ask for something outside at each step of a publication, and watch every handler."""
        from balise.web import events as house
        from balise.web.outbox import dispatching, handlers
        from balise.web.outbox.models import OutboxRow
        from balise.web.outbox.waking import wake
        from balise.web.publishing import events

        def told(event: events.PublicationEvent) -> None:
            payload = {"publication": event.publication_id, "event": type(event).__name__.lower()}
            OutboxRow.objects.create(kind=KIND, payload=payload)
            transaction.on_commit(wake, robust=True)

        for kind in (events.Submitted, events.Approved, events.Published):
            house.subscribe(kind, told)

        @handlers.handle(KIND)
        def tell(row: OutboxRow) -> None:
            time.sleep(random.uniform(0, 0.01))
            if random.random() < 0.05:
                raise handlers.NotSent("refused")
            write(row.pk, row.kind, "happened")
            time.sleep(random.uniform(0, 0.02))

        handler_for = dispatching.handler_for

        def watched(kind: str) -> handlers.Handler | None:
            handler = handler_for(kind)
            return None if handler is None else replace(handler, carry=_watching(handler))

        dispatching.handler_for = watched


def _watching(handler: Any) -> Any:
    from balise.web.outbox.handlers import NotSent

    def carry(row: Any) -> None:
        write(row.pk, row.kind, "began")
        known = _row.set(row.pk)
        try:
            handler.carry(row)
        except NotSent:
            write(row.pk, row.kind, "not-sent")
            raise
        finally:
            _row.reset(known)
        write(row.pk, row.kind, "ended")

    return carry
