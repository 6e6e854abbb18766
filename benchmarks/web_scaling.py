"""What a second web process brings: ``python benchmarks/web_scaling.py``. Writes its part of docs/benchmarks-web.md.

The same people, asking again as soon as they are answered, before one process and then before two, over one PostgreSQL,
in turns. The clients and the database stand on the same two processors as the server, so each web process is let run for
a share of the time only: what is measured is whether processes stand in one another's way, not whether this machine has
processors left.
"""

from __future__ import annotations

import argparse
import contextlib
import os
import platform
import shutil
import signal
import statistics
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from random import Random

import web

SHARE = 0.3  # of one processor, for each web process
PERIOD = 0.05  # seconds
ASKED = 1.8
ROUNDS = 3


def main() -> None:
    """Fill, measure in turns, write."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--publications", type=int, default=10_000)
    parser.add_argument("--records", type=int, default=20_000)
    parser.add_argument("--people", type=int, default=10)
    parser.add_argument("--seconds", type=float, default=15.0, help="for each turn")
    parser.add_argument("--port", type=int, default=8131)
    asked = parser.parse_args()
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))  # its PostgreSQL must not outlive it
    folder = Path(tempfile.mkdtemp(prefix="balise-bench-"))
    server = web.postgres()
    environment = {
        **os.environ,
        "BALISE_DATA": str(folder / "data"),
        "BALISE_KEYS": str(folder / "keys"),
        "BALISE_OIDC_SECOND_FACTOR": "1",
        "BALISE_LOG_LEVEL": "ERROR",
        "BALISE_DATABASE_URL": server.address,
        "PYTHONPATH": os.pathsep.join([str(web.HERE), os.environ.get("PYTHONPATH", "")]),
    }
    try:
        here = web.filled(folder, asked, environment)
        rates: dict[int, list[float]] = {1: [], 2: []}
        for _ in range(ROUNDS):
            for workers, found in rates.items():
                found.append(_rate(workers, here, asked, environment))
                print(f"{workers}: {found[-1]:.1f}/s", flush=True)
    finally:
        server.stop()
        shutil.rmtree(folder, ignore_errors=True)
    _write({workers: statistics.median(found) for workers, found in rates.items()}, asked)


def _rate(workers: int, here: dict, asked: argparse.Namespace, environment: dict[str, str]) -> float:
    """Publications read in a second, everybody together."""

    def visit(browser: web.Browser, random: Random) -> None:
        status, _page = browser.ask(
            "GET", f"/publications/{random.randint(1, here['publications']) // 100 * 100 + 50}/"
        )
        assert status == 200, status

    with web.serving(asked.port, {**environment, "BALISE_WORKERS": str(workers)}, "words") as process:
        browsers = [
            web.Browser(asked.port, session, at) for at, session in enumerate(here["communications"][: asked.people])
        ]
        web.repeated(browsers, visit, seconds=3)  # every process has opened what it opens once
        children = _children(process.pid)
        assert len(children) == workers, (workers, children)
        with _held(children):
            _times, rate = web.repeated(browsers, visit, seconds=asked.seconds)
    return rate


def _children(pid: int) -> list[int]:
    """The processes that serve, under the one that watches them (Linux)."""
    told = Path(f"/proc/{pid}/task/{pid}/children").read_text(encoding="utf-8")
    commands = {int(one): Path(f"/proc/{one}/cmdline").read_bytes() for one in told.split()}
    return [one for one, command in commands.items() if b"resource_tracker" not in command]


@contextlib.contextmanager
def _held(processes: list[int]) -> Iterator[None]:
    """Let each run for ``SHARE`` of the time, one after the other's turn began."""
    ended = threading.Event()

    def hold(process: int, after: float) -> None:
        time.sleep(after)
        while not ended.is_set():
            os.kill(process, signal.SIGSTOP)
            time.sleep(PERIOD * (1 - SHARE))
            os.kill(process, signal.SIGCONT)
            time.sleep(PERIOD * SHARE)

    threads = [
        threading.Thread(target=hold, args=(process, PERIOD / len(processes) * at))
        for at, process in enumerate(processes)
    ]
    for thread in threads:
        thread.start()
    try:
        yield
    finally:
        ended.set()
        for thread in threads:
            thread.join()


def _write(rates: dict[int, float], asked: argparse.Namespace) -> None:
    ratio = rates[2] / rates[1]
    holds = "yes" if ratio >= ASKED else "**no**"
    said = (
        f"`python benchmarks/web_scaling.py`: Python {platform.python_version()}, {platform.machine()}, "
        f"{os.cpu_count()} cores; {asked.publications:,} publications, {asked.people} people asking without a pause, one "
        f"PostgreSQL; each web process runs for {SHARE:.0%} of the time, so that the clients and the database beside it "
        f"are not what is measured; the middle of {ROUNDS} turns each."
    )
    line = f"| {rates[1]:.1f}/s | {rates[2]:.1f}/s | {ratio:.2f} × | ≥ {ASKED} × | {holds} |"
    web.write_part(
        "A second web process",
        [said, "", "| one process | two | measured | asked | holds |", "|---|---|---|---|---|", line],
    )
    print(line)


if __name__ == "__main__":
    main()
