"""Servers that nobody here wrote, started on loopback when a test first needs them, and stopped with the session.

Each is skipped, with how to install it, where it is not there.
"""

from __future__ import annotations

import contextlib
import json
import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import IO, Any

import pytest

PEERS = Path(__file__).resolve().parents[2] / "peers"
DESCRIPTIONS = Path(__file__).parent / "descriptions"
_PATIENCE = 90  # seconds: a busy machine starts Node slowly
_ends: list[Callable[[], None]] = []
_running: dict[str, tuple[subprocess.Popen[str], Any]] = {}
_folder = tempfile.TemporaryDirectory(prefix="balise-peers-")


def at_the_end(end: Callable[[], None]) -> None:
    """Call ``end`` with the session's end."""
    _ends.append(end)


def stop_all() -> None:
    """Stop what was started, in the order it was."""
    while _ends:
        _ends.pop()()
    for process, _told in _running.values():
        if process.stdin is not None:
            process.stdin.close()
        process.terminate()
    for process, _told in _running.values():
        with contextlib.suppress(subprocess.TimeoutExpired):
            process.wait(timeout=10)
        if process.poll() is None:
            process.kill()
            process.wait()
        if process.stdout is not None:
            process.stdout.close()
    _running.clear()


def prism(description: str, *, before: str) -> str:
    """The address of Prism, that checks what passes to and from ``before`` against a description."""

    def start() -> tuple[subprocess.Popen[str], str]:
        port = _free_port()
        place = DESCRIPTIONS / f"{description}.json"
        process = _spawn(
            [*_node("@stoplight/prism-cli"), "proxy", "-h", "127.0.0.1", "-p", str(port), str(place), before]
        )
        return process, _listening(process, port)

    return str(_kept(f"prism {description} {before}", start))


def prism_is_there() -> bool:
    """Whether requests can be checked by it."""
    return shutil.which("node") is not None and (PEERS / "node_modules" / "@stoplight" / "prism-cli").is_dir()


def bluesky() -> dict[str, str]:
    """A Bluesky server: ``server`` is its address, ``public`` what it calls itself, ``view`` what knows its circles."""

    def start() -> tuple[subprocess.Popen[str], dict[str, str]]:
        _node("@atproto/dev-env")
        process = _spawn(["node", str(PEERS / "bluesky.mjs")], reads=True)
        told: dict[str, str] = json.loads(_first_line(process))
        return process, told

    found: dict[str, str] = _kept("bluesky", start)
    return found


def mastodon(configuration: str) -> str:
    """The address of mastodon-mock, with that configuration."""

    def start() -> tuple[subprocess.Popen[str], str]:
        beside = Path(sys.executable).with_name("mastodon_mock")
        command = str(beside) if beside.exists() else shutil.which("mastodon_mock")
        if command is None:
            pytest.skip("mastodon-mock is not installed (make test-full installs it)")
        port = _free_port()
        place = Path(_folder.name) / "mastodon.toml"
        place.write_text(configuration, encoding="utf-8")
        process = _spawn(
            [
                command,
                "serve",
                "--in-memory",
                "--host",
                "127.0.0.1",
                "--port",
                str(port),
                "--config",
                str(place),
                "--domain",
                "mastodon.test",
            ]
        )
        return process, _listening(process, port)

    return str(_kept("mastodon", start))


def counted(texts: list[str]) -> list[dict[str, Any]]:
    """Lengths and links of texts as the networks' own libraries find them."""
    _node("twitter-text")
    done = subprocess.run(
        ["node", str(PEERS / "counting.mjs")],
        input=json.dumps(texts),
        capture_output=True,
        text=True,
        check=True,
        timeout=_PATIENCE,
    )
    found: list[dict[str, Any]] = json.loads(done.stdout)
    return found


def _node(package: str) -> list[str]:
    """How to run what ``package`` offers. Skips the test where Node or the package is missing."""
    place = PEERS / "node_modules" / package
    if shutil.which("node") is None:
        pytest.skip("Node is not installed (20 or newer)")
    if not place.is_dir():
        pytest.skip("the peers are not installed (make peers)")
    offered = json.loads((place / "package.json").read_text(encoding="utf-8")).get("bin")
    return ["node", str(place / next(iter(offered.values())))] if isinstance(offered, dict) else ["node"]


def _kept(name: str, start: Callable[[], tuple[subprocess.Popen[str], Any]]) -> Any:
    if name not in _running or _running[name][0].poll() is not None:
        _running[name] = start()
    return _running[name][1]


def _spawn(command: list[str], *, reads: bool = False) -> subprocess.Popen[str]:
    log: IO[str] = (Path(_folder.name) / f"{len(_running)}.log").open("w", encoding="utf-8")
    with log:
        return subprocess.Popen(
            command,
            stdin=subprocess.PIPE if reads else subprocess.DEVNULL,
            stdout=subprocess.PIPE if reads else log,
            stderr=log,
            text=True,
            env={**os.environ, "NODE_ENV": "test", "LOG_ENABLED": "false"},
        )


def _first_line(process: subprocess.Popen[str]) -> str:
    if process.stdout is None:
        raise RuntimeError("nothing to read")
    for line in process.stdout:
        if line.startswith("{"):
            return line
    raise RuntimeError(f"the peer ended with {process.wait()}")


def _listening(process: subprocess.Popen[str], port: int) -> str:
    end = time.monotonic() + _PATIENCE
    while time.monotonic() < end:
        if process.poll() is not None:
            raise RuntimeError(f"the peer ended with {process.returncode}: {process.args}")
        with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), timeout=1):
            return f"http://127.0.0.1:{port}"
        time.sleep(0.1)
    raise RuntimeError(f"the peer does not answer: {process.args}")


def _free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as found:
        return int(found.getsockname()[1])
