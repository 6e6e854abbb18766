"""What a look at something says."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from dataclasses import dataclass

GOOD, ADVICE, WRONG = "good", "advice", "wrong"


@dataclass(frozen=True, kw_only=True)
class Finding:
    """One thing looked at. ``level``: ``good``, ``advice`` (works, could be better), ``wrong`` (see to it)."""

    check: str
    level: str
    text: str
    cure: str = ""


Look = Callable[[dt.datetime], Iterator[Finding]]


def worst(found: list[Finding]) -> str:
    """The gravest level of all."""
    levels = {one.level for one in found}
    return WRONG if WRONG in levels else ADVICE if ADVICE in levels else GOOD
