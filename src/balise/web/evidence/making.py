"""Certificates are made by a job: asked for in the transaction of what they prove, made once, kept sealed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from django.db import IntegrityError
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _l
from django.utils.translation import override

from balise.documents.certificates import Block, Certificate, Line, written
from balise.documents.seals import fingerprint
from balise.web.audit.models import Head
from balise.web.evidence import queries, transitions
from balise.web.evidence.sealing import Seal, the_seal
from balise.web.outbox.handlers import Impossible, handle
from balise.web.outbox.models import OutboxRow
from balise.web.workflow import System

KIND = "evidence.certificate"
_MAKER = System("certificates")


@dataclass(frozen=True, kw_only=True)
class Making:
    """What a certificate says, about whom (an id), and what its file is called."""

    certificate: Certificate
    person: int | None
    filename: str


Maker = Callable[[str], Making | None]
_makers: dict[str, Maker] = {}


def register(source_kind: str, maker: Maker) -> None:
    """``maker(source_id)`` says what the certificate of a thing says; None when the thing is gone."""
    if _makers.setdefault(source_kind, maker) is not maker:
        raise ValueError(f"evidence: two makers for {source_kind!r}")


def unregister(source_kind: str) -> None:
    """Forget a maker."""
    _makers.pop(source_kind, None)


def request(*, source_kind: str, source_id: str | int) -> OutboxRow:
    """The outbox row that has the certificate made, to be returned by the transition of what it proves."""
    return OutboxRow(kind=KIND, payload={"kind": source_kind, "id": str(source_id)})


@handle(KIND, repeatable=True, label=_l("Fabriquer et sceller un certificat"))
def carry(row: OutboxRow) -> None:
    """Make it, unless it is there already: doing it twice changes nothing."""
    source_kind, source_id = str(row.payload["kind"]), str(row.payload["id"])
    if queries.certificate_of(source_kind=source_kind, source_id=source_id) is not None:
        return
    maker = _makers.get(source_kind)
    making = maker(source_id) if maker else None
    if making is None:
        raise Impossible("gone")
    certificate = making.certificate
    seal = the_seal(organisation=certificate.organisation, now=timezone.now())
    pdf = written(_with_proof(certificate, seal))
    with override(certificate.language):
        reason = _("Certificat délivré par l’organisation")
    content = seal.on(pdf, organisation=certificate.organisation, reason=reason)
    try:
        transitions.keep(
            actor=_MAKER,
            kind=transitions.CERTIFICATE,
            content=content,
            media_type="application/pdf",
            filename=making.filename,
            source_kind=source_kind,
            source_id=source_id,
            person=making.person,
            now=timezone.now(),
        )
    except IntegrityError:
        if queries.certificate_of(source_kind=source_kind, source_id=source_id) is None:
            raise


def _with_proof(certificate: Certificate, seal: Seal) -> Certificate:
    """Add what ties it to the audit and to the seal: the end of the chain as it is now."""
    head = Head.objects.first()
    number, mac = (head.number, head.mac) if head else (0, "")
    mark = fingerprint(seal.certificate)
    with override(certificate.language):
        proof = Block(
            title=_("Ce qui permet de vérifier ce certificat"),
            lines=[
                Line(name=_("Journal, événement"), value=str(number)),
                Line(name=_("Journal, tête"), value=mac, code=True),
                Line(name=_("Sceau, empreinte"), value=mark, code=True),
            ],
            paragraphs=[
                _(
                    "Ce fichier porte le sceau électronique de l’organisation (PAdES). Le moindre octet changé le "
                    "rompt : ouvrez-le dans un lecteur de PDF qui montre les signatures, ou donnez-le à la commande "
                    "« balise evidence verify »."
                )
            ],
        )
    facts = {**certificate.facts, "audit": {"number": number, "head": mac}, "seal": mark}
    return replace(certificate, parts=[*certificate.parts, proof], facts=facts)
