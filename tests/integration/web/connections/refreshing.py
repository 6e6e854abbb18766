"""A network whose refresh tokens serve once, as X's do: the file holds the only one that it still takes."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from balise.networks.credentials import Secret, Tokens
from balise.networks.errors import LostPermission


def moved(held: Path, tokens: Tokens, *, now: dt.datetime) -> Tokens:
    """Newer tokens, the old ones dead from now on; ``LostPermission`` for those that are dead already."""
    valid = held.read_text(encoding="utf-8")
    if tokens.refresh is None or tokens.refresh.reveal() != valid:
        raise LostPermission("refused")
    newer = f"{valid}+"
    held.write_text(newer, encoding="utf-8")
    return Tokens(access=Secret(f"access {newer}"), refresh=Secret(newer), expires=now + dt.timedelta(hours=2))
