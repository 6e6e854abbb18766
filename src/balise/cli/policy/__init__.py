"""``balise policy``: read, check, try, compare and start packs."""

from __future__ import annotations

from pathlib import Path

from balise.cli import Commands
from balise.cli.language import say

command = Commands(
    __name__,
    Path(__file__).parent,
    "policy",
    say("Lire, vérifier, essayer, comparer et commencer une politique.", "Read, lint, test, compare and start packs."),
)
