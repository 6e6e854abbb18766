"""Which situations come next, and when a missed one comes back. Nothing here knows whose answers they are."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256

from balise.policy.model import Modality, Policy, Situation

SERIES = 5
COMING_BACK = 3
"""Of a series, at most so many were missed before, as long as there are new ones: nobody is drilled on failures."""
SPACING = (dt.timedelta(days=2), dt.timedelta(days=7))
"""A missed situation comes back in the next series, then after each of these once it is answered well."""

_RANKS = {modality: rank for rank, modality in enumerate(Modality)}


@dataclass(frozen=True, kw_only=True)
class Met:
    """A situation already answered: ``due`` is when it comes back, None once it is known."""

    step: int
    due: dt.datetime | None
    answered_at: dt.datetime


def next_meeting(before: Met | None, *, right: bool, now: dt.datetime) -> tuple[int, dt.datetime | None]:
    """The step reached and when the situation comes back, after an answer. Answered well at once, it is known."""
    if not right:
        return 0, now
    if before is None or before.due is None:
        return len(SPACING), None
    step = min(before.step + 1, len(SPACING) + 1)
    return (step, None) if step > len(SPACING) else (step, now + SPACING[step - 1])


def draw(policy: Policy, met: Mapping[str, Met], *, key: str, now: dt.datetime) -> list[str]:
    """The ids of a series: what comes back today, then new ones, then what is known, the longest unseen first.

    ``key`` shuffles new ones so that two colleagues do not go through the same list. Shorter than ``SERIES`` only
    where the pack has fewer situations; empty where it has none.
    """
    present = {situation.id for situation in policy.situations}
    known = {name: one for name, one in met.items() if name in present}
    coming = sorted((one.due, name) for name, one in known.items() if one.due is not None)
    due = [name for at, name in coming if at <= now]
    new = [one.id for one in _in_order(policy, key) if one.id not in known]
    settled = sorted((one.answered_at, name) for name, one in known.items() if one.due is None)
    later = [name for at, name in coming if at > now]
    order = [*due[:COMING_BACK], *new, *due[COMING_BACK:], *(name for _, name in settled), *later]
    return order[:SERIES]


def _in_order(policy: Policy, key: str) -> list[Situation]:
    """One of each clause before a second of any; what binds most first; otherwise in an order that is the person's."""
    modalities = {clause.id: clause.modality for clause in policy.clauses}
    mixed = {one.id: sha256(f"{key} {one.id}".encode()).hexdigest() for one in policy.situations}
    layers: dict[str, int] = {}
    ranked = []
    for one in sorted(policy.situations, key=lambda one: mixed[one.id]):
        layer = layers[one.clause] = layers.get(one.clause, -1) + 1
        ranked.append((layer, _RANKS[modalities[one.clause]], mixed[one.id], one))
    return [one[-1] for one in sorted(ranked, key=lambda one: one[:3])]
