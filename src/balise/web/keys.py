"""Keys kept in files outside the database and outside the data folder, made when first asked for."""

from __future__ import annotations

import os
import secrets
from pathlib import Path

from django.conf import settings

SIZE = 32


def read_key(name: str) -> bytes:
    """The 32 bytes of the key ``name`` of the keys folder; drawn at random the first time."""
    return read_or_draw(folder=Path(settings.BALISE_KEYS), name=name)


def read_or_draw(*, folder: Path, name: str) -> bytes:
    """The 32 bytes of ``folder/name.key``. Two processes that start together end up with the same key."""
    path = folder / f"{name}.key"
    try:
        return _checked(path)
    except FileNotFoundError:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        draft = folder / f".{name}.{os.getpid()}.{secrets.token_hex(4)}"
        with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
            file.write(secrets.token_bytes(SIZE))
            file.flush()
            os.fsync(file.fileno())
        try:
            os.link(draft, path)  # fails when another process was first, where a rename would replace its key
        except FileExistsError:
            pass
        finally:
            draft.unlink()
        return _checked(path)


def _checked(path: Path) -> bytes:
    key = path.read_bytes()
    if len(key) != SIZE:
        raise ValueError(f"{path}: {len(key)} bytes instead of {SIZE}")
    return key
