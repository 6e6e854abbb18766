"""Keeping a verdict with what it judged, inside the transaction of the transition that asked for it."""

from __future__ import annotations

import datetime as dt

from balise.web.verdicts.engine import Judgement, read
from balise.web.verdicts.models import StoredVerdict


def keep(*, source: tuple[str, str], content_hash: str, judgement: Judgement, now: dt.datetime) -> StoredVerdict:
    """Keep the judgement of a content, replacing an earlier one of the same content (the policy may have changed)."""
    kind, ident = source
    stored, _ = StoredVerdict.objects.update_or_create(
        source_kind=kind,
        source_id=ident,
        hash=content_hash,
        defaults={
            "policy": judgement.policy,
            "decision": judgement.decision.word,
            "verdict": judgement.as_json(),
            "created": now,
        },
    )
    return stored


def kept(*, source: tuple[str, str], content_hash: str) -> Judgement | None:
    """The judgement kept for this content, or None."""
    kind, ident = source
    stored = StoredVerdict.objects.filter(source_kind=kind, source_id=ident, hash=content_hash).first()
    return read(stored.verdict) if stored is not None else None
