"""All writes of answers. The person answers; what is on paper is filed by who was handed it; nothing changes one."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

import orjson
from django.utils import timezone

from balise.web.access.permissions import Permission
from balise.web.events import publish as tell
from balise.web.evidence import making
from balise.web.learning import queries as practice
from balise.web.outbox.models import OutboxRow
from balise.web.people.models import Person
from balise.web.signatures import transitions as signatures
from balise.web.signatures.means import Session
from balise.web.signing.events import Answered
from balise.web.signing.models.answers import REASONS, Attestation, RefusalReason, new_number, state_of
from balise.web.signing.models.asking import Due
from balise.web.signing.models.versions import PolicyVersion
from balise.web.ui.dates import day_in_words
from balise.web.vault.sealing import seal
from balise.web.workflow import Actor, Inputs, Invalid, Transition, create, declare, declare_disclosure
from balise.web.workflow.actors import System

SOURCE = "attestation"
LINK = System("signing-link")
_EARLIEST = dt.date(2000, 1, 1)
M = Attestation.Method


@dataclass(frozen=True, kw_only=True)
class Answer:
    """What the form says. ``reason`` is why a no, and may be empty."""

    acknowledged: bool
    agrees: bool
    name: str
    date: dt.date
    place: str
    reason: str = ""


@dataclass(frozen=True, kw_only=True)
class Act:
    """How it was signed: a drawing in an identified session, or ``means`` alone."""

    session: Session
    means: str
    drawn: bool
    path: str = ""


def _answer(attestation: Attestation, inputs: Inputs, now: dt.datetime) -> Sequence[OutboxRow]:
    person, version, answer = inputs["person"], inputs["version"], inputs["answer"]
    version = PolicyVersion.objects.select_for_update().get(pk=version.pk)
    method, act = inputs["method"], inputs["act"]
    if version.state != PolicyVersion.State.PUBLISHED and method in {M.APP, M.LINK, M.TABLET}:
        raise Invalid(
            fr="Ce texte n’est plus en vigueur : il a été remplacé ou retiré pendant votre lecture. Lisez le texte en "
            "vigueur, puis répondez. Rien n’a été signé.",
            en="This text is no longer in force: it was replaced or withdrawn while you were reading. Read the text in "
            "force, then answer. Nothing was signed.",
        )
    if version.published_at is None:
        raise Invalid(fr="Ce texte n’est pas publié.", en="This text is not published.")
    _dated(answer.date, version, method, now)
    _once(person, version)
    attestation.number = new_number()
    attestation.person, attestation.person_name, attestation.version = person.pk, person.get_full_name(), version
    attestation.content_hash = version.content_hash
    for field in ("acknowledged", "agrees", "name", "date", "place"):
        setattr(attestation, field, getattr(answer, field))
    attestation.method, attestation.scan = method, inputs["scan"]
    attestation.filed_by, attestation.answered_at = inputs["filed_by"], now
    attestation.practised_at = practice.finished_at(person.pk, reference=version.pack_reference)
    attestation.state = state_of(acknowledged=answer.acknowledged, agrees=answer.agrees)
    attestation.statement = statement_of(attestation)
    if act is not None:
        attestation.signature = signatures.make(
            actor=inputs.actor,
            person=person.pk,
            session=act.session,
            means=act.means,
            statement=attestation.statement,
            drawn=act.drawn,
            path=act.path,
            now=now,
        )
    attestation.save()
    if attestation.refused and answer.reason.strip():
        sealed = seal(answer.reason, table=REASONS, column="sealed", record=attestation.pk)
        RefusalReason.objects.create(attestation=attestation, sealed=sealed)
    Due.objects.filter(person=person, version=version).update(state=Due.State.ANSWERED)
    tell(Answered(attestation.pk, person.pk, version.pk, attestation.refused))
    return [making.request(source_kind=SOURCE, source_id=attestation.pk)]


def _dated(date: dt.date, version: PolicyVersion, method: str, now: dt.datetime) -> None:
    today = timezone.localdate(now)
    if date > today:
        raise Invalid(
            fr="Cette date n’est pas encore venue : au plus tard, aujourd’hui, le "
            f"{day_in_words(today, language='fr')}.",
            en=f"This date has not come yet: at the latest today, {day_in_words(today, language='en')}.",
            field="date",
        )
    since = timezone.localdate(version.published_at) if method in {M.APP, M.LINK, M.TABLET} else _EARLIEST
    if date < since:
        raise Invalid(
            fr=f"Cette date précède le texte : au plus tôt, le {day_in_words(since, language='fr')}.",
            en=f"This date is before the text: at the earliest {day_in_words(since, language='en')}.",
            field="date",
        )


def _once(person: Person, version: PolicyVersion) -> None:
    """A yes to both is for good; somebody who said no may answer again, and what they said before is kept."""
    before = Attestation.objects.select_for_update().filter(person=person.pk, version=version, current=True).first()
    if before is None:
        return
    if not before.refused:
        raise Invalid(
            fr="Cette version est déjà signée : une seule signature compte. Rien n’a changé.",
            en="This version is already signed: only one signature counts. Nothing has changed.",
        )
    Attestation.objects.filter(pk=before.pk).update(current=False)


def statement_of(one: Attestation) -> str:
    """SHA-256 (hex) of what was answered to what: a signature is about this and nothing else."""
    said = [one.number, one.person, one.version.number, one.content_hash, one.acknowledged, one.agrees, one.name]
    said += [one.date.isoformat(), one.place, one.method, one.scan]
    return sha256(orjson.dumps(said)).hexdigest()


def _facts(one: Attestation, _inputs: Inputs) -> Mapping[str, Any]:
    return {"person": one.person, "version": one.version.number, "method": one.method, "statement": one.statement}


def _way(name: str, permission: Permission, *systems: str) -> Transition:
    return declare(
        Transition(
            id=f"attestation.{name}",
            subject=Attestation,
            permission=permission,
            source=frozenset(),
            target=None,
            change=_answer,
            detail=_facts,
            systems=frozenset(systems),
        )
    )


GIVE = _way("give", Permission.ATTESTATION_GIVE, LINK.name)
FILE = _way("file", Permission.ATTESTATION_FILE)
declare_disclosure(RefusalReason, Permission.REFUSAL_READ)


def give(
    *,
    actor: Actor,
    person: Person,
    version: PolicyVersion,
    answer: Answer,
    act: Act,
    now: dt.datetime,
    method: str = M.APP,
    filed_by: int | None = None,
) -> Attestation:
    """The person answers. Raises ``Invalid`` with nothing kept."""
    inputs = _inputs(person, version, answer, method) | {"act": act, "filed_by": filed_by}
    made: Attestation = create(actor=actor, transition=GIVE, now=now, inputs=inputs, about=person)
    return made


def file(
    *,
    actor: Person,
    person: Person,
    version: PolicyVersion,
    answer: Answer,
    scan: str,
    method: str,
    now: dt.datetime,
) -> Attestation:
    """Write down what a page on paper says; ``scan`` is the reference of the page, kept sealed."""
    inputs = _inputs(person, version, answer, method) | {"scan": scan, "filed_by": actor.pk}
    made: Attestation = create(actor=actor, transition=FILE, now=now, inputs=inputs, about=person)
    return made


def _inputs(person: Person, version: PolicyVersion, answer: Answer, method: str) -> dict[str, Any]:
    known = {"person": person, "version": version, "answer": answer, "method": method}
    return known | {"act": None, "scan": "", "filed_by": None}
