"""The full-text index of either database, behind the same four functions.

``install()``                  make what Django's models do not: called by the migration
``put(rows)``                  index rows; those of the same number are replaced
``drop(ids)``                  take numbers out
``find(question, filters)``    numbers of what is found, nearest first
"""

from __future__ import annotations

from types import ModuleType

from django.db import connection

from balise.web.search.engines import postgresql, sqlite
from balise.web.search.engines.asking import MOST_FOUND, Filters
from balise.web.search.words import Question


def engine(vendor: str = "") -> ModuleType:
    """The one for a database, by default the one in use."""
    return postgresql if (vendor or connection.vendor) == "postgresql" else sqlite


def find(question: Question, filters: Filters) -> list[int]:
    """Numbers of entries, nearest first: all the words in the title, then side by side, then anywhere.

    Within each the latest changed comes first. At most ``MOST_FOUND`` and one: the one says that there are more.
    """
    if not filters.readers:
        return []
    if not question.wanted:
        found: list[int] = engine().find(question, filters, way="all")
        return found
    ways = ["title", *(["together"] if question.together else []), "all"]
    numbers: dict[int, None] = {}
    for way in ways:
        numbers |= dict.fromkeys(engine().find(question, filters, way=way))
    return list(numbers)[: MOST_FOUND + 1]
