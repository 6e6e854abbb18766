"""How long telling many people takes: ``python benchmarks/notifications.py [--people 10000] [--database postgres]``.

Prints, for one run on this machine: writing the notifications and their outbox rows, carrying every mail out with the
file backend (fifty mails between two commits, each noted in the journal of its batch), then the same people's daily mail.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
import time
from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--people", type=int, default=10_000)
    parser.add_argument("--database", choices=["sqlite", "postgres"], default="sqlite")
    asked = parser.parse_args()
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="balise-bench-")))
        os.environ |= {
            "BALISE_DATA": str(folder / "data"),
            "BALISE_KEYS": str(folder / "keys"),
            "BALISE_EMAIL_BACKEND": "file",
            "DJANGO_SETTINGS_MODULE": "balise.web.config.settings",
        }
        os.environ.pop("BALISE_DATABASE_URL", None)
        if asked.database == "postgres":
            sys.path.insert(0, str(ROOT))
            from tests.postgres import Server

            server = Server()
            stack.callback(server.stop)
            os.environ["BALISE_DATABASE_URL"] = server.address
        _run(asked.people, folder / "data" / "mail", asked.database)


def _run(people: int, mails: Path, database: str) -> None:
    import datetime as dt

    import django

    django.setup()
    from django.core.management import call_command
    from django.db import transaction
    from django.utils import timezone

    from balise.web.notifications.digests import prepare_digests
    from balise.web.notifications.telling import tell
    from balise.web.outbox.dispatching import counts, dispatch
    from balise.web.people.models import Person
    from balise.web.publishing.telling import PUBLISHED, RETURNED

    call_command("migrate", verbosity=0)
    Person.objects.bulk_create(
        [Person(username=f"p{n}", name=f"P {n}", email=f"p{n}@example.org") for n in range(people)], batch_size=1000
    )
    ids = list(Person.objects.values_list("pk", flat=True))
    morning = timezone.localtime().replace(hour=9, minute=0)

    def told() -> None:
        with transaction.atomic():
            tell(RETURNED, people=ids, subject_id=1, now=morning)

    def sent() -> None:
        while dispatch(clock=lambda: morning + dt.timedelta(hours=1), limit=1000) == 1000:
            pass

    def kept_for_the_day() -> None:
        with transaction.atomic():
            tell(PUBLISHED, people=ids, subject_id=1, now=morning)

    print(f"{people} people, {database}; a wait for this disk takes {_disk(mails.parent):.1f} ms")
    total = _timed("written, each with its mail in the outbox", told, people)
    total += _timed("carried out, one mail each", sent, people)
    print(f"  told at once, whole job: {total:.1f} s")
    total = _timed("written for the daily mail", kept_for_the_day, people)
    total += _timed("daily mails prepared", lambda: prepare_digests(now=morning + dt.timedelta(minutes=1)), people)
    total += _timed("daily mails carried out", sent, people)
    print(f"  daily, whole job: {total:.1f} s")
    assert counts()["done"] == 2 * people, counts()
    carried = sum(file.read_text(encoding="utf-8").count("Message-ID: ") for file in mails.iterdir())
    assert carried == 2 * people, carried


def _disk(folder: Path) -> float:
    """Milliseconds of one fsync, which each commit waits for."""
    with (folder / "disk").open("wb") as file:
        began = time.perf_counter()
        for _ in range(100):
            file.write(b"x" * 4096)
            file.flush()
            os.fsync(file.fileno())
        return (time.perf_counter() - began) * 10


def _timed(what: str, work: Callable[[], object], people: int) -> float:
    began, busy = time.perf_counter(), time.process_time()
    work()
    took, busy = time.perf_counter() - began, time.process_time() - busy
    print(f"  {what}: {took:.2f} s ({took / people * 1e6:.0f} µs a person), of which processor {busy:.2f} s")
    return took


if __name__ == "__main__":
    main()
