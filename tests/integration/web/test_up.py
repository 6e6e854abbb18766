"""``balise up``: one command from nothing to a page, and back to nothing, however it is stopped."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

Start = Callable[..., subprocess.Popen[str]]


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@pytest.fixture
def start(tmp_path: Path) -> Iterator[Start]:
    started: list[subprocess.Popen[str]] = []
    environment = {name: value for name, value in os.environ.items() if not name.startswith("BALISE_")}
    environment |= {"BALISE_DATA": str(tmp_path / "data"), "BALISE_CACHE": str(tmp_path / "cache"), "BALISE_LANG": "fr"}

    def run(*arguments: str) -> subprocess.Popen[str]:
        process = subprocess.Popen(
            [sys.executable, "-m", "balise", *arguments],
            env=environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        started.append(process)
        return process

    yield run
    for process in started:
        process.kill()
        process.communicate()


def _said_until(process: subprocess.Popen[str], words: str) -> str:
    assert process.stdout is not None
    lines = []
    for line in process.stdout:
        lines.append(line)
        if words in line:
            return "".join(lines)
    raise AssertionError("".join(lines))


def _answers(port: int) -> bool:
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/sante/", timeout=5) as answer:
            return answer.status == 200
    except OSError:
        return False


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_it_starts_from_nothing_and_stops_cleanly(start: Start, tmp_path: Path, number: int) -> None:
    port = _free_port()
    process = start("up", "--no-browser", "--port", str(port))
    said = _said_until(process, "code :")
    assert f"http://localhost:{port}/" in said
    assert _answers(port)
    with urllib.request.urlopen(f"http://127.0.0.1:{port}/compte/login/", timeout=10) as page:
        assert "Connexion" in page.read().decode()
    process.send_signal(number)
    rest, _ = process.communicate(timeout=30)
    assert "Rien n’est perdu." in rest
    assert process.returncode == 0
    assert not _answers(port)
    assert (tmp_path / "data").stat().st_mode & 0o077 == 0
    assert {path.stat().st_mode & 0o077 for path in (tmp_path / "data").glob("balise.sqlite3*")} == {0}
    assert start("audit", "verify").wait(timeout=30) == 0
    doctor = start("doctor")
    told, _ = doctor.communicate(timeout=60)
    assert doctor.returncode == 0, told


def test_killed_without_a_word_it_leaves_nothing_running(start: Start) -> None:
    port = _free_port()
    process = start("up", "--no-browser", "--port", str(port))
    _said_until(process, "code :")
    process.send_signal(signal.SIGKILL)
    for _ in range(100):
        if not _answers(port):
            break
        time.sleep(0.2)
    assert not _answers(port)
    again = start("up", "--no-browser", "--port", str(port))
    _said_until(again, "code :")
    assert _answers(port)


def test_a_demo_and_real_data_never_mix(start: Start) -> None:
    real = start("up", "--no-browser", "--port", str(_free_port()))
    _said_until(real, "code :")
    real.send_signal(signal.SIGTERM)
    real.communicate(timeout=30)
    refused = start("up", "--demo", "--no-browser", "--port", str(_free_port()))
    told, _ = refused.communicate(timeout=60)
    assert refused.returncode == 2
    assert "--demo demande une base à elle" in told


def test_a_demo_is_never_opened_to_others(start: Start) -> None:
    refused = start("up", "--demo", "--host", "0.0.0.0", "--no-browser")  # noqa: S104
    told, _ = refused.communicate(timeout=30)
    assert (refused.returncode, "cette machine" in told) == (2, True)


def test_a_taken_port_is_told(start: Start) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        refused = start("up", "--no-browser", "--port", str(port))
        told, _ = refused.communicate(timeout=30)
    assert (refused.returncode, f"--port {port + 1}" in told) == (2, True)
