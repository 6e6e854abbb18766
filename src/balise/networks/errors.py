"""What goes wrong with a network, so that whoever asked knows what to do next.

No error holds a token, an address with its query, or the text of a person: ``code`` is a word of ours, ``said`` the
network's own code where that is one (letters, digits, dots, dashes, underscores; never a sentence).
"""

from __future__ import annotations

import datetime as dt
import re

_PLAIN = re.compile(r"[^A-Za-z0-9._-]+")


class NetworkError(Exception):
    """Nothing could be done. ``maybe``: the answer was lost, so it may have happened all the same."""

    def __init__(
        self,
        code: str,
        *,
        status: int | None = None,
        said: str = "",
        maybe: bool = False,
        until: dt.datetime | None = None,
    ) -> None:
        self.code = code
        self.status = status
        self.said = _PLAIN.sub("-", said)[:60]
        self.maybe = maybe
        self.until = until
        super().__init__(" ".join(word for word in (code, str(status or ""), self.said) if word))


class Temporary(NetworkError):
    """It may work later (``until``, when the network says when): no answer, a server that fails, a busy one.

    With ``maybe`` it may have happened: look first.
    """


class Throttled(Temporary):
    """Asked too often: nothing happened, and asking again before ``until`` is useless. ``until`` is always there."""


class NotReady(Temporary):
    """The network still works on what it was given (a video): nothing is online yet; ask again from ``until``."""


class Permanent(NetworkError):
    """It will never work as it is asked: the post must change, or a person must act."""


class LostPermission(NetworkError):
    """Our access no longer opens this: a person must connect the account again, or give back a right."""


class Gone(NetworkError):
    """What was asked about is not there (any more)."""


class Refused(Permanent):
    """The address leads somewhere Balise does not go: inside the organisation's own network, or by another scheme."""


class Forged(Exception):
    """A call to a webhook that the network did not sign. Nothing of it may be used."""
