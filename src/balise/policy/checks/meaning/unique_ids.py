"""An id names one thing."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from balise.policy.draft import Draft
from balise.policy.model import Policy
from balise.policy.problems import Problem

_LISTS = (
    ("pack.toml", ("roles",)),
    ("pack.toml", ("organisation", "partners")),
    ("ladders.toml", ("ladders",)),
    ("presence.toml", ("networks",)),
    ("form.toml", ("fields",)),
)


def check(draft: Draft, policy: Policy) -> Iterator[Problem]:
    """One problem for each second use of an id: clauses, roles, partners, ladders and steps, networks, fields."""
    first: dict[str, str] = {}
    for file, table in draft.tables.items():
        if file.startswith("clauses/"):
            other = first.setdefault(table["id"], file)
            if other != file:
                yield _problem(draft, file, ("id",), table["id"], other)
    for file, path in _LISTS:
        found: Any = draft.tables.get(file, {})
        for name in path:
            found = found.get(name, {})
        yield from _repeats(draft, file, path, [item["id"] for item in found])
    for number, ladder in enumerate(policy.ladders):
        yield from _repeats(draft, "ladders.toml", ("ladders", number, "steps"), [step.id for step in ladder.steps])


def _repeats(draft: Draft, file: str, path: tuple[str | int, ...], ids: list[str]) -> Iterator[Problem]:
    for index, name in enumerate(ids):
        if name in ids[:index]:
            line = draft.line(file, (*path, ids.index(name), "id"))
            yield _problem(draft, file, (*path, index, "id"), name, f"{file}:{line}")


def _problem(draft: Draft, file: str, path: tuple[str | int, ...], name: str, other: str) -> Problem:
    return draft.problem(
        "repeated-id",
        file,
        path,
        (f"L'identifiant « {name} » sert déjà ({other}).", f"The id “{name}” is already used ({other})."),
        ("Donnez-en un autre à l'un des deux.", "Give one of the two another id."),
    )
