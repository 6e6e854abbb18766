"""The processes of the house, started as ``balise up`` starts them, and killed with all their children."""

from __future__ import annotations

import http.client
import os
import signal
import socket
import subprocess
import sys
import threading
import time
from collections import Counter
from pathlib import Path
from random import Random

ROOT = Path(__file__).resolve().parents[2]


def free_ports(count: int) -> list[int]:
    """Ports of loopback that nobody uses now."""
    probes = [socket.socket() for _ in range(count)]
    try:
        for probe in probes:
            probe.bind(("127.0.0.1", 0))
        return [int(probe.getsockname()[1]) for probe in probes]
    finally:
        for probe in probes:
            probe.close()


class House:
    """Web processes (one a port) and job processes over one data folder or database."""

    def __init__(self, folder: Path, *, webs: int, jobs: int, database: str = "") -> None:
        self.ledger = folder / "ledger"
        self.environment = {name: value for name, value in os.environ.items() if not name.startswith("BALISE_")}
        self.environment |= {
            "BALISE_DATA": str(folder / "data"),
            "BALISE_KEYS": str(folder / "keys"),
            "BALISE_CACHE": str(folder / "cache"),
            "BALISE_OIDC_SECOND_FACTOR": "1",
            "BALISE_LOG_LEVEL": "ERROR",
            "BALISE_DATABASE_URL": database,
            "DJANGO_SETTINGS_MODULE": "tests.chaos.settings",
            "PYTHONPATH": os.pathsep.join([str(ROOT / "src"), str(ROOT)]),
            "CHAOS_LEDGER": str(self.ledger),
        }
        self.ports = free_ports(webs)
        self.jobs = jobs
        self.kills: Counter[str] = Counter()
        self.busy: Counter[int] = Counter()  # requests being answered, by port
        self.log = (folder / "log").open("ab")
        self._running: dict[str, subprocess.Popen[bytes]] = {}
        self._lock = threading.Lock()

    def run(self, module: str, *arguments: str, said: str = "") -> str:
        """A command of ours, to its end; what it printed."""
        done = subprocess.run(
            [sys.executable, "-m", module, *arguments],
            env=self.environment,
            cwd=ROOT,
            input=said,
            stdout=subprocess.PIPE,
            stderr=self.log,
            text=True,
            check=False,
            umask=0,  # the modes of files must not rest on it
        )
        assert done.returncode == 0, f"{module}: {Path(self.log.name).read_text(encoding='utf-8')[-3000:]}"
        return done.stdout

    def open(self) -> None:
        """Start everything and wait until every web process answers."""
        for name in self.names:
            self._start(name)
        for port in self.ports:
            for _ in range(600):
                if self.answers(port):
                    break
                time.sleep(0.1)
            else:
                raise AssertionError(f"port {port} never answered")

    @property
    def names(self) -> list[str]:
        """``web:8001``, ``jobs:0``…"""
        return [*(f"web:{port}" for port in self.ports), *(f"jobs:{number}" for number in range(self.jobs))]

    def answers(self, port: int) -> bool:
        """Whether this process serves."""
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
        try:
            connection.request("GET", "/sante/", headers={"Host": "localhost"})
            return connection.getresponse().read() == b"ok\n"
        except (OSError, http.client.HTTPException):
            return False
        finally:
            connection.close()

    def kill(self, name: str) -> None:
        """SIGKILL to a process and all its children, then start it again."""
        process = self._running[name]
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()
        self.kills[name.partition(":")[0]] += 1
        self._start(name)

    def haunt(self, *, until: float, pause: tuple[float, float], random: Random) -> None:
        """Kill at random until then; a web process while it answers somebody, at any moment of the answer."""
        while time.monotonic() < until:
            time.sleep(random.uniform(*pause))
            name = random.choice(self.names)
            kind, _, port = name.partition(":")
            if kind == "web":
                if not self._working(int(port), until):
                    continue
                time.sleep(random.uniform(0, 0.04))
            self.kill(name)

    def close(self) -> None:
        """Kill what is left."""
        for process in self._running.values():
            if process.poll() is None:
                os.killpg(process.pid, signal.SIGKILL)
            process.wait()
        self._running.clear()
        self.log.close()

    def _working(self, port: int, until: float) -> bool:
        for _ in range(2_000):
            if self.busy[port] or time.monotonic() > until:
                return bool(self.busy[port])
            time.sleep(0.002)
        return False

    def _start(self, name: str) -> None:
        kind, _, port = name.partition(":")
        command = ["balise.web.config.serving", "127.0.0.1", port] if kind == "web" else ["balise.web.config.working"]
        self._running[name] = subprocess.Popen(
            [sys.executable, "-m", *command],
            env=self.environment,
            cwd=ROOT,
            stdout=self.log,
            stderr=self.log,
            start_new_session=True,
            umask=0,
        )
