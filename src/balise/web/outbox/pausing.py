"""How long to wait before trying again what surely did not happen."""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Callable

FIRST = 5.0  # seconds
GROWTH = 4.0
LONGEST = 7_200.0
SPREAD = 0.2  # a fifth more or less: what failed together must not come back together


def pause_after(attempts: int, *, draw: Callable[[], float] = random.random) -> dt.timedelta:
    """Four times longer after each attempt, two hours at most, give or take a fifth; ``draw`` answers from 0 to 1."""
    pause = min(LONGEST, FIRST * GROWTH ** min(attempts - 1, 20))
    return dt.timedelta(seconds=pause * (1 + SPREAD * (2 * draw() - 1)))
