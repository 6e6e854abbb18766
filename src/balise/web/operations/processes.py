"""Each process of Balise says every so often that it is alive, in a row of its own."""

from __future__ import annotations

import atexit
import datetime as dt
import logging
import os
import secrets
import socket
import threading
from contextlib import suppress

from django.db import DatabaseError, connections
from django.utils import timezone

from balise.web.operations.backups.manifest import balise_version
from balise.web.operations.models import Process

EVERY = 15.0  # seconds
SILENT = dt.timedelta(seconds=60)
FORGOTTEN = dt.timedelta(days=2)
_log = logging.getLogger("balise.processes")


class Heartbeat:
    """Started once in a process; says that it ended when the process stops in order."""

    def __init__(self, kind: str) -> None:
        self.name = secrets.token_hex(8)
        self.kind = kind
        self.started = timezone.now()
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._run, name="heartbeat", daemon=True)

    def start(self) -> None:
        """The first sign at once."""
        self.beat(now=self.started)
        self._thread.start()
        atexit.register(self.end)

    def beat(self, *, now: dt.datetime) -> None:
        """One sign of life."""
        said = {
            "kind": self.kind,
            "machine": socket.gethostname()[:100],
            "number": os.getpid(),
            "version": balise_version()[:40],
            "started": self.started,
            "seen": now,
        }
        Process.objects.update_or_create(name=self.name, defaults=said)
        Process.objects.filter(seen__lt=now - FORGOTTEN).delete()

    def end(self) -> None:
        """It stops in order: nobody needs to wonder."""
        self._over.set()
        with suppress(DatabaseError):
            Process.objects.filter(name=self.name).update(ended=timezone.now())
        connections.close_all()

    def _run(self) -> None:
        while not self._over.wait(EVERY):
            try:
                self.beat(now=timezone.now())
            except DatabaseError as error:  # the next one may go through
                _log.warning("no sign of life could be written: %s", type(error).__name__)
            finally:
                connections.close_all()


def alive(*, now: dt.datetime) -> list[Process]:
    """Those that gave a sign lately, did not say they were stopping, and are not known dead on this machine."""
    found = Process.objects.filter(ended=None, seen__gte=now - SILENT).order_by("kind", "machine", "number")
    return [one for one in found if not dead_here(machine=one.machine, number=one.number)]


def dead_here(*, machine: str, number: int) -> bool:
    """Whether a process is one of this machine that no longer runs: killed, it could not say so."""
    if machine != socket.gethostname()[:100]:
        return False
    try:
        os.kill(number, 0)
    except ProcessLookupError:
        return True
    except OSError:  # somebody else's process, or a system that cannot tell
        return False
    return False


def bury_dead(*, now: dt.datetime) -> int:
    """Write down that the dead of this machine have ended; how many."""
    gone = [one.pk for one in Process.objects.filter(ended=None) if dead_here(machine=one.machine, number=one.number)]
    return Process.objects.filter(pk__in=gone).update(ended=now)
