"""Posting to an address that somebody typed, without letting it lead inside. No redirection is followed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils import timezone

from balise.networks.errors import NetworkError
from balise.networks.http import Http
from balise.networks.reaching import Inside, Unreachable, place_of

_ANY = range(100, 600)
_LONGEST_WAIT = 86_400


@dataclass(frozen=True)
class Answered:
    """The status, and how many seconds the receiver asks to wait, if it does."""

    status: int
    wait: int | None = None


def post(address: str, *, body: bytes, headers: Mapping[str, str], private: bool) -> Answered:
    """Post and read the status. Raises ``Unreachable``; ``ValueError`` for an address that ``place_of`` refuses."""
    place = place_of(address, private=private)
    inside = {f"{place.host}:{place.port}"} if private else set()
    with Http(clock=timezone.now, inside=inside) as http:
        try:  # what it says besides is nobody's business: not read
            answer = http.ask("POST", address, headers=headers, content=body, accept=_ANY, most=0)
        except NetworkError as error:
            raise (Inside if error.code == "private-address" else Unreachable)(error.code) from None
    return Answered(answer.status, _wait(answer.headers.get("retry-after", "")))


def _wait(said: str) -> int | None:
    return min(int(said), _LONGEST_WAIT) if said.isascii() and said.isdigit() and len(said) < 9 else None
