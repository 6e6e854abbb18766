"""Five minutes of it: three web and two job processes on PostgreSQL (``make chaos``)."""

from __future__ import annotations

import argparse
import signal
import sys
import tempfile
from collections import Counter
from pathlib import Path

from tests.chaos.play import play
from tests.postgres import Server


def main() -> None:
    parser = argparse.ArgumentParser(prog="tests.chaos", description=__doc__)
    parser.add_argument("--seconds", type=float, default=300)
    parser.add_argument("--webs", type=int, default=3)
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--teams", type=int, default=6)
    parser.add_argument("--sqlite", action="store_true", help="on SQLite rather than PostgreSQL")
    parser.add_argument("--seed", type=int, default=11)
    asked = parser.parse_args()
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))  # its PostgreSQL must not outlive it
    server = None if asked.sqlite else Server()
    with tempfile.TemporaryDirectory(prefix="balise-chaos-") as folder:
        try:
            outcome = play(
                Path(folder),
                seconds=asked.seconds,
                webs=asked.webs,
                jobs=asked.jobs,
                teams=asked.teams,
                pause=(0.5, 3.0),
                database="" if server is None else server.address,
                seed=asked.seed,
            )
        finally:
            if server is not None:
                server.stop()
    print(f"killed: {outcome.kills}; answers lost: {outcome.lost}")
    print(f"acknowledged: {outcome.acknowledged}; {outcome.facts}")
    for what, count in Counter(outcome.odd).most_common(10):
        print(f"odd: {what} ({count} times)")
    for violation in outcome.violations:
        print(f"VIOLATION {violation}")
    sys.exit(1 if outcome.violations else 0)


if __name__ == "__main__":
    main()
