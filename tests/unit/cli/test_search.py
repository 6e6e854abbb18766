"""``balise search rebuild`` where there is nothing yet, and from nothing to an index."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path


def _balise(folder: Path, *words: str) -> subprocess.CompletedProcess[str]:
    clean = {name: value for name, value in os.environ.items() if not name.startswith("BALISE_")}
    env = {**clean, "BALISE_DATA": str(folder / "data"), "BALISE_KEYS": str(folder / "keys"), "BALISE_LANG": "en"}
    return subprocess.run(
        [sys.executable, "-m", "balise", *words], capture_output=True, text=True, env=env, check=False
    )


def test_without_a_database_it_says_what_to_do(tmp_path: Path) -> None:
    done = _balise(tmp_path, "search", "rebuild")
    assert done.returncode == 2
    assert "balise up" in done.stderr
