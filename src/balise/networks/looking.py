"""What stands at an address that somebody typed: its status, without reading a page, and never inside.

Redirections are followed, a few of them, each checked like the first address.
"""

from __future__ import annotations

import http.client
import ssl
import threading
from dataclasses import dataclass
from time import monotonic
from urllib.parse import quote, urljoin

from balise.networks.pinning import connection_to, hang_up
from balise.networks.reaching import Unreachable, place_of, resolve

_HOPS = 5
_HEADERS = {"User-Agent": "Balise", "Accept": "text/html,*/*;q=0.5"}
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


def _readable(header: str) -> str:
    """A header as its writer meant it: UTF-8 where it is that, else Latin-1 as the standard says."""
    try:
        return header.encode("latin-1").decode()
    except UnicodeError:
        return header


def _asked(address: str, *, private: bool, until: float) -> tuple[int, str]:
    """The status and the redirection of one request. What is only looked at may do without TLS."""
    place = place_of(address, private=True)
    connection = connection_to(place, resolve(place, private=private)[0])
    left = until - monotonic()
    if left <= 0:
        raise Unreachable("too-slow")
    patience = threading.Timer(left, hang_up, [connection])
    try:
        connection.connect()
        patience.start()
        connection.request("GET", place.path, headers=_HEADERS)
        response = connection.getresponse()
        location = _readable(response.headers.get("Location", ""))
    except ssl.SSLError as error:
        raise Unreachable("certificate") from error
    except TimeoutError as error:
        raise Unreachable("too-slow") from error
    except (OSError, http.client.HTTPException) as error:
        raise Unreachable("too-slow" if monotonic() >= until else "no-answer") from error
    finally:
        patience.cancel()
        connection.close()
    return response.status, location
