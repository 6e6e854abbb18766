"""The files of a pack, read once: their contents and their fingerprint."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from balise.policy.model import Clause, Situation
from balise.policy.problems import PackError, Problem, fault

BUILT_IN = Path(__file__).parent / "packs"
"""Where the packs that come with Balise stand, one folder each."""

_READ = {"": (".toml", ".csv"), "clauses": (".md",), "situations": (".md",), "lexicons": (".txt",)}


@dataclass(frozen=True, slots=True)
class PackFiles:
    """``name`` is what was asked for; ``contents`` maps paths relative to ``folder`` (with ``/``) to bytes.

    ``fingerprint`` is the SHA-256, in hex, of the paths and contents of all of them.
    """

    name: str
    folder: Path
    contents: Mapping[str, bytes]
    fingerprint: str


def built_in_packs() -> tuple[str, ...]:
    """The names of the packs that come with Balise, in alphabetical order."""
    folders = (folder for folder in BUILT_IN.iterdir() if not folder.name.startswith("_"))
    return tuple(sorted(folder.name for folder in folders if (folder / "pack.toml").is_file()))


def default_pack() -> str:
    """The pack used when none is named: ``BALISE_POLICY``, else the one that ``packs/default.txt`` names."""
    return os.environ.get("BALISE_POLICY") or (BUILT_IN / "default.txt").read_text(encoding="utf-8").strip()


def is_built_in(name: str) -> bool:
    """Whether ``name`` is that of a pack that comes with Balise."""
    return Path(name).name == name and (BUILT_IN / name / "pack.toml").is_file()


def clause_file(clause: Clause) -> str:
    """The file of a clause, relative to its pack."""
    return f"clauses/{clause.id}-{clause.slug}.md"


def situation_file(situation: Situation) -> str:
    """The file of a situation, relative to its pack."""
    return f"situations/{situation.id}.md"


def read_pack(name_or_path: str | Path) -> PackFiles:
    """The files of a built-in pack (by its name) or of a folder; raises ``PackError`` when there is none."""
    name = str(name_or_path)
    folder = Path(name_or_path)
    if isinstance(name_or_path, str) and is_built_in(name):
        folder = BUILT_IN / name
    if not folder.is_dir():
        raise PackError(name, [_no_such_pack(name)])
    if not (folder / "pack.toml").is_file():
        raise PackError(name, [_no_pack_file()])
    try:
        contents = dict(_contents(folder))
    except OSError as error:
        raise PackError(name, [_unreadable(folder, error)]) from error
    digest = hashlib.sha256()
    for path, data in contents.items():
        digest.update(f"{len(path.encode())} {path} {len(data)}\n".encode())
        digest.update(data)
    return PackFiles(name, folder, contents, digest.hexdigest())


def _contents(folder: Path) -> Iterator[tuple[str, bytes]]:
    for place, endings in _READ.items():
        inside = folder / place
        if not inside.is_dir():
            continue
        for path in sorted(inside.iterdir()):
            if path.suffix in endings and not path.name.startswith(".") and path.is_file():
                yield (f"{place}/{path.name}" if place else path.name), path.read_bytes()


def _no_such_pack(name: str) -> Problem:
    known = ", ".join(built_in_packs())
    return fault(
        "",
        0,
        "unknown-pack",
        (
            f"Aucune politique ne s'appelle « {name} » et aucun dossier ne porte ce nom.",
            f"No pack is called “{name}” and there is no such folder.",
        ),
        (
            f"Donnez le chemin d'un dossier, ou l'un de ces noms : {known}.",
            f"Give the path of a folder, or one of these names: {known}.",
        ),
    )


def _no_pack_file() -> Problem:
    return fault(
        "pack.toml",
        0,
        "no-pack-file",
        ("Ce dossier n'a pas de fichier pack.toml.", "This folder has no file pack.toml."),
        (
            "Vérifiez le chemin, ou partez d'un modèle avec « balise policy new DOSSIER ».",
            "Check the path, or start from a model with “balise policy new FOLDER”.",
        ),
    )


def _unreadable(folder: Path, error: OSError) -> Problem:
    path = Path(str(error.filename or folder))
    file = path.relative_to(folder).as_posix() if path.is_relative_to(folder) else str(path)
    return fault(
        file,
        0,
        "unreadable",
        (
            f"Ce fichier ne peut pas être lu : {error.strerror}.",
            f"This file cannot be read: {error.strerror}.",
        ),
        ("Vérifiez ses droits d'accès.", "Check its permissions."),
    )
