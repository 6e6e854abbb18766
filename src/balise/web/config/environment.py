"""Settings come from ``BALISE_*`` variables, each read with a type; a wrong value stops the start with its name."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

TRUE, FALSE = {"1", "true", "yes", "on", "oui", "vrai"}, {"", "0", "false", "no", "off", "non", "faux"}


class Environment:
    """A typed reader of variables that begin with ``BALISE_``."""

    def __init__(self, variables: Mapping[str, str] = os.environ) -> None:
        self._variables = variables

    def text(self, name: str, default: str = "") -> str:
        """The variable as it is, without spaces around it."""
        return self._variables.get(f"BALISE_{name}", default).strip()

    def truth(self, name: str, *, default: bool = False) -> bool:
        """True for 1, true, yes, on, oui; False for 0, false, no, off, non."""
        said = self._variables.get(f"BALISE_{name}")
        if said is None:
            return default
        if said.strip().lower() in TRUE:
            return True
        if said.strip().lower() in FALSE:
            return False
        raise ValueError(f"BALISE_{name}: 1 | 0, not {said!r}")

    def number(self, name: str, default: int) -> int:
        """A whole number."""
        said = self.text(name)
        try:
            return int(said) if said else default
        except ValueError:
            raise ValueError(f"BALISE_{name}: a whole number, not {said!r}") from None

    def words(self, name: str) -> list[str]:
        """Words separated by commas or spaces."""
        return self.text(name).replace(",", " ").split()

    def folder(self, name: str, default: Path) -> Path:
        """A folder, absolute. Not created here."""
        said = self.text(name)
        return (Path(said).expanduser() if said else default).absolute()


def default_data_folder() -> Path:
    """Where this system keeps the data of applications: XDG, Windows or macOS."""
    if sys.platform == "win32":
        base = Path(os.environ.get("LOCALAPPDATA", Path.home() / "AppData" / "Local"))
    elif sys.platform == "darwin":
        base = Path.home() / "Library" / "Application Support"
    else:
        base = Path(os.environ.get("XDG_DATA_HOME") or Path.home() / ".local" / "share")
    return base / "balise"


def default_keys_folder(data: Path) -> Path:
    """Beside the data folder, never inside, so that a copy of the data does not carry its keys."""
    return data.parent / f"{data.name}-keys"


def databases(address: str, *, data: Path) -> dict[str, dict[str, Any]]:
    """Django's ``DATABASES``: SQLite in the data folder, or the PostgreSQL of ``postgresql://user:password@host/name``."""
    if not address:
        return {
            "default": {
                "ENGINE": "django.db.backends.sqlite3",
                "NAME": data / "balise.sqlite3",
                # a transaction that begins as a reader fails when it starts writing; WAL lets readers go on meanwhile
                "OPTIONS": {
                    "transaction_mode": "IMMEDIATE",
                    "timeout": 20,
                    "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON;",
                },
                "TEST": {"NAME": data / "balise-test.sqlite3"},  # a file: threads share it as they do in real life
            }
        }
    parts = urlsplit(address)
    if parts.scheme not in {"postgres", "postgresql"}:
        raise ValueError("BALISE_DATABASE_URL: postgresql://…")
    return {
        "default": {
            "ENGINE": "django.db.backends.postgresql",
            "NAME": unquote(parts.path.lstrip("/")),
            "USER": unquote(parts.username or ""),
            "PASSWORD": unquote(parts.password or ""),
            "HOST": parts.hostname or "",
            "PORT": str(parts.port or ""),
            "CONN_MAX_AGE": 60,
            "CONN_HEALTH_CHECKS": True,
            "OPTIONS": dict(parse_qsl(parts.query)),
        }
    }
