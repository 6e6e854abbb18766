"""Well-known persons, whose dates nobody has to keep private."""

from __future__ import annotations

import re
from functools import cache

from balise.screening.word_lists import alternation, terms


@cache
def _pattern() -> re.Pattern[str]:
    return re.compile(rf"\b{alternation(terms('public-figures'))}\b")


def well_known(folded: str) -> bool:
    """Whether a stretch of folded text names one of them by first name and surname."""
    return _pattern().search(folded) is not None
