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
_RARE = 2_000  # entries
_FEW_KEYS = 20
_HAS_KEY = "instr(' ' || search_words.keys || ' ', %s)"


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


def find(question: Question, filters: Filters, *, way: str, floor: int = 0) -> list[int]:
    """Numbers of what matches, from ``floor`` up, the latest first.

    Words found in few entries are looked up alone and the keys compared on those: otherwise the engine would go
    through the long lists of the keys for nothing.
    """
    words, without = _words(question, way)
    apart = bool(words) and len(filters.readers) <= _FEW_KEYS and _are_rare(words, floor)
    conditions = ["search_words MATCH %s"]
    values: list[Any] = [words if apart else _whole(words, filters)]
    if apart:
        for keys in (filters.readers, *filters.narrowed):
            conditions.append("(" + " OR ".join([_HAS_KEY] * len(keys)) + ")")
            values += [f" {one} " for one in keys]
        conditions.append(f"NOT {_HAS_KEY}")
        values.append(f" {filters.hidden} ")
    else:
        without = [f'keys : "{filters.hidden}"', *without]
    if without:
        values[0] = f"({values[0]}) NOT ({' OR '.join(without)})"
    if floor:
        conditions.append("search_words.rowid >= %s")
        values.append(floor)
    for sign, moment in ((">=", filters.since), ("<", filters.until)):
        if moment is not None:
            conditions.append(f"search_entry.date {sign} %s")
            values.append(connection.ops.adapt_datetimefield_value(moment))
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT search_words.rowid FROM search_words JOIN search_entry ON search_entry.id = search_words.rowid "  # noqa: S608
            f"WHERE {' AND '.join(conditions)} ORDER BY search_words.rowid DESC LIMIT {MOST_FOUND + 1}",
            values,
        )
        return [number for (number,) in cursor.fetchall()]


def _words(question: Question, way: str) -> tuple[str, list[str]]:
    where = "title" if way == "title" else "{title texts}"
    terms = [question.together] if way == "together" and question.together else question.wanted
    wanted = " AND ".join(f"{where} : {_term(term)}" for term in terms)
    return wanted, [f"{{title texts}} : {_term(term)}" for term in question.unwanted]


def _whole(words: str, filters: Filters) -> str:
    keys = [f"keys : {_one_of(some)}" for some in (filters.readers, *filters.narrowed)]
    return " AND ".join([words, *keys] if words else keys)


def _are_rare(words: str, floor: int) -> bool:
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT 1 FROM search_words WHERE search_words MATCH %s AND rowid >= %s LIMIT 1 OFFSET {_RARE}",  # noqa: S608
            [words, floor],
        )
        return cursor.fetchone() is None


def _term(term: Term) -> str:
    if term.beginning:
        return f'("{term.words[0]}" *)'
    return "(" + " OR ".join('"' + " ".join(way) + '"' for way in term.ways) + ")"


def _one_of(keys: Sequence[str]) -> str:
    return "(" + " OR ".join(f'"{one}"' for one in keys) + ")"
