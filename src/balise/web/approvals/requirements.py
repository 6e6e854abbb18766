"""From the obligations of a verdict to the yeses that a post needs. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, NamedTuple

from balise.policy.model import Policy
from balise.web.people.roles import Role

ASKED_OF_ROLES = frozenset({"approval", "authorisation"})


class Need(NamedTuple):
    """One obligation: its kind, by whom, asked by which clause."""

    kind: str  # approval | authorisation | consent | source
    by: str  # a role, partner:ID, or person, guardian, author
    clause: str


@dataclass(frozen=True, kw_only=True)
class Requirement:
    """One yes to obtain: from a role or a partner, for these clauses."""

    by: str
    clauses: tuple[str, ...]
    kinds: tuple[str, ...]


def needs_of(obligations: Iterable[Any]) -> tuple[Need, ...]:
    """The obligations of a verdict, once each."""
    return tuple(dict.fromkeys(Need(one[0], one[1], one[2]) for one in obligations))


def required(needs: Iterable[Need], *, speaking: str) -> tuple[Requirement, ...]:
    """The yeses to obtain, communications first: whatever is sent goes through them, under the clause ``speaking``."""
    clauses: dict[str, dict[str, None]] = {Role.COMMUNICATIONS.value: {}}
    kinds: dict[str, dict[str, None]] = {Role.COMMUNICATIONS.value: {}}
    for need in needs:
        if need.kind in ASKED_OF_ROLES and answerable(need.by):
            clauses.setdefault(need.by, {})[need.clause] = None
            kinds.setdefault(need.by, {})[need.kind] = None
    if not clauses[Role.COMMUNICATIONS.value]:
        clauses[Role.COMMUNICATIONS.value] = {speaking: None}
        kinds[Role.COMMUNICATIONS.value] = {"approval": None}
    return tuple(Requirement(by=by, clauses=tuple(clauses[by]), kinds=tuple(kinds[by])) for by in clauses)


def declared(needs: Iterable[Need]) -> tuple[Need, ...]:
    """The obligations that no role answers: consents and the like, about which somebody declares; not the sources."""
    return tuple(
        need for need in needs if need.kind != "source" and not (need.kind in ASKED_OF_ROLES and answerable(need.by))
    )


def sourced(needs: Iterable[Need]) -> tuple[Need, ...]:
    """The obligations to name a source."""
    return tuple(need for need in needs if need.kind == "source")


def answerable(by: str) -> bool:
    """Whether somebody with an account answers for it."""
    return by.startswith("partner:") or by in {role.value for role in Role if role is not Role.PARTNER}


def speaking_clause(policy: Policy) -> str:
    """The clause about speaking for the organisation; empty for a policy without one."""
    for clause in policy.clauses:
        if any(rule.category == "spokesperson" for rule in clause.rules):
            return clause.id
    return ""
