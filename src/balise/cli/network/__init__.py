"""``balise network``: the networks that Balise knows."""

from __future__ import annotations

from pathlib import Path

from balise.cli import Commands
from balise.cli.language import say

command = Commands(
    __name__,
    Path(__file__).parent,
    "network",
    say("Les réseaux que Balise connaît.", "The networks that Balise knows."),
)
