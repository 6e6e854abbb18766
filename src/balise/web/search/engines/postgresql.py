"""PostgreSQL's full text, over our own stems: no dictionary and no extension is asked of the server.

The vector is written by us, place by place, so that the server's own way of cutting words never differs from ours.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any

from django.db import connection

from balise.web.search.engines.asking import MOST_FOUND, Filters, Row
from balise.web.search.words import Question, Term

_LAST_PLACE = 16_383
_MOST_PLACES = 255  # of one word


def install(execute: Any) -> None:
    """The column of words and its index. No list of pending words: a question would have to read it each time."""
    execute("ALTER TABLE search_entry ADD COLUMN IF NOT EXISTS words tsvector")
    execute("CREATE INDEX IF NOT EXISTS search_entry_words ON search_entry USING gin (words) WITH (fastupdate = off)")
    execute("ALTER TABLE search_entry ALTER COLUMN words SET STATISTICS 1000")


def remove(execute: Any) -> None:
    """Undo ``install``."""
    execute("ALTER TABLE search_entry DROP COLUMN IF EXISTS words")


def put(rows: Iterable[Row]) -> None:
    """Index these rows."""
    found = list(rows)
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE search_entry SET words = given.words::tsvector "
            "FROM unnest(%s::bigint[], %s::text[]) AS given (id, words) WHERE search_entry.id = given.id",
            [[row.number for row in found], [_vector(row) for row in found]],
        )


def drop(numbers: Sequence[int]) -> None:
    """Nothing: the words go with their row."""


def find(question: Question, filters: Filters, *, way: str, floor: int = 0) -> list[int]:
    """Numbers of what matches, from ``floor`` up, the latest first."""
    conditions = ["words @@ %s::tsquery"]
    values: list[Any] = [_expression(question, filters, way)]
    if floor:
        conditions.append("id >= %s")
        values.append(floor)
    for sign, moment in ((">=", filters.since), ("<", filters.until)):
        if moment is not None:
            conditions.append(f"date {sign} %s")
            values.append(moment)
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT id FROM search_entry WHERE {' AND '.join(conditions)} "  # noqa: S608 - our own words
            f"ORDER BY id DESC LIMIT {MOST_FOUND + 1}",
            values,
        )
        return [number for (number,) in cursor.fetchall()]


def _vector(row: Row) -> str:
    places: dict[str, list[str]] = defaultdict(list)
    for place, word in enumerate(row.title, start=1):
        if len(places[word]) < _MOST_PLACES:
            places[word].append(f"{min(place, _LAST_PLACE)}A")
    for place, word in enumerate(row.texts, start=len(row.title) + 2):
        if len(places[word]) < _MOST_PLACES:
            places[word].append(str(min(place, _LAST_PLACE)))
    words = [f"'{word}':{','.join(found)}" for word, found in places.items()]
    return " ".join([*words, *(f"'{_apart(one)}'" for one in row.keys)])


def _expression(question: Question, filters: Filters, way: str) -> str:
    terms = [question.together] if way == "together" and question.together else question.wanted
    asked = [_term(term, "A" if way == "title" else "") for term in terms]
    asked += [_one_of(some) for some in (filters.readers, *filters.narrowed)]
    without = [f"!'{_apart(filters.hidden)}'", *(f"!{_term(term, '')}" for term in question.unwanted)]
    return " & ".join([*asked, *without])


def _term(term: Term, weight: str) -> str:
    if term.beginning:
        return f"('{term.words[0]}':*{weight})"
    mark = f":{weight}" if weight else ""
    return "(" + " | ".join("(" + " <-> ".join(f"'{word}'{mark}" for word in way) + ")" for way in term.ways) + ")"


def _one_of(keys: Sequence[str]) -> str:
    return "(" + " | ".join(f"'{_apart(one)}'" for one in keys) + ")"


def _apart(one: str) -> str:
    """A key as no word of a text can be written: whoever writes «612» must not give person 12 a key."""
    return f"_{one}"
