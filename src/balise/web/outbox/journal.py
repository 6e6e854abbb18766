"""What a batch was doing, line by line, in a file of this machine: a killed process leaves it behind.

Nothing waits for the disk here, so after a power cut its last lines may be missing: a journal of another boot proves
nothing, and neither does a missing one.
"""

from __future__ import annotations

import os
from pathlib import Path

from django.conf import settings

BEGUN, DONE, NOT_DONE = "b", "d", "n"
_BOOT = Path("/proc/sys/kernel/random/boot_id")


def possible() -> bool:
    """Whether this system tells one boot from another; elsewhere rows are carried out one by one."""
    return _BOOT.is_file()


class Journal:
    """Of one lease. ``note`` writes at once; ``end`` removes it once the database knows."""

    def __init__(self, lease: str) -> None:
        self._path = _path(lease)
        self._path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        self._file = os.open(self._path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
        os.write(self._file, f"{_boot()}\n".encode())

    def note(self, mark: str, row_id: int) -> None:
        """The latest mark of a row counts."""
        os.write(self._file, f"{mark} {row_id}\n".encode())

    def end(self) -> None:
        """Nothing is left to prove."""
        os.close(self._file)
        self._path.unlink(missing_ok=True)


def read(lease: str) -> dict[int, str] | None:
    """The latest mark of each row begun under a lease; None when this machine can't prove anything about it."""
    if not lease or not possible():
        return None
    try:
        boot, *lines = _path(lease).read_text(encoding="ascii").split("\n")
    except (FileNotFoundError, UnicodeDecodeError):
        return None
    if boot != _boot():
        return None
    found = {}
    for line in lines[:-1]:  # the last one ends with a line end, or was cut while being written
        mark, _space, row_id = line.partition(" ")
        found[int(row_id)] = mark
    return found


def _boot() -> str:
    return _BOOT.read_text(encoding="ascii").strip()


def _path(lease: str) -> Path:
    return Path(settings.BALISE_DATA) / "outbox" / f"{lease}.journal"
