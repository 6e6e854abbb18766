"""What a post states and where that comes from (3.6): when it is asked, what an approval covers, what it lacks."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Mapping, Sequence
from hashlib import sha256
from typing import Any

from balise.policy.model import Decision
from balise.web.approvals.models import Declaration
from balise.web.approvals.requirements import Need, needs_of, sourced
from balise.web.publishing.models import Publication
from balise.web.verdicts.engine import Judgement

ASKING = frozenset({"unsourced", "unverified"})


def needs_in(judgement: Judgement) -> tuple[Need, ...]:
    """The obligations of a verdict, and a source wherever something is stated without one, whoever speaks."""
    needs = needs_of(judgement.obligations)
    named = {need.clause for need in sourced(needs)}
    stated = dict.fromkeys(
        placed.finding.clause
        for placed in judgement.findings
        if placed.finding.category in ASKING and placed.finding.decision >= Decision.APPROVAL
    )
    return (*needs, *(Need("source", "author", clause) for clause in stated if clause not in named))


def unsourced(judgement: Judgement | None) -> tuple[str, ...]:
    """What the post states without saying where it comes from, as it is written."""
    found = judgement.findings if judgement else ()
    stated = (placed.finding for placed in found if placed.finding.category in ASKING)
    return tuple(dict.fromkeys(one.matched for one in stated if one.matched and one.decision >= Decision.APPROVAL))


def claims_hash(publication: Publication) -> str:
    """What goes with the content when somebody says yes: each statement and its source; "" when there is none.

    Who verified is not in it: a verification makes the claims surer and voids no approval.
    """
    said = sorted(publication.claims.values_list("statement", "source"))
    return sha256(json.dumps(said, ensure_ascii=False).encode()).hexdigest() if said else ""


def written(publication: Publication) -> list[dict[str, Any]]:
    """The claims as they are kept with a revision: what was stated, its source, who verified it and when."""
    return [
        {
            "statement": claim.statement,
            "source": claim.source,
            "verified_by": claim.verified_by_id,
            "verified": claim.verified.isoformat() if claim.verified else None,
        }
        for claim in publication.claims.order_by("pk")
    ]


def put_back(publication: Publication, kept: Sequence[Mapping[str, Any]]) -> None:
    """The claims as ``written`` kept them, in place of those of a correction that was given up."""
    if list(kept) == written(publication):
        return
    publication.claims.all().delete()
    for one in kept:
        publication.claims.create(
            statement=one["statement"],
            source=one["source"],
            verified_by_id=one["verified_by"],
            verified=dt.datetime.fromisoformat(one["verified"]) if one["verified"] else None,
        )


def sources_missing(publication: Publication, judgement: Judgement | None) -> bool:
    """Whether a source is asked, none is named, and nobody who verifies sources said that none is due."""
    asked = sourced(needs_in(judgement)) if judgement else ()
    if not asked or publication.claims.exists():
        return False
    kind, ident = publication.source
    said = Declaration.objects.filter(source_kind=kind, source_id=ident, hash=publication.hash, kind="source")
    return not {need.clause for need in asked} <= set(said.values_list("clause", flat=True))
