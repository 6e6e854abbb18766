"""Keeping a verdict with what it judged, inside the transaction of the transition that asked for it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

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


def kept_for(contents: Sequence[tuple[tuple[str, str], str]]) -> dict[tuple[str, str], Judgement]:
    """The judgements kept for several (source, hash), by source, in one query; absent where none was kept."""
    hashes = dict(contents)
    rows = StoredVerdict.objects.filter(
        source_kind__in={kind for kind, _ in hashes}, source_id__in={ident for _, ident in hashes}
    )
    return {
        (row.source_kind, row.source_id): read(row.verdict)
        for row in rows.filter(hash__in=set(hashes.values()))
        if hashes.get((row.source_kind, row.source_id)) == row.hash
    }
