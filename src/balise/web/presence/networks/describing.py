"""What a network's file says of the accounts there."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple


class Account(NamedTuple):
    """What an address names. ``id``: the same for every address of one account; ``name``: as people read it.

    ``rest`` is what follows in the path: a tab of the account, or something that anybody may have put there.
    """

    id: str
    name: str
    rest: tuple[str, ...] = ()


Read = Callable[[str, Sequence[str], Mapping[str, str]], Account | None]


@dataclass(frozen=True, kw_only=True)
class Presence:
    """``account(host, parts of the path, query)`` says which account an address names; None when it names none.

    ``tabs`` are what may follow an account's own address and still be its page. Anything else (a post) is not taken
    for proof: several networks show a post under any name that somebody writes before it.
    ``steps`` say how an imitation is told to the network, as sentences by language, as known in November 2026.
    """

    id: str
    account: Read
    hosts: tuple[str, ...] = ()
    tabs: frozenset[str] = frozenset()
    steps: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


def first_part(_host: str, parts: Sequence[str], _query: Mapping[str, str]) -> Account | None:
    """The usual way: ``network.example/name``."""
    if not parts:
        return None
    name = parts[0].removeprefix("@")
    return Account(name.lower(), name, tuple(parts[1:])) if name else None


def first_part_but(reserved: frozenset[str]) -> Read:
    """The usual way, but for pages of the network itself."""

    def read(host: str, parts: Sequence[str], query: Mapping[str, str]) -> Account | None:
        found = first_part(host, parts, query)
        return None if found is None or found.id in reserved else found

    return read
