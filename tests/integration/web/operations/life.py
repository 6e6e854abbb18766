"""A process that lives in a house of ``conftest``: ``write N FILE``, ``seal``, ``look``… The last line is JSON."""

from __future__ import annotations

import io
import json
import os
import sys
import threading
from datetime import timedelta
from pathlib import Path

from balise.web.config.booting import configure

configure()

from django.core.management import call_command
from django.db import connection, connections
from django.utils import timezone
from pypdf import PdfWriter

from balise.documents.seals import fingerprint
from balise.web.api.models import Token
from balise.web.audit.models import Record
from balise.web.audit.verifying import verify
from balise.web.directory.transitions import CREATE
from balise.web.evidence import sealing
from balise.web.lifecycle.models import Stay
from balise.web.notifications.models import Notification
from balise.web.operations.models import Backup, Process, Restoration
from balise.web.outbox.models import OutboxRow
from balise.web.people.models import PaperCode, Person, RoleHolding
from balise.web.people.roles import Role
from balise.web.questions import transitions as questions
from balise.web.retention import transitions as retention
from balise.web.retention.models import Destruction
from balise.web.signing.models import PolicyVersion, SigningLink
from balise.web.tasks.models import CalendarFeed
from balise.web.vault.models import WrappedKey
from balise.web.vault.sealing import Destroyed, destroy, open_sealed, seal
from balise.web.workflow import System, create

SECRET = "un secret écrit au dossier"
HERE = {"table": "tests.note", "column": "text"}


def write(count: str, acknowledged: str) -> object:
    """Four writers, each action written to the file once it is committed."""
    lock = threading.Lock()
    with Path(acknowledged).open("a", encoding="utf-8") as file:

        def writer(who: int) -> None:
            for number in range(int(count)):
                name = f"p{os.getpid()}-{who}-{number}"
                said = {"username": name, "name": name, "language": "fr"}
                create(actor=System("set-up"), transition=CREATE, now=timezone.now(), inputs=said)
                with lock:
                    file.write(f"{name}\n")
                    file.flush()
            connections.close_all()

        threads = [threading.Thread(target=writer, args=(who,)) for who in range(4)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    return count


def seal_some(*records: str) -> object:
    return {record: seal(SECRET, record=record, **HERE).hex() for record in records}


def destroy_some(*records: str) -> object:
    for record in records:
        destroy(table=HERE["table"], record=record, now=timezone.now())
    return list(records)


def queue(*kinds: str) -> object:
    OutboxRow.objects.bulk_create([OutboxRow(kind=kind) for kind in kinds])
    return len(kinds)


def look(sealed: str = "{}") -> object:
    opened = {}
    for record, code in json.loads(sealed).items():
        try:
            opened[record] = open_sealed(bytes.fromhex(code), record=record, **HERE)
        except Destroyed:
            opened[record] = "destroyed"
    broken = verify()
    return {
        "people": list(Person.objects.values_list("username", flat=True)),
        "records": Record.objects.count(),
        "tags": sorted(set(Record.objects.values_list("tag", flat=True))),
        "broken": broken.fault if broken else None,
        "opened": opened,
        "outbox": {row.kind: row.state for row in OutboxRow.objects.all()},
        "restorations": list(Restoration.objects.values_list("destroyed_again", "to_settle")),
        "backups": list(Backup.objects.order_by("pk").values_list("state", "error")),
        "wrapped": WrappedKey.objects.exclude(wrapped=None).count(),
        "vendor": connection.vendor,
    }


def ask(*withdrawn: str) -> object:
    """Ask, and take back at once what ``withdrawn`` says: the number of the question."""
    now = timezone.now()
    asker, _ = Person.objects.get_or_create(username="asker", defaults={"name": "Asker"})
    RoleHolding.objects.get_or_create(person=asker, role=Role.EMPLOYEE, defaults={"since": timezone.localdate()})
    asked = questions.ask(actor=asker, text="Bonjour.", voice="personal", question="Puis-je?", now=now)
    if withdrawn:
        questions.withdraw(actor=asker, question=asked, now=now)
    return asked.pk


def left(*gone: str) -> object:
    """Somebody whose days here ended four years ago; then ``gone``: what retention does of it. The days that remain."""
    now, day = timezone.now(), timezone.localdate() - timedelta(days=4 * 365)
    if gone:
        while retention.destroy_due(now=now):  # a look a day: what waits for something else goes at a later one
            pass
    else:
        her = Person.objects.create(username="left", name="Left", is_active=False)
        Stay.objects.create(person=her, first_day=day, last_day=day, hired_at=now, state="closed")
    return days()


def days() -> object:
    """The days that are kept, and whether what was destroyed was destroyed again."""
    again = list(Destruction.objects.filter(kind="stay").order_by("pk").values_list("again", flat=True))
    return {"stays": Stay.objects.count(), "again": again}


def open_doors() -> object:
    """A token, a calendar address, two paper codes and two signing links, one of each used."""
    now = timezone.now()
    later = now + timedelta(days=1)
    her = Person.objects.create(username="holder", name="Holder")
    Token.objects.create(person=her, name="x", handle="x", hash="x", created=now, expires=later)
    CalendarFeed.objects.create(person=her, hash="x", created=now)
    PaperCode.objects.create(person=her, hash="x", created=now, expires=later)
    PaperCode.objects.create(person=her, hash="y", created=now, expires=later, used=now)
    version = PolicyVersion.objects.create(number=1, drafted_by=her, drafted_at=now, published_at=now)
    for state in (SigningLink.State.OPEN, SigningLink.State.USED):
        SigningLink.objects.create(
            state=state, method="link", person=her, version=version, given_by=her, given_at=now, expires=later
        )
    return doors()


def doors() -> object:
    """What still opens something."""
    now = timezone.now()
    return {
        "tokens": [token.usable(now) for token in Token.objects.all()],
        "feeds": [feed.revoked is None for feed in CalendarFeed.objects.all()],
        "codes": [code.used is None and code.expires > now for code in PaperCode.objects.order_by("pk")],
        "links": [link.state for link in SigningLink.objects.order_by("pk")],
    }


def seal_file(path: str) -> object:
    """A PDF under the seal of this house; the fingerprint of what sealed it."""
    blank = PdfWriter()
    blank.add_blank_page(72, 72)
    out = io.BytesIO()
    blank.write(out)
    seal_here = sealing.the_seal(organisation="Atelier inventé", now=timezone.now())
    Path(path).write_bytes(seal_here.on(out.getvalue(), organisation="Atelier inventé", reason="Essai"))
    return fingerprint(seal_here.certificate)


def verify_file(path: str) -> object:
    found = sealing.verified(Path(path).read_bytes())
    return [found.standing.value, found.fingerprint]


def replace_the_seal() -> object:
    return fingerprint(sealing.replace_seal(organisation="Atelier inventé", now=timezone.now()).certificate)


def send() -> object:
    """Rows of the outbox as a backup finds them, and news that wait for a daily mail."""
    now = timezone.now()
    for state, error in (("waiting", ""), ("uncertain", "TimeoutError"), ("done", "")):
        OutboxRow.objects.create(kind="webhook", state=state, error=error, payload={"was": state})
    her = Person.objects.create(username="reader", name="Reader")
    for mail in ("daily", "queued"):
        Notification.objects.create(person=her, kind="x", subject_id="1", created=now, mail=mail)
    return sent()


def sent() -> object:
    return {
        "rows": {row.payload["was"]: [row.state, row.error] for row in OutboxRow.objects.filter(kind="webhook")},
        "mails": list(Notification.objects.order_by("pk").values_list("mail", flat=True)),
    }


def process(machine: str, number: str) -> object:
    now = timezone.now()
    said = {"kind": "web", "machine": machine, "number": int(number), "version": "0", "started": now, "seen": now}
    return Process.objects.update_or_create(name="one", defaults=said)[0].pk


def processes() -> object:
    return [[one.kind, one.ended is not None] for one in Process.objects.all()]


def older() -> object:
    """The tables of before one of the migrations."""
    call_command("migrate", "setup", "zero", verbosity=0)
    return True


def tables() -> object:
    return "new" if "setup_organisation" in connection.introspection.table_names() else "old"


def obstacle() -> object:
    with connection.cursor() as cursor:
        cursor.execute("CREATE VIEW setup_organisation AS SELECT 1 AS one")
    return True


def count() -> object:
    return list(Person.objects.values_list("username", flat=True))


def number_of_next(name: str) -> object:
    return Person.objects.create(username=name, name=name).pk


WAYS = {
    "send": send,
    "sent": sent,
    "seal-file": seal_file,
    "verify-file": verify_file,
    "replace-seal": replace_the_seal,
    "open-doors": open_doors,
    "doors": doors,
    "left": left,
    "days": days,
    "ask": ask,
    "older": older,
    "process": process,
    "processes": processes,
    "tables": tables,
    "obstacle": obstacle,
    "count": count,
    "next": number_of_next,
    "write": write,
    "seal": seal_some,
    "destroy": destroy_some,
    "queue": queue,
    "look": look,
}
print(json.dumps(WAYS[sys.argv[1]](*sys.argv[2:])))
