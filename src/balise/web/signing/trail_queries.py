"""One person's whole trail, for HR: what was asked, given, answered, filed, excused, and who looked at it."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field

from balise.web.audit import queries as audit
from balise.web.audit.models import Record
from balise.web.evidence.models import SealedFile
from balise.web.people.models import Person
from balise.web.signing.asking_transitions import REASONS
from balise.web.signing.models.answers import Attestation, RefusalReason
from balise.web.signing.models.asking import Due, Exemption, SigningLink
from balise.web.signing.models.paper import SignedPage
from balise.web.vault.sealing import open_sealed
from balise.web.workflow import disclose

_MOST = 300  # acts shown; the whole audit is exported elsewhere


@dataclass(frozen=True, kw_only=True)
class Trail:
    """All that is kept of one person and the policy, for an inspector. ``acts`` are told the latest first."""

    name: str
    person: Person | None
    answers: list[Attestation] = field(default_factory=list)
    dues: list[Due] = field(default_factory=list)
    exemptions: list[Exemption] = field(default_factory=list)
    links: list[SigningLink] = field(default_factory=list)
    pages: list[SignedPage] = field(default_factory=list)
    proofs: dict[str, SealedFile] = field(default_factory=dict)  # certificates by the id of their answer
    acts: list[Record] = field(default_factory=list)


def trail_of(person_id: int) -> Trail | None:
    """One person's whole trail, for HR; also of somebody whose account is gone."""
    person = Person.objects.filter(pk=person_id).first()
    answers = list(Attestation.objects.filter(person=person_id).select_related("version").order_by("-answered_at"))
    if person is None and not answers:
        return None
    dues = list(Due.objects.filter(person=person_id).select_related("version").order_by("-asked_at"))
    exemptions = list(Exemption.objects.filter(person=person_id).select_related("granted_by").order_by("-granted_at"))
    links = list(
        SigningLink.objects.filter(person=person_id).select_related("version", "given_by").order_by("-given_at")
    )
    pages = list(
        SignedPage.objects.filter(person=person_id).select_related("version", "received_by").order_by("-received_at")
    )
    files = list(SealedFile.objects.filter(person=person_id, source_kind__in=["attestation", "signed-page"]))
    reasons = RefusalReason.objects.filter(attestation__in=answers)
    subjects = {
        model._meta.label_lower: [str(one.pk) for one in rows]
        for model, rows in (
            (Attestation, answers),
            (Due, dues),
            (Exemption, exemptions),
            (SigningLink, links),
            (SignedPage, pages),
            (SealedFile, files),
            (RefusalReason, reasons),
        )
    }
    return Trail(
        name=person.get_full_name() if person else answers[0].person_name,
        person=person,
        answers=answers,
        dues=dues,
        exemptions=exemptions,
        links=links,
        pages=pages,
        proofs={one.source_id: one for one in files if one.kind == "certificate"},
        acts=audit.own_histories(subjects=subjects, limit=_MOST),
    )


def exemptions_of(person_id: int) -> list[Exemption]:
    """Those of a person that were not ended."""
    return list(Exemption.objects.filter(person=person_id, state=Exemption.State.GRANTED))


def exemption_of(person_id: int, exemption_id: int) -> Exemption | None:
    """One exemption of a person, whatever became of it."""
    return Exemption.objects.filter(person=person_id, pk=exemption_id).first()


def exemption_reason(reader: Person, exemption: Exemption, *, now: dt.datetime) -> str:
    """Why somebody need not answer; that it is read is recorded first. Raises ``Refused`` or ``Destroyed``."""
    disclose(actor=reader, subject=exemption, now=now)
    return open_sealed(bytes(exemption.reason), table=REASONS, column="reason", record=exemption.pk)
