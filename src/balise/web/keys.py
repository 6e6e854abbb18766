"""Keys kept in files outside the database and outside the data folder, made when first asked for."""

from __future__ import annotations

import hmac
import os
import secrets
from hashlib import sha256
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
        _write_once(path, secrets.token_bytes(SIZE))
        return _checked(path)


def _write_once(path: Path, key: bytes) -> None:
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    draft = path.with_name(f".{path.stem}.{os.getpid()}.{secrets.token_hex(4)}")
    with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
        file.write(key)
        file.flush()
        os.fsync(file.fileno())
    try:
        os.link(draft, path)  # fails when another process was first, where a rename would replace its key
    except FileExistsError:
        pass
    finally:
        draft.unlink()


def _checked(path: Path) -> bytes:
    key = path.read_bytes()
    if len(key) != SIZE:
        raise ValueError(f"{path}: {len(key)} bytes instead of {SIZE}")
    return key


def key_files(folder: Path) -> dict[str, Path]:
    """The key files of a folder, by name. An absent folder has none."""
    return {path.stem: path for path in sorted(folder.glob("*.key"))}


def fingerprint(key: bytes) -> str:
    """What may be shown of a key: enough to tell whether two are the same, nothing to open anything with."""
    return hmac.new(key, b"balise: fingerprint of a key", sha256).hexdigest()[:16]


def fingerprints(folder: Path) -> dict[str, str]:
    """The fingerprint of each key of a folder, by name. Raises ``ValueError`` for a damaged key."""
    return {name: fingerprint(_checked(path)) for name, path in key_files(folder).items()}


def put_back(key: bytes, *, folder: Path, name: str) -> bool:
    """Write a key that somebody typed again; False when it was there already. Never replaces another key."""
    path = folder / f"{name}.key"
    if len(key) != SIZE:
        raise ValueError(f"{name}: {len(key)} bytes instead of {SIZE}")
    if path.exists():
        if _checked(path) != key:
            raise FileExistsError(path)
        return False
    _write_once(path, key)
    return True
