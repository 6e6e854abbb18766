"""FTS5. Words and keys are columns of one table, so that a single question asks for both.

Numbers only grow, so reading them downwards gives the latest first without sorting: a question answers in
milliseconds however much it matches.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from django.db import connection

from balise.web.search.engines.asking import MOST_FOUND, Filters, Row
from balise.web.search.words import Question, Term

_TABLE = "search_words"


def install(execute: Any) -> None:
    """The virtual table. Our stems hold no accent any more; the tokenizer is there to cut at spaces."""
    execute(
        f"CREATE VIRTUAL TABLE IF NOT EXISTS {_TABLE} USING fts5("
        "title, texts, keys, tokenize = 'unicode61 remove_diacritics 2', prefix = '3')"
    )


def remove(execute: Any) -> None:
    """Undo ``install``."""
    execute(f"DROP TABLE IF EXISTS {_TABLE}")


def put(rows: Iterable[Row]) -> None:
    """Index these rows."""
    found = list(rows)
    drop([row.number for row in found])
    with connection.cursor() as cursor:
        cursor.executemany(
            f"INSERT INTO {_TABLE} (rowid, title, texts, keys) VALUES (%s, %s, %s, %s)",  # noqa: S608 - our own table
            [(row.number, " ".join(row.title), " ".join(row.texts), " ".join(row.keys)) for row in found],
        )


def drop(numbers: Sequence[int]) -> None:
    """Take these out."""
    with connection.cursor() as cursor:
        cursor.executemany(f"DELETE FROM {_TABLE} WHERE rowid = %s", [(one,) for one in numbers])  # noqa: S608


def find(question: Question, filters: Filters, *, way: str) -> list[int]:
    """Numbers of what matches, the latest first."""
    conditions, values = ["search_words MATCH %s"], [_expression(question, filters, way)]
    if filters.since is not None:
        conditions.append("search_entry.date >= %s")
        values.append(connection.ops.adapt_datetimefield_value(filters.since))
    if filters.until is not None:
        conditions.append("search_entry.date < %s")
        values.append(connection.ops.adapt_datetimefield_value(filters.until))
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT search_words.rowid FROM search_words JOIN search_entry ON search_entry.id = search_words.rowid "  # noqa: S608
            f"WHERE {' AND '.join(conditions)} ORDER BY search_words.rowid DESC LIMIT {MOST_FOUND + 1}",
            values,
        )
        return [number for (number,) in cursor.fetchall()]


def _expression(question: Question, filters: Filters, way: str) -> str:
    keys = [_one_of(filters.readers), *(_one_of(some) for some in filters.narrowed)]
    asked = [f"keys : {some}" for some in keys]
    where = "title" if way == "title" else "{title texts}"
    terms = [question.together] if way == "together" and question.together else question.wanted
    asked = [*(f"{where} : {_term(term)}" for term in terms), *asked]
    unwanted = [f"{{title texts}} : {_term(term)}" for term in question.unwanted]
    without = [f'keys : "{filters.hidden}"', *unwanted]
    return f"({' AND '.join(asked)}) NOT ({' OR '.join(without)})"


def _term(term: Term) -> str:
    if term.beginning:
        return f'("{term.words[0]}" *)'
    return "(" + " OR ".join('"' + " ".join(way) + '"' for way in term.ways) + ")"


def _one_of(keys: Sequence[str]) -> str:
    return "(" + " OR ".join(f'"{one}"' for one in keys) + ")"
