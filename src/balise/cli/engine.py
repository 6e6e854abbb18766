"""The engine as the pack tools want it: a callable that answers for one text."""

from __future__ import annotations

from balise.policy.model import Policy, Voice
from balise.policy.testing import Screen, VerdictLike
from balise.screening.model import Content
from balise.screening.screener import Screener


def screen_with(policy: Policy) -> Screen:
    """``screen(text, voice, network, reply_to)`` under ``policy``."""
    screener = Screener(policy)

    def screen(text: str, voice: Voice, network: str | None, reply_to: str | None) -> VerdictLike:
        return screener.screen(Content(text=text, voice=voice, network=network, reply_to=reply_to))

    return screen
