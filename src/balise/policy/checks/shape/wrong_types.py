"""A value is what its key asks for: a text is a text and says something, a list is a list, a date is a date."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from typing import Any

from balise.policy.draft import Draft
from balise.policy.problems import Problem
from balise.policy.schema import Kind, places

_WANTED = {
    Kind.TEXT: ("un texte entre guillemets, non vide", "a text in quotes, not empty"),
    Kind.TEXTS: (
        'un texte non vide par langue, comme { fr = "…", en = "…" }',
        'a text for each language, not empty, as in { fr = "…", en = "…" }',
    ),
    Kind.LIST: ('une liste de textes, comme ["…", "…"]', 'a list of texts, as in ["…", "…"]'),
    Kind.LISTS: ('une liste de listes de textes, comme [["…"]]', 'a list of lists of texts, as in [["…"]]'),
    Kind.INTEGER: ("un nombre entier", "a whole number"),
    Kind.YES_NO: ("true ou false", "true or false"),
    Kind.DATE: ("une date, comme 2026-01-31, sans guillemets", "a date, as in 2026-01-31, without quotes"),
    Kind.TABLE: ("une table", "a table"),
    Kind.TABLES: ("une suite de tables écrites entre doubles crochets", "tables written in double brackets"),
    Kind.NAMED: ("des tables, une par nom", "tables, one for each name"),
    Kind.INTEGERS: ("des nombres entiers de jours, positifs ou nuls", "whole numbers of days, none below zero"),
}


def check(draft: Draft) -> Iterator[Problem]:
    """One problem for each known key whose value is something else."""
    for file, table in draft.tables.items():
        for place in places(file, table):
            for name, value in place.table.items():
                key = place.keys.get(name)
                if key is not None and not _fits(value, key.kind):
                    french, english = _WANTED[key.kind]
                    yield draft.problem(
                        "wrong-type",
                        file,
                        (*place.path, name),
                        (
                            f"La valeur de « {name} » n'est pas de la bonne sorte.",
                            f"The value of “{name}” is of the wrong kind.",
                        ),
                        (f"Il faut {french}.", f"It must be {english}."),
                    )


def _is_text(value: Any) -> bool:
    return isinstance(value, str) and bool(value.strip())


def _is_list(value: Any) -> bool:
    return isinstance(value, list) and all(map(_is_text, value))


def _is_whole(value: Any) -> bool:
    return isinstance(value, int) and not isinstance(value, bool)


def _fits(value: Any, kind: Kind) -> bool:
    match kind:
        case Kind.TEXT:
            return _is_text(value)
        case Kind.TEXTS:
            return isinstance(value, dict) and bool(value) and all(map(_is_text, value.values()))
        case Kind.LIST:
            return _is_list(value)
        case Kind.LISTS:
            return isinstance(value, list) and all(map(_is_list, value))
        case Kind.INTEGER:
            return _is_whole(value)
        case Kind.YES_NO:
            return isinstance(value, bool)
        case Kind.DATE:
            return isinstance(value, date) and not isinstance(value, datetime)
        case Kind.TABLE:
            return isinstance(value, dict)
        case Kind.TABLES:
            return isinstance(value, list) and all(isinstance(item, dict) for item in value)
        case Kind.NAMED:
            return isinstance(value, dict) and all(isinstance(item, dict) for item in value.values())
        case Kind.INTEGERS:
            return isinstance(value, dict) and all(_is_whole(item) and item >= 0 for item in value.values())
