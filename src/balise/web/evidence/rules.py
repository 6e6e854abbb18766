"""Who may read a proof: whoever it is about, and HR. Nobody else, unless what it proves says so."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

from balise.web.access.deciding import add_rule
from balise.web.access.permissions import Permission
from balise.web.audit.reading import read_by
from balise.web.evidence.models import SealedFile
from balise.web.people.models import Person
from balise.web.people.roles import Role

Reader = Callable[[Person, SealedFile, dt.date], bool]
_others: dict[str, Reader] = {}


def register() -> None:
    """Tell access; called once the apps are ready."""
    add_rule(Permission.EVIDENCE_READ, may_read)
    read_by(SealedFile, Permission.EVIDENCE_READ)


def also(source_kind: str, reader: Reader) -> None:
    """Who else reads proofs of this kind of thing, said by whoever keeps it."""
    if _others.setdefault(source_kind, reader) is not reader:
        raise ValueError(f"evidence: readers of {source_kind!r} are told twice")


def may_read(person: Person, file: Any, today: dt.date) -> bool:
    """Whether this person may read this proof that day."""
    if file.person == person.pk or Role.HR in person.roles(today):
        return True
    other = _others.get(file.source_kind)
    return other is not None and other(person, file, today)
