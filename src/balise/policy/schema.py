"""Which keys each file of a pack may hold, and what each of them is. Written once, read by every check of shape."""

from __future__ import annotations

import enum
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from balise.policy.model import ANSWERS, Decision, Modality, Severity, Voice

Table = dict[str, Any]


class Kind(enum.Enum):
    """What a value may be."""

    TEXT = "text"
    TEXTS = "texts"  # language -> text
    LIST = "list"  # of texts
    LISTS = "lists"  # of lists of texts
    INTEGER = "integer"
    YES_NO = "yes or no"
    DATE = "date"
    TABLE = "table"  # with the keys of ``inner``
    TABLES = "tables"  # a list of those
    NAMED = "named tables"  # name -> a table with the keys of ``inner``
    INTEGERS = "named integers"  # name -> integer


@dataclass(frozen=True, slots=True)
class Key:
    """One key: what it is, whether it must be there, the words it may be (none: any), the keys inside it."""

    kind: Kind
    required: bool = False
    words: tuple[str, ...] = ()
    inner: Mapping[str, Key] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Place:
    """One table met on the way through a file: where, what it holds, what it may hold."""

    path: tuple[str | int, ...]
    table: Table
    keys: Mapping[str, Key]


def _text(*, required: bool = False, words: tuple[str, ...] = ()) -> Key:
    return Key(Kind.TEXT, required, words)


_TEXTS = Key(Kind.TEXTS, required=True)
_LIST = Key(Kind.LIST)
_VOICES = tuple(Voice)
_MODALITIES = tuple(Modality)
_DECISIONS = tuple(decision.word for decision in Decision)

_PARTNER = {"id": _text(required=True), "names": Key(Kind.LIST, required=True), "site": _text()}
_CONTACT = {"title": Key(Kind.TEXTS), "email": _text(), "phone": _text(), "url": _text()}
_RULE = {
    "category": _text(required=True),
    "modality": _text(words=_MODALITIES),
    "voices": Key(Kind.LIST, words=_VOICES),
    "severity": _text(words=tuple(Severity)),
    "decision": _text(words=_DECISIONS),
    "detectors": _LIST,
    "when": _text(),
}
_STEP = {"id": _text(required=True), "title": _TEXTS}

PACK: Mapping[str, Key] = {
    "id": _text(required=True),
    "version": _text(required=True),
    "title": _TEXTS,
    "languages": Key(Kind.LIST, required=True),
    "order": _LIST,
    "organisation": Key(
        Kind.TABLE,
        required=True,
        inner={
            "name": _text(required=True),
            "names": _LIST,
            "handles": _LIST,
            "services": _LIST,
            "products": _LIST,
            "domains": _LIST,
            "emails": _LIST,
            "phones": _LIST,
            "addresses": _LIST,
            "competitors": Key(Kind.LISTS),
            "partners": Key(Kind.TABLES, inner=_PARTNER),
        },
    ),
    "roles": Key(Kind.TABLES, required=True, inner={"id": _text(required=True), "title": _TEXTS}),
    "contacts": Key(Kind.NAMED, inner=_CONTACT),
    "obligations": Key(
        Kind.TABLES,
        inner={
            "kind": _text(required=True, words=("approval", "consent", "source", "authorisation")),
            "by": _text(required=True),
            "clause": _text(required=True),
            "when": _text(required=True),
        },
    ),
    "delays": Key(Kind.INTEGERS),
}
LADDERS: Mapping[str, Key] = {
    "ladders": Key(
        Kind.TABLES,
        required=True,
        inner={
            "id": _text(required=True),
            "clause": _text(required=True),
            "title": _TEXTS,
            "kind": _text(required=True, words=("steps", "choice")),
            "steps": Key(Kind.TABLES, required=True, inner=_STEP),
        },
    )
}
PRESENCE: Mapping[str, Key] = {
    "networks": Key(
        Kind.TABLES,
        inner={"id": _text(required=True), "name": _text(required=True), "definition": _TEXTS},
    ),
    "accounts": Key(
        Kind.TABLES,
        inner={
            "network": _text(required=True),
            "address": _text(required=True),
            "handle": _text(),
            "owner": _text(),
        },
    ),
}
FORM: Mapping[str, Key] = {
    "fields": Key(
        Kind.TABLES,
        required=True,
        inner={
            "id": _text(required=True),
            "kind": _text(required=True, words=("yes-no", "text", "date", "signature")),
            "label": _TEXTS,
            "required": Key(Kind.YES_NO),
        },
    )
}
REGISTER: Mapping[str, Key] = {
    "terms": Key(
        Kind.TABLES,
        inner={
            "term": _text(required=True),
            "kind": _text(required=True),
            "start": Key(Kind.DATE),
            "embargo_end": Key(Kind.DATE),
            "tolerant": Key(Kind.YES_NO),
        },
    )
}
CLAUSE: Mapping[str, Key] = {
    "id": _text(required=True),
    "title": _TEXTS,
    "modality": _text(required=True, words=_MODALITIES),
    "binds": Key(Kind.LIST, required=True),
    "voices": Key(Kind.LIST, required=True, words=_VOICES),
    "looked_after_by": _text(),
    "rules": Key(Kind.TABLES, inner=_RULE),
}
RETIRED: Mapping[str, Key] = {
    **{name: Key(key.kind, name in {"id", "title"}, key.words, key.inner) for name, key in CLAUSE.items()},
    "retired_into": _text(required=True),
}
SITUATION: Mapping[str, Key] = {
    "clause": _text(required=True),
    "answer": _text(required=True, words=ANSWERS),
}
FILES: Mapping[str, Mapping[str, Key]] = {
    "pack.toml": PACK,
    "ladders.toml": LADDERS,
    "presence.toml": PRESENCE,
    "form.toml": FORM,
    "register.toml": REGISTER,
}
"""The TOML files of a pack. Only ``pack.toml`` must be there."""


def keys_of(file: str, table: Table) -> Mapping[str, Key]:
    """What the file may hold at its top; a retired clause needs little more than where it went."""
    if file.startswith("clauses/"):
        return RETIRED if "retired_into" in table else CLAUSE
    if file.startswith("situations/"):
        return SITUATION
    return FILES.get(file, {})


def places(file: str, table: Table) -> Iterator[Place]:
    """Every table of a file that is of the shape its place asks for, from the top."""
    yield from _within((), table, keys_of(file, table))


def _within(path: tuple[str | int, ...], table: Table, keys: Mapping[str, Key]) -> Iterator[Place]:
    yield Place(path, table, keys)
    for name, value in table.items():
        key = keys.get(name)
        if key is None:
            continue
        if key.kind is Kind.TABLE and isinstance(value, dict):
            yield from _within((*path, name), value, key.inner)
        elif key.kind is Kind.TABLES and isinstance(value, list):
            for index, item in enumerate(value):
                if isinstance(item, dict):
                    yield from _within((*path, name, index), item, key.inner)
        elif key.kind is Kind.NAMED and isinstance(value, dict):
            for inner, item in value.items():
                if isinstance(item, dict):
                    yield from _within((*path, name, inner), item, key.inner)
