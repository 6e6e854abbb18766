"""What stands at an address that somebody typed: its status, without reading a page, and never inside.

Redirections are followed, a few of them, each checked like the first address.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from time import monotonic
from urllib.parse import quote, urljoin

from balise.networks.errors import NetworkError
from balise.networks.http import Http
from balise.networks.reaching import Inside, Unreachable, place_of

_HOPS = 5
_ANY = range(100, 600)
_HEADERS = {"Accept": "text/html,*/*;q=0.5"}
_REDIRECTIONS = {301, 302, 303, 307, 308}
_READABLE = "%/:=&?~#+!$,;'@()*[]"


@dataclass(frozen=True)
class Seen:
    """The last status, and where redirections led: the address itself when there was none."""

    status: int
    address: str


def look(address: str, *, private: bool, whole: float) -> Seen:
    """Ask for an address and follow where it leads, in ``whole`` seconds at most.

    Raises ``Unreachable`` (``too-many-redirections`` after five, ``bad-redirection`` when one leads to what is no
    address), ``Inside`` when any step leads inside, and ``ValueError`` for a first address that ``place_of`` refuses.
    """
    until = monotonic() + whole
    status, location = _asked(address, private=private, until=until)
    for _ in range(_HOPS):
        if status not in _REDIRECTIONS or not location:
            return Seen(status, address)
        address = _joined(address, location)
        try:
            status, location = _asked(address, private=private, until=until)
        except ValueError:
            raise Unreachable("bad-redirection") from None
    if status in _REDIRECTIONS and location:
        raise Unreachable("too-many-redirections")
    return Seen(status, address)


def _joined(address: str, location: str) -> str:
    """Where a redirection leads, as ASCII: some servers write accents as they are."""
    try:
        return quote(urljoin(address, location.strip()).partition("#")[0], safe=_READABLE)
    except ValueError:
        raise Unreachable("bad-redirection") from None


def _asked(address: str, *, private: bool, until: float) -> tuple[int, str]:
    """The status and the redirection of one request. What is only looked at may do without TLS."""
    place = place_of(address, private=True)
    left = until - monotonic()
    if left <= 0:
        raise Unreachable("too-slow")
    inside = {f"{place.host}:{place.port}"} if private else set()
    with Http(clock=_now, inside=inside, plain=True, whole=left) as http:
        try:
            answer = http.ask("GET", address, headers=_HEADERS, accept=_ANY, most=0)
        except NetworkError as error:
            if error.code == "bad-address":
                raise ValueError("host") from None
            raise _failure(error.code) from None
    return answer.status, answer.headers.get("location", "")


def _failure(code: str) -> Unreachable:
    if code == "private-address":
        return Inside(code)
    return Unreachable("no-answer" if code == "half-answer" else code)  # to whoever looks, half of one is none


def _now() -> dt.datetime:
    return dt.datetime.now(dt.UTC)  # a connection needs a clock for what networks say of time; nothing is asked of it
