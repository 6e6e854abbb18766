"""How fast somebody may ask. Everything lives in this process: nothing ties a question to a person once it ends.

Callers are known by an HMAC under a salt drawn when the process starts, and forgotten as soon as they have rested.
"""

from __future__ import annotations

import hmac
import secrets
import threading
import time
from collections.abc import Callable
from hashlib import sha256


class Pace:
    """A bucket for each caller: ``burst`` questions at once, then ``rate`` a second."""

    def __init__(self, *, burst: int, rate: float, clock: Callable[[], float] = time.monotonic) -> None:
        self._burst = burst
        self._rate = rate
        self._clock = clock
        self._salt = secrets.token_bytes(32)
        self._buckets: dict[bytes, tuple[float, float]] = {}
        self._swept = clock()
        self._lock = threading.Lock()

    def allows(self, caller: str) -> bool:
        """Count one question; False when it comes too soon."""
        key = hmac.new(self._salt, caller.encode(), sha256).digest()
        now = self._clock()
        with self._lock:
            self._sweep(now)
            left, seen = self._buckets.get(key, (float(self._burst), now))
            left = min(self._burst, left + (now - seen) * self._rate)
            self._buckets[key] = (max(0.0, left - 1), now)
            return left >= 1

    def _sweep(self, now: float) -> None:
        """Forget whoever has rested long enough to be like anybody else."""
        full = self._burst / self._rate
        if now - self._swept < full:
            return
        self._swept = now
        self._buckets = {key: bucket for key, bucket in self._buckets.items() if now - bucket[1] < full}

    def __len__(self) -> int:
        return len(self._buckets)
