"""Word lists of the screener: text files of ``lexicons``, one term a line, graded by sections.

``#`` starts a comment and ``[name]`` a section. Brackets spare the repetition of inflections: ``idiot(e)(s)`` stands
for idiot, idiote, idiots and idiotes, and ``(e|s)`` for nothing, e or s; ``{a|b}`` asks for one of its choices. A
blank stands for any run of blanks. Terms come out folded (no accents, lower case), without repeats, in order.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from types import MappingProxyType

from balise.screening.folding import fold
from balise.screening.patterns import lazy

_FOLDER = Path(__file__).parent / "lexicons"
_PIECE = lazy(r"\(([^()]*)\)|\{([^{}]*)\}|([^(){}]+)")


class WordListError(ValueError):
    """A line of a list that can't be read; the message names the file and the line."""


def expand(line: str) -> list[str]:
    """Every form that one line of a list stands for; raises ``ValueError`` when its brackets do not close."""
    pieces: list[list[str]] = []
    end = 0
    for match in _PIECE.finditer(line):
        if match.start() != end:
            raise ValueError(f"brackets of {line!r} do not close")
        end = match.end()
        optional, choice, plain = match.groups()
        if optional is not None:
            pieces.append(["", *optional.split("|")])
        elif choice is not None:
            pieces.append(choice.split("|"))
        else:
            pieces.append([plain])
    if end != len(line):
        raise ValueError(f"brackets of {line!r} do not close")
    return ["".join(parts) for parts in itertools.product(*pieces)]


@cache
def lines(name: str, language: str) -> tuple[tuple[str, str], ...]:
    """The lines of ``lexicons/name.language.txt``, folded, each with its section (``""`` before any)."""
    # Folded at one go: a list of thousands of terms is read each time a screener is made.
    whole = fold((_FOLDER / f"{name}.{language}.txt").read_text(encoding="utf-8")).data.decode("latin-1")
    found: list[tuple[str, str]] = []
    section = ""
    for number, line in enumerate(whole.splitlines(), 1):
        text = " ".join(line.partition("#")[0].split())
        if not text:
            continue
        if text.startswith("[") and text.endswith("]"):
            section = text[1:-1].strip()
            continue
        if text.count("{") != text.count("}") or text.count("(") != text.count(")"):
            raise WordListError(f"{name}.{language}.txt, line {number}: brackets of {text!r} do not close")
        found.append((section, text))
    return tuple(found)


@cache
def sections(name: str, language: str) -> Mapping[str, tuple[str, ...]]:
    """The terms of a list by section, every form written out."""
    found: dict[str, dict[str, None]] = {}
    for section, line in lines(name, language):
        try:
            forms = expand(line)
        except ValueError as error:
            raise WordListError(f"{name}.{language}.txt: {error}") from None
        found.setdefault(section, {}).update(dict.fromkeys(filter(None, map(str.strip, forms))))
    return MappingProxyType({key: tuple(listed) for key, listed in found.items()})


@cache
def terms(name: str, *wanted: str, languages: tuple[str, ...] = ("fr", "en")) -> tuple[str, ...]:
    """The terms of the sections ``wanted`` (all when none is named) of a list, in every language that has it."""
    found: dict[str, None] = {}
    for language in languages:
        if not (_FOLDER / f"{name}.{language}.txt").exists():
            continue
        for section, listed in sections(name, language).items():
            if not wanted or section in wanted:
                found.update(dict.fromkeys(listed))
    return tuple(found)


def alternation(listed: tuple[str, ...]) -> str:
    """The terms as one group of ``re``, longest first, blanks matching any run of blanks."""
    ordered = sorted(set(listed), key=lambda term: (-len(term), term))
    return "(?:" + "|".join(re.escape(term).replace(r"\ ", r"[ \n]+") for term in ordered) + ")"
