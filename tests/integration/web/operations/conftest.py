"""A Balise of its own, run as people run it: the command line, a data folder or a PostgreSQL database, keys apart."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit, urlunsplit
from uuid import uuid4

import psycopg
import pytest

SCRIPTS = Path(__file__).parent


class House:
    """Where one installation lives. ``twin`` makes another place under the same keys, for restoring into."""

    def __init__(self, root: Path, *, keys: Path | None = None) -> None:
        self.root = root
        self.data = root / "data"
        self.keys = keys or root / "keys"
        self.backups = root / "backups"
        self.processes: list[subprocess.Popen[str]] = []
        server = os.environ.get("BALISE_DATABASE_URL", "")
        self.database = _new_database(server) if server else ""

    @property
    def environment(self) -> dict[str, str]:
        bare = {name: value for name, value in os.environ.items() if not name.startswith("BALISE_")}
        own = {
            "BALISE_DATA": str(self.data),
            "BALISE_KEYS": str(self.keys),
            "BALISE_BACKUP_FOLDER": str(self.backups),
            "BALISE_CACHE": os.environ["BALISE_CACHE"],
            "BALISE_LANG": "en",
        }
        return bare | own | ({"BALISE_DATABASE_URL": self.database} if self.database else {})

    def start(self, *arguments: str, module: bool = True, stdin: bool = False, **more: str) -> subprocess.Popen[str]:
        command = [sys.executable, *(("-m", "balise") if module else ()), *arguments]
        process = subprocess.Popen(
            command,
            stdin=subprocess.PIPE if stdin else subprocess.DEVNULL,
            env=self.environment | more,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        self.processes.append(process)
        return process

    def balise(self, *arguments: str, expect: int = 0, **more: str) -> str:
        process = self.start(*arguments, **more)
        said, _ = process.communicate(timeout=180)
        assert process.returncode == expect, said
        return said

    def script(self, *arguments: str) -> Any:
        """What ``life.py`` answers, as JSON."""
        process = self.start(str(SCRIPTS / "life.py"), *arguments, module=False)
        said, _ = process.communicate(timeout=180)
        assert process.returncode == 0, said
        return json.loads(said.strip().splitlines()[-1])

    def close(self) -> None:
        for process in self.processes:
            if process.poll() is None:
                process.kill()
                process.communicate()


def _new_database(server: str) -> str:
    name = f"ops_{uuid4().hex[:12]}"
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name}")
    return urlunsplit(urlsplit(server)._replace(path=f"/{name}"))


@pytest.fixture
def house(tmp_path: Path) -> Iterator[House]:
    made = House(tmp_path)
    yield made
    made.close()


@pytest.fixture
def twin(house: House, tmp_path: Path) -> Iterator[House]:
    """Another folder and database, under the same keys."""
    made = House(tmp_path / "elsewhere", keys=house.keys)
    yield made
    made.close()


def wait_for(what: Callable[[], Any], *, seconds: float = 60) -> Any:
    """Until it is true."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        found = what()
        if found:
            return found
        time.sleep(0.1)
    raise AssertionError("waited for nothing")
