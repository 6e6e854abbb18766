"""The full-text index of either database, behind the same four functions.

``install()``                  make what Django's models do not: called by the migration
``put(rows)``                  index rows; those of the same number are replaced
``drop(ids)``                  take numbers out
``find(question, filters)``    numbers of what is found in one way, the latest first
"""

from __future__ import annotations

from types import ModuleType

from django.db import connection

from balise.web.search.engines import postgresql, sqlite
from balise.web.search.engines.asking import Filters
from balise.web.search.words import Question


def engine(vendor: str = "") -> ModuleType:
    """The one for a database, by default the one in use."""
    return postgresql if (vendor or connection.vendor) == "postgresql" else sqlite


def find(question: Question, filters: Filters) -> list[int]:
    """Numbers of entries: the ``MOST_FOUND`` latest and one more, which says that there are others.

    Those with all the words in the title come first, then those with the words side by side; each the latest first.
    The two nearer ways are looked for no further back than the thousand, so that a question costs one search.
    """
    if not filters.readers:
        return []
    found: list[int] = engine().find(question, filters, way="all")
    if not question.wanted or len(found) < 2:
        return found
    known = set(found)
    numbers: dict[int, None] = {}
    for way in ("title", *(("together",) if question.together else ())):
        near = engine().find(question, filters, way=way, floor=found[-1])
        numbers |= dict.fromkeys(number for number in near if number in known)
    return list(numbers | dict.fromkeys(found))
