"""``python -m balise.web.config.serving HOST PORT``: the process that answers browsers."""

from __future__ import annotations

import os
import sys
from tempfile import TemporaryDirectory
from typing import Any

from granian import Granian
from granian.constants import Interfaces
from granian.log import LogLevels

from balise.web.config.parent import leave_with_parent


def main() -> None:
    """Serve until told to stop; ``BALISE_WORKERS`` processes of ``BALISE_THREADS`` threads."""
    leave_with_parent()
    serve(host=sys.argv[1], port=int(sys.argv[2]))


def serve(*, host: str, port: int) -> None:
    """The same without a parent to leave with: ``balise serve``. Requests in hand are finished before it returns."""
    os.environ["BALISE_PROCESS_KIND"] = "web"
    with TemporaryDirectory(prefix="balise-measures-") as folder:  # the measures of its workers, added up when asked
        os.environ["PROMETHEUS_MULTIPROC_DIR"] = folder
        _granian(host, port).serve()


def _granian(host: str, port: int) -> Any:
    return Granian(
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
    )


if __name__ == "__main__":
    main()
