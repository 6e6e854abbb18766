"""``python -m balise.web.config.serving HOST PORT``: the process that answers browsers."""

from __future__ import annotations

import os
import sys

from granian import Granian
from granian.constants import Interfaces
from granian.log import LogLevels

from balise.web.config.parent import leave_with_parent


def main() -> None:
    """Serve until told to stop; ``BALISE_WORKERS`` processes of ``BALISE_THREADS`` threads."""
    host, port = sys.argv[1], int(sys.argv[2])
    leave_with_parent()
    Granian(
        "balise.web.config.wsgi:application",
        address=host,
        port=port,
        interface=Interfaces.WSGI,
        workers=int(os.environ.get("BALISE_WORKERS") or 1),  # SQLite: more would not share the count of tries
        blocking_threads=int(os.environ.get("BALISE_THREADS") or 8),
        log_level=LogLevels.error,
        log_access=False,  # addresses and paths of people are nobody's business
        workers_kill_timeout=10,
        respawn_failed_workers=True,
        websockets=False,
    ).serve()


if __name__ == "__main__":
    main()
