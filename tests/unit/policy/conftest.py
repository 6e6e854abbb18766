"""A small pack in a folder of its own, and a way to spoil it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from balise.policy.starting import start_pack

Edit = Callable[[str, str, str], None]


@pytest.fixture(autouse=True)
def _own_cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BALISE_CACHE", str(tmp_path / "cache"))


@pytest.fixture
def pack(tmp_path: Path) -> Path:
    """The model that ``balise policy new`` writes."""
    folder = tmp_path / "pack"
    start_pack(folder)
    return folder


@pytest.fixture
def edit(pack: Path) -> Edit:
    """Replaces one passage of one file; ``old`` empty appends to the file, or creates it."""

    def change(file: str, old: str, new: str) -> None:
        path = pack / file
        text = path.read_text(encoding="utf-8") if path.exists() else ""
        assert not old or old in text, f"{file} does not hold {old!r}"
        path.write_text(text.replace(old, new, 1) if old else text + new, encoding="utf-8")

    return change
