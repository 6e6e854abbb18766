"""A process of ``balise up`` ends when the command does, even when that one was killed without a word."""

from __future__ import annotations

import os
import signal
import threading
import time


def leave_with_parent(every: float = 1.0) -> None:
    """Watch the parent from a thread; send ourselves SIGTERM once it is gone."""
    parent = os.getppid()

    def watch() -> None:
        while os.getppid() == parent:
            time.sleep(every)
        os.kill(os.getpid(), signal.SIGTERM)

    threading.Thread(target=watch, name="leave-with-parent", daemon=True).start()
