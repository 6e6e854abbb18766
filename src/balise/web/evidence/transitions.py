"""All writes of proofs: kept once, destroyed at the end of their retention. Nothing changes one."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from hashlib import sha256
from typing import Any

from django.db import transaction

from balise.web.access.permissions import Permission
from balise.web.events import publish
from balise.web.evidence import storing
from balise.web.evidence.events import CertificateMade
from balise.web.evidence.models import TABLE, SealedFile, new_reference
from balise.web.vault.sealing import destroy as destroy_key
from balise.web.workflow import Actor, Inputs, Invalid, Transition, create, declare, declare_disclosure, perform

CERTIFICATE, SCAN = "certificate", "scan"
LARGEST = 15_000_000  # bytes
S = SealedFile.State


def _keep(file: SealedFile, inputs: Inputs, now: dt.datetime) -> None:
    content: bytes = inputs["content"]
    if not content:
        raise Invalid(fr="Ce fichier est vide.", en="This file is empty.", field="file")
    if len(content) > LARGEST:
        raise Invalid(
            fr="Ce fichier est trop gros : 15 Mo au plus.", en="This file is too big: 15 MB at most.", field="file"
        )
    file.reference = new_reference()
    for name in ("kind", "source_kind", "source_id", "person", "filename", "media_type"):
        setattr(file, name, inputs[name])
    file.size, file.sha256, file.made = len(content), sha256(content).hexdigest(), now
    file.stored = storing.put(content, reference=file.reference)
    file.save()
    if file.kind == CERTIFICATE:
        publish(CertificateMade(file.source_kind, file.source_id, file.pk))


def _destroy(file: SealedFile, _inputs: Inputs, now: dt.datetime) -> None:
    destroy_key(table=TABLE, record=file.reference, now=now)
    name = file.stored
    transaction.on_commit(lambda: storing.drop(name), robust=True)
    file.filename, file.stored, file.person = "", "", None


def _facts(file: SealedFile, _inputs: Inputs) -> Mapping[str, Any]:
    return {"kind": file.kind, "source": f"{file.source_kind}:{file.source_id}", "sha256": file.sha256}


KEEP = declare(
    Transition(
        id="evidence.keep",
        subject=SealedFile,
        permission=Permission.EVIDENCE_KEEP,
        source=frozenset(),
        target=S.KEPT,
        change=_keep,
        detail=_facts,
        systems=frozenset({"certificates", "signing"}),
    )
)
DESTROY = declare(
    Transition(
        id="evidence.destroy",
        subject=SealedFile,
        permission=Permission.EVIDENCE_KEEP,
        source=frozenset({S.KEPT}),
        target=S.DESTROYED,
        change=_destroy,
        detail=_facts,
        systems=frozenset({"retention", "signing"}),
    )
)
declare_disclosure(SealedFile, Permission.EVIDENCE_READ)


def keep(
    *,
    actor: Actor,
    kind: str,
    content: bytes,
    media_type: str,
    filename: str,
    source_kind: str,
    source_id: str,
    person: int | None,
    now: dt.datetime,
) -> SealedFile:
    """Keep a file sealed, as a proof of ``(source_kind, source_id)`` about ``person`` (an id)."""
    inputs = {
        "kind": kind,
        "content": content,
        "media_type": media_type,
        "filename": filename[:200],
        "source_kind": source_kind,
        "source_id": str(source_id),
        "person": person,
    }
    kept: SealedFile = create(actor=actor, transition=KEEP, now=now, inputs=inputs)
    return kept


def destroy(*, actor: Actor, file: SealedFile, now: dt.datetime) -> SealedFile:
    """Destroy its key and its bytes; that it was there, and its hash, stay."""
    return perform(actor=actor, transition=DESTROY, subject=file, now=now)
