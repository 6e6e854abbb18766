"""All writes of signed pages: received sealed, filed as the person's answer, put aside, taken up again by HR."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from hashlib import sha256
from typing import Any

from balise.documents.scans import ENDINGS
from balise.web.access.deciding import Refused
from balise.web.access.permissions import Permission
from balise.web.evidence import transitions as evidence
from balise.web.evidence.models import SealedFile
from balise.web.people.models import Person
from balise.web.signing.answers_rules import looks_after_everybody
from balise.web.signing.answers_transitions import Answer, file
from balise.web.signing.models.answers import Attestation
from balise.web.signing.models.asking import Due
from balise.web.signing.models.paper import SignedPage
from balise.web.signing.models.versions import PolicyVersion
from balise.web.signing.paper_reading import Recognised
from balise.web.workflow import Inputs, Invalid, Transition, create, declare, perform
from balise.web.workflow.actors import System

SOURCE = "signed-page"
S = SignedPage.State
_SIGNING = System("signing")


def _receive(page: SignedPage, inputs: Inputs, now: dt.datetime) -> None:
    given: Recognised = inputs["recognised"]
    actor = inputs.person
    everybody = looks_after_everybody(actor, today=inputs["today"])
    if not everybody and (inputs["method"] == SignedPage.Method.MAIL or given.known_by == SignedPage.KnownBy.HAND):
        raise Refused(Permission.ATTESTATION_FILE, "rule")
    page.person, page.version, page.known_by = given.person, given.version, given.known_by
    page.method, page.pages, page.turn = inputs["method"], given.pages, given.turn
    page.received_by, page.received_at = actor, now
    _not_signed_yet(given.person, given.version)
    _not_here_yet(given)
    kept = evidence.keep(
        actor=actor,
        kind=evidence.SCAN,
        content=given.content,
        media_type=given.media_type,
        filename=f"page-signee-version-{given.version.number}.{ENDINGS[given.media_type]}",
        source_kind=SOURCE,
        source_id=str(given.version.number),
        person=given.person.pk,
        now=now,
    )
    page.scan = kept.reference


def _not_signed_yet(person: Person, version: PolicyVersion) -> None:
    before = Attestation.objects.filter(person=person.pk, version=version, current=True).first()
    if before is not None and not before.refused:
        raise Invalid(
            fr=f"Cette personne a déjà signé la version n°\u00a0{version.number} (attestation {before.number})\u00a0: "
            "une seule signature compte. Rien n’a été gardé.",
            en=f"This person has already signed version no. {version.number} (attestation {before.number}): only one "
            "signature counts. Nothing was kept.",
            field="file",
        )


def _not_here_yet(given: Recognised) -> None:
    same = SealedFile.objects.filter(
        kind=evidence.SCAN,
        state=SealedFile.State.KEPT,
        person=given.person.pk,
        sha256=sha256(given.content).hexdigest(),
    )
    if same.exists():
        raise Invalid(
            fr="Ce fichier est déjà ici, pour cette personne. Rien n’a été gardé une seconde fois.",
            en="This file is here already, for this person. Nothing was kept a second time.",
            field="file",
        )


def _file(page: SignedPage, inputs: Inputs, now: dt.datetime) -> None:
    page.attestation = file(
        actor=inputs.person,
        person=page.person,
        version=page.version,
        answer=inputs["answer"],
        scan=page.scan,
        method=page.method,
        now=now,
    )


def _drop(page: SignedPage, _inputs: Inputs, now: dt.datetime) -> None:
    evidence.destroy(actor=_SIGNING, file=SealedFile.objects.get(reference=page.scan), now=now)


def _reopen(page: SignedPage, _inputs: Inputs, _now: dt.datetime) -> None:
    kept = page.attestation
    if kept is None or not kept.current:
        raise Invalid(
            fr="Cette personne a répondu de nouveau depuis : cette réponse-ci ne compte plus. Rien n’a changé.",
            en="This person has answered again since: this answer no longer counts. Nothing has changed.",
        )
    Attestation.objects.filter(pk=kept.pk).update(current=False)
    in_force = page.version.state == PolicyVersion.State.PUBLISHED
    owed = Due.objects.filter(person=page.person, version=page.version, state=Due.State.ANSWERED)
    owed.update(state=Due.State.DUE if in_force else Due.State.DROPPED)
    page.attestation = None


def _facts(page: SignedPage, _inputs: Inputs) -> Mapping[str, Any]:
    return {
        "person": page.person_id,
        "version": page.version.number,
        "method": page.method,
        "known_by": page.known_by,
        "scan": page.scan,
        "attestation": page.attestation.number if page.attestation else "",
    }


def _way(name: str, permission: Permission, source: set[S], target: S, change: Any) -> Transition:
    return declare(
        Transition(
            id=f"signed_page.{name}",
            subject=SignedPage,
            permission=permission,
            source=frozenset(source),
            target=target,
            change=change,
            detail=_facts,
        )
    )


RECEIVE = _way("receive", Permission.ATTESTATION_FILE, set(), S.WAITING, _receive)
FILE = _way("file", Permission.ATTESTATION_FILE, {S.WAITING}, S.FILED, _file)
DROP = _way("drop", Permission.ATTESTATION_FILE, {S.WAITING}, S.DROPPED, _drop)
REOPEN = _way("reopen", Permission.ATTESTATION_CORRECT, {S.FILED}, S.WAITING, _reopen)


def receive(
    *, actor: Person, recognised: Recognised, method: SignedPage.Method, today: dt.date, now: dt.datetime
) -> SignedPage:
    """Keep a page sealed, until somebody writes down what it says. ``MAIL``, or a page without code, is for HR."""
    inputs = {"recognised": recognised, "method": method, "today": today}
    page: SignedPage = create(actor=actor, transition=RECEIVE, now=now, inputs=inputs, about=recognised.person)
    return page


def file_page(*, actor: Person, page: SignedPage, answer: Answer, now: dt.datetime) -> SignedPage:
    """What the page says becomes the person's answer. Raises ``Invalid`` with the page still waiting."""
    return perform(actor=actor, transition=FILE, subject=page, now=now, inputs={"answer": answer})


def drop_page(*, actor: Person, page: SignedPage, now: dt.datetime) -> SignedPage:
    """Not a signed page after all: its bytes are destroyed; that it came, and its hash, stay."""
    return perform(actor=actor, transition=DROP, subject=page, now=now)


def reopen_page(*, actor: Person, page: SignedPage, now: dt.datetime) -> SignedPage:
    """It was written down wrongly: the answer is kept but counts no more, and the page waits again."""
    return perform(actor=actor, transition=REOPEN, subject=page, now=now)
