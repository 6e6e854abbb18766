"""How often the code of the terminal may be tried: ten times a minute, whoever tries."""

from __future__ import annotations

import threading
import time
from collections import deque

_MOST, _DURING = 10, 60.0
_tries: deque[float] = deque(maxlen=_MOST)
_lock = threading.Lock()


def allowed() -> bool:
    """Count one try; False when there were too many."""
    now = time.monotonic()
    with _lock:
        if len(_tries) == _MOST and now - _tries[0] < _DURING:
            return False
        _tries.append(now)
        return True


def forget() -> None:
    """Start counting again (tests)."""
    _tries.clear()
