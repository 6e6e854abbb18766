"""A clause or a situation is found by the name of its file, and a misspelt file is not passed over in silence."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator
from pathlib import PurePosixPath

from balise.policy.draft import Draft
from balise.policy.problems import Problem
from balise.policy.schema import FILES

_KNOWN = (*FILES, "register.csv")
_SITUATION = re.compile(r"[a-z0-9]+(?:[.-][a-z0-9]+)*")
_LONGEST = 80
_ID = re.compile(r"[A-Za-z0-9]+(?:[._-][A-Za-z0-9]+)*")


def check(draft: Draft) -> Iterator[Problem]:
    """One problem for each unknown file at the top, each clause whose file is not called ``ID-slug.md``, and each
    situation whose file is not called in plain words."""
    for file in draft.files.contents:
        if "/" not in file and file not in _KNOWN:
            near = difflib.get_close_matches(file, _KNOWN, n=1, cutoff=0.5)
            known = ", ".join(_KNOWN)
            yield draft.problem(
                "unknown-file",
                file,
                0,
                ("Une politique n'a pas de fichier de ce nom.", "A pack has no file of this name."),
                (f"Vouliez-vous l'appeler {near[0]}?", f"Did you mean {near[0]}?")
                if near
                else (f"Fichiers possibles : {known}.", f"Possible files: {known}."),
            )
    for file in draft.documents:
        name = PurePosixPath(file).stem
        if file.startswith("situations/") and not (_SITUATION.fullmatch(name) and len(name) <= _LONGEST):
            yield draft.problem(
                "file-name",
                file,
                0,
                (
                    "Le nom de ce fichier ne peut pas désigner une situation.",
                    "The name of this file cannot stand for a situation.",
                ),
                (
                    f"Minuscules sans accent, chiffres, traits d'union, au plus {_LONGEST} : 3.4-photo-atelier.md.",
                    f"Plain lower-case letters, digits, hyphens, at most {_LONGEST}: 3.4-workshop-photo.md.",
                ),
            )
    for file, table in draft.tables.items():
        if not file.startswith("clauses/") or not isinstance(table.get("id"), str):
            continue
        clause_id = table["id"]
        if not _ID.fullmatch(clause_id):
            yield draft.problem(
                "clause-id",
                file,
                ("id",),
                (
                    f"« {clause_id} » ne peut pas numéroter une clause.",
                    f"“{clause_id}” cannot number a clause.",
                ),
                (
                    "Employez des lettres sans accent et des chiffres, séparés par un point ou un trait d'union.",
                    "Use plain letters and digits, separated by a dot or a hyphen.",
                ),
            )
        elif not re.fullmatch(re.escape(clause_id) + r"-[a-z0-9]+(?:-[a-z0-9]+)*", PurePosixPath(file).stem):
            yield draft.problem(
                "file-name",
                file,
                ("id",),
                (
                    f"Le fichier de la clause {clause_id} n'est pas nommé d'après elle.",
                    f"The file of clause {clause_id} is not named after it.",
                ),
                (
                    f"Nommez-le {clause_id}-quelques-mots.md, en minuscules sans accent.",
                    f"Call it {clause_id}-a-few-words.md, in plain lower case.",
                ),
            )
