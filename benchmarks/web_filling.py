"""A large organisation for ``benchmarks/web.py``: publications with all that goes with them, and a valid audit chain.

The benchmark runs it in a process of its own: ``python benchmarks/web_filling.py PUBLICATIONS RECORDS``. The last line
it prints is JSON: the sessions of the people who will click, and what they may open.
"""

from __future__ import annotations

import datetime as dt
import json
import sys
from collections.abc import Iterator
from itertools import islice
from typing import Any

BATCH = 5_000
PEOPLE = 200
CLICKING = 10
LONG = 5_000  # records of the publication with the longest history
TEXTS = (
    "Notre prochaine collecte de matériel informatique aura lieu samedi à Québec. Bienvenue à toutes et à tous!",
    "Merci aux bénévoles qui ont trié trois palettes d’ordinateurs portables cette semaine à l’atelier de Laval.",
    "Trente écoles recevront cet automne des postes remis à neuf. La liste est sur notre site, avec les dates.",
    "Saviez-vous que 80 % de l’empreinte d’un ordinateur vient de sa fabrication? Donnez-lui une deuxième vie.",
    "Join us on Saturday: our technicians will answer your questions about giving your old computer a second life.",
    "Nous cherchons une personne pour l’entretien du parc informatique. Écrivez à emplois@exemple.org avant le 30.",
    "Le meilleur ordinateur au monde, garanti à vie, est chez nous! Dépêchez-vous, il n’en reste que deux.",
    "Félicitations à l’équipe de la région, qui a remis cent postes à des familles avec nos partenaires d’ici.",
)
# where publications stand, by hundred: the rest is published
STATES = {0: "submitted", 1: "submitted", 2: "draft", 3: "draft", 4: "returned", 5: "approved", 6: "refused"}
STEPS = ("create", "save", "save", "save", "submit", "approve", "record_address", "record_address", "save", "save")


def main() -> None:
    publications, records = int(sys.argv[1]), int(sys.argv[2])
    from balise.web.config.booting import configure

    configure()

    from django.db import connection

    from balise.web.config.starting import prepare

    prepare(demo=False)
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA synchronous=OFF")  # of this connection only: nobody minds losing a filling
    cast = _people()
    _publications(publications, cast)
    _audit(publications, records, cast)
    sessions = _sessions(cast)
    if connection.vendor == "postgresql":
        _sequences()
        with connection.cursor() as cursor:
            cursor.execute("VACUUM ANALYZE")  # what autovacuum does within minutes
    submitted = [number for number in range(1, publications + 1) if STATES.get(number % 100) == "submitted"]
    drafts = {
        session: [number for number in range(1, publications + 1) if _writes(number, person, cast)][:40]
        for session, person in zip(sessions["employees"], cast["employees"], strict=True)
    }
    print(json.dumps({**sessions, "publications": publications, "submitted": submitted[-500:], "drafts": drafts}))


def _writes(number: int, person: int, cast: dict[str, list[int]]) -> bool:
    return STATES.get(number % 100) == "draft" and _author(number, cast) == person


def _author(number: int, cast: dict[str, list[int]]) -> int:
    """Those who click write one draft in five, so that each has some."""
    if STATES.get(number % 100) == "draft" and number // 100 % 5 == 0:
        return cast["employees"][number // 500 % CLICKING]
    return cast["all"][number % len(cast["all"])]


def _people() -> dict[str, list[int]]:
    from django.utils import timezone

    from balise.web.people.models import Person, RoleHolding
    from balise.web.people.roles import Role

    today = timezone.localdate()

    def make(number: int, *roles: Role) -> int:
        person = Person.objects.create_user(f"personne-{number}", name=f"Personne {number}")
        for role in roles:
            RoleHolding.objects.create(person=person, role=role, since=today - dt.timedelta(days=400))
        return person.pk

    communications = [make(number, Role.EMPLOYEE, Role.COMMUNICATIONS) for number in range(CLICKING)]
    employees = [make(CLICKING + number, Role.EMPLOYEE) for number in range(CLICKING)]
    others = [make(2 * CLICKING + number, Role.EMPLOYEE) for number in range(PEOPLE - 2 * CLICKING)]
    return {"communications": communications, "employees": employees, "all": others}


def _in_batches(rows: Iterator[Any], size: int = BATCH) -> Iterator[list[Any]]:
    while batch := list(islice(rows, size)):
        yield batch


def _publications(count: int, cast: dict[str, list[int]]) -> None:
    from django.db import transaction
    from django.utils import timezone

    from balise.web.approvals.models import Approval, Request
    from balise.web.publishing.content import Draft, content_hash
    from balise.web.publishing.models import Placement, Publication, Revision
    from balise.web.publishing.readiness import parts_of
    from balise.web.verdicts.engine import judge
    from balise.web.verdicts.models import StoredVerdict

    now = timezone.now()
    judged = []
    for text in TEXTS:
        draft = Draft(common=text, networks=("facebook", "x"))
        judgement = judge(parts_of(draft), voice="official")
        judged.append((judgement.as_json(), judgement.decision.word, judgement.policy))

    def rows(first: int, last: int) -> Iterator[Any]:
        for number in range(first, last):
            state = STATES.get(number % 100, "published")
            when = now - dt.timedelta(minutes=(count - number) * 5)
            # the number comes last: places found in the text stay where they were
            draft = Draft(common=f"{TEXTS[number % len(TEXTS)]} ({number})", networks=("facebook", "x"))
            kept, digest, sent = draft.as_json(), content_hash(draft), state != "draft"
            author = _author(number, cast)
            yield Publication(
                pk=number,
                state=state,
                author_id=author,
                voice="official",
                draft=kept,
                hash=digest,
                revision_id=number if sent else None,
                created=when,
                changed=when,
                submitted=when if sent else None,
                published=when if state == "published" else None,
            )
            if not sent:
                continue
            yield Revision(
                pk=number, publication_id=number, number=1, hash=digest, content=kept, claims=[], created=when
            )
            verdict, decision, policy = judged[number % len(TEXTS)]
            yield StoredVerdict(
                source_kind="publication",
                source_id=str(number),
                hash=digest,
                policy=policy,
                decision=decision,
                verdict=verdict,
                created=when,
            )
            answer = {"submitted": "", "returned": "return", "refused": "refuse"}.get(state, "approve")
            if answer:
                yield Approval(
                    pk=number,
                    source_kind="publication",
                    source_id=str(number),
                    hash=digest,
                    answer=answer,
                    by=["communications"],
                    reason="Vu." if answer == "approve" else "À revoir.",
                    clause="3.2" if answer == "refuse" else "",
                    approver_id=cast["communications"][number % CLICKING],
                    when=when,
                )
            yield Request(
                source_kind="publication",
                source_id=str(number),
                hash=digest,
                author_id=author,
                by="communications",
                clauses=["3.2"],
                kinds=["approval"],
                state={"": "waiting", "approve": "met"}.get(answer, "closed"),
                since=when,
                approval_id=number if answer else None,
            )
            for network in ("facebook", "x") if state == "published" else ():
                yield Placement(
                    publication_id=number,
                    network=network,
                    hash=digest,
                    address=f"https://{network}.com/exemple/posts/{number}",
                    recorded_by_id=cast["communications"][number % CLICKING],
                    recorded=when,
                )

    for first in range(1, count + 1, BATCH):
        by_kind: dict[type[Any], list[Any]] = {
            kind: [] for kind in (Publication, Revision, StoredVerdict, Approval, Request, Placement)
        }
        for row in rows(first, min(first + BATCH, count + 1)):
            by_kind[type(row)].append(row)
        with transaction.atomic():
            for kind, some in by_kind.items():
                kind.objects.bulk_create(some, batch_size=1_000)
        _say(f"publications {min(first + BATCH - 1, count)}")


def _audit(publications: int, records: int, cast: dict[str, list[int]]) -> None:
    from django.db import transaction
    from django.utils import timezone

    from balise.web.audit.chain import Entry, append
    from balise.web.people.models import Person
    from balise.web.workflow.labels import label_of

    now = timezone.now()
    labels = {person.pk: label_of(person) for person in Person.objects.all()}  # sealed once, to fill in minutes

    def entries() -> Iterator[Entry]:
        for made, number in enumerate(islice(_subjects(publications), records), start=1):
            when = now - dt.timedelta(seconds=(records - made) * 30)
            step = STEPS[made // 1_000 % len(STEPS)]
            actor = _author(number, cast) if step in {"create", "save", "submit"} else cast["communications"][0]
            yield Entry(
                day=timezone.localdate(when),
                at=when,
                actor_kind="person",
                actor_id=str(actor),
                actor_label=labels[actor],
                tag=f"person:publication:{step}",
                subject_kind="publishing.publication",
                subject_id=str(number),
                detail={"hash": f"{number:064x}", "revision": 1},
            )

    for at, batch in enumerate(_in_batches(entries())):
        with transaction.atomic():
            append(batch)
        if at % 20 == 0:
            _say(f"records {at * BATCH}")


def _subjects(publications: int) -> Iterator[int]:
    """Whose each record is: a thousand publications live side by side, as in life, and the first changed most."""
    yield from [1] * LONG
    while True:
        for first in range(1, publications + 1, 1_000):
            for _ in STEPS:
                yield from range(first, min(first + 1_000, publications + 1))


def _sessions(cast: dict[str, list[int]]) -> dict[str, list[str]]:
    from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
    from django.contrib.sessions.backends.db import SessionStore

    from balise.web.people.models import Person

    def sign_in(pk: int) -> str:
        session = SessionStore()
        session[SESSION_KEY] = str(pk)
        session[BACKEND_SESSION_KEY] = "django.contrib.auth.backends.ModelBackend"
        session[HASH_SESSION_KEY] = Person.objects.get(pk=pk).get_session_auth_hash()
        session.create()
        return str(session.session_key)

    return {kind: [sign_in(pk) for pk in cast[kind]] for kind in ("communications", "employees")}


def _sequences() -> None:
    """Keys were given by hand: PostgreSQL must count on from there."""
    from django.apps import apps
    from django.core.management.color import no_style
    from django.db import connection

    with connection.cursor() as cursor:
        for statement in connection.ops.sequence_reset_sql(no_style(), apps.get_models()):
            cursor.execute(statement)


def _say(what: str) -> None:
    print(what, file=sys.stderr, flush=True)


if __name__ == "__main__":
    main()
