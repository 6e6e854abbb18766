"""What is put in an index and what is asked of it, the same for both databases."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

MOST_FOUND = 1_000  # the latest: beyond, one narrows the question rather than turn fifty pages


class Row(NamedTuple):
    """What is indexed under a number: stems of the title, of the texts, and keys."""

    number: int
    title: list[str]
    texts: list[str]
    keys: list[str]


@dataclass(frozen=True, kw_only=True)
class Filters:
    """``readers``: one of these keys is on every entry found, ``hidden`` on none. ``narrowed``: of each set, one is."""

    readers: Sequence[str]
    hidden: str
    narrowed: Sequence[Sequence[str]] = ()
    since: dt.datetime | None = None
    until: dt.datetime | None = None
