"""Starts a pack: writes a small, whole, commented one in an empty folder."""

from __future__ import annotations

import re
from pathlib import Path

from balise.policy.files import BUILT_IN

SKELETON = BUILT_IN / "_new"
"""The model, a pack like any other."""


class FolderTakenError(FileExistsError):
    """The folder exists and is not empty: nothing was written."""


def start_pack(folder: Path) -> tuple[str, ...]:
    """Writes the model into ``folder`` and returns the paths written, relative to it.

    The pack is called after the folder. Raises ``FolderTakenError``, or ``OSError`` when it cannot be written.
    """
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise FolderTakenError(str(folder))
    name = re.sub(r"[^a-z0-9]+", "-", folder.resolve().name.lower()).strip("-") or "policy"
    written = []
    for source in sorted(SKELETON.rglob("*")):
        if source.suffix not in {".toml", ".md", ".txt"}:
            continue
        relative = source.relative_to(SKELETON)
        target = folder / relative
        target.parent.mkdir(parents=True, exist_ok=True)
        text = source.read_text(encoding="utf-8")
        if relative.name == "pack.toml":
            text = text.replace('id = "_new"', f'id = "{name}"', 1)
        target.write_text(text, encoding="utf-8")
        written.append(relative.as_posix())
    return tuple(written)
