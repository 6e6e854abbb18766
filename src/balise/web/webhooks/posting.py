"""Posting to an address that somebody typed, without letting it lead inside. No redirection is followed."""

from __future__ import annotations

import http.client
import ssl
import threading
from collections.abc import Mapping
from dataclasses import dataclass

from balise.networks.pinning import connection_to, hang_up
from balise.networks.reaching import Unreachable, place_of, resolve

_WHOLE = 30  # seconds, in all
_LONGEST_WAIT = 86_400


@dataclass(frozen=True)
class Answered:
    """The status, and how many seconds the receiver asks to wait, if it does."""

    status: int
    wait: int | None = None


def post(address: str, *, body: bytes, headers: Mapping[str, str], private: bool) -> Answered:
    """Post and read the status. Raises ``Unreachable``; ``ValueError`` for an address that ``place_of`` refuses."""
    place = place_of(address, private=private)
    connection = connection_to(place, resolve(place, private=private)[0])
    patience = threading.Timer(_WHOLE, hang_up, [connection])
    try:
        connection.connect()
        patience.start()
        connection.request("POST", place.path, body=body, headers=dict(headers))
        response = connection.getresponse()  # what it says besides is nobody's business: not read
        return Answered(response.status, _wait(response.headers.get("Retry-After", "")))
    except ssl.SSLError as error:
        raise Unreachable("certificate") from error
    except TimeoutError as error:
        raise Unreachable("too-slow") from error
    except (OSError, http.client.HTTPException) as error:
        raise Unreachable("no-answer") from error
    finally:
        patience.cancel()
        connection.close()


def _wait(said: str) -> int | None:
    return min(int(said), _LONGEST_WAIT) if said.isascii() and said.isdigit() and len(said) < 9 else None
