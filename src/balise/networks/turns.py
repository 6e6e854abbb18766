"""Sending many files without holding whoever asked for longer than the protocol allows."""

from __future__ import annotations

import datetime as dt

from balise.networks.errors import NotReady
from balise.networks.protocol import Clock

TURN = dt.timedelta(seconds=25)  # and the call under way: less than a lease


class Turn:
    """The time of one call of ``publish``: what is left when it is over waits for the next call."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._begun = clock()

    def check(self) -> None:
        """Raise ``NotReady`` when others should have their turn; to be asked before each file, never after."""
        now = self._clock()
        if now - self._begun > TURN:
            raise NotReady("still-sending", until=now)
