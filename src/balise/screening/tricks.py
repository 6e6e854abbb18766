"""Spelling tricks undone: l e t t e r s set apart, st.re.tched and loooong words, digits and signs for letters.

``undo`` gives a second folded text to read beside the first, with its map to the same original. It changes only words
that bear the mark of a trick, so that ordinary words keep their shape and their place.
"""

from __future__ import annotations

import re

import numpy as np

from balise.screening.folding import Folded

TRIGGERS = (
    # letters set apart by one or two signs or blanks
    r"\b[a-z0-9@$][ .\-_*/,'+|~:;!\x81\x82]{1,2}[a-z0-9@$][ .\-_*/,'+|~:;!\x81\x82]{1,2}[a-z0-9@$]\b",
    # a sign inside a word
    r"[a-z]{1,12}[.*_~|+\x81][a-z]{1,12}[.*_~|+\x81][a-z]",
    r"[a-z][*_~|+\x81#]{1,4}[a-z]",
    r"[a-z]{2}\.[a-z]{2}",
    # a digit or a sign for a letter
    r"[a-z][0134578@$!|]{1,2}[a-z]",
    r"\b[013457][a-z]{3}",
    r"[$@][a-z]{3}",
    r"[a-z]{3}[$!013457]\b",
    # the same letter three times or more
    *(f"{letter}{{3}}" for letter in "abcdefghijklmnopqrstuvxyz"),
)
"""Patterns of the common syntax; a text where none stands has no trick to undo."""

_LEET = str.maketrans("0134578@$!|", "oleastbasil")
_LEET_OTHER = {"1": "i", "|": "l", "!": "i"}
_APART = re.compile(
    r"(?<![a-z0-9@$])[a-z0-9@$](?:(?P<sign>[ .\-_*/,'+|~:;!\x81\x82]{1,2})[a-z0-9@$])(?:(?P=sign)[a-z0-9@$]){1,400}"
    r"(?![a-z0-9@$])"
)
_TOKEN = re.compile(r"[a-z0-9@$!|*_~+#.\x81\-]{3,60}")
_MARK = re.compile(r"[0134578@$!|*_~+#.\x81\-]")
_LETTER_RUN = re.compile(r"([a-z])\1{2,}")
_ONLY_DIGITS = re.compile(r"[0-9.,\-_/*+#!$|~]+\Z")
_ADDRESS = re.compile(r"(?:www\.|https?|[a-z0-9._\-]+@[a-z0-9\-]+\.|[a-z0-9\-]+\.(?:ca|com|org|net|qc|fr|io|gov|edu)\b)")


def _spread(token: str, offset: int) -> tuple[str, list[int]]:
    """``token`` with signs dropped and look-alike signs read as letters; offsets of what is kept."""
    kept: list[str] = []
    places: list[int] = []
    for index, character in enumerate(token):
        if "a" <= character <= "z":
            kept.append(character)
        elif character in "0134578@$!|":
            if character in "!|" and index == len(token) - 1:
                break
            kept.append(character.translate(_LEET) if character != "1" else "i")
        else:
            continue
        places.append(offset + index)
    return "".join(kept), places


def _shorten(letters: str, places: list[int]) -> tuple[str, list[int]]:
    """Letters repeated three times or more said once, or twice where the language doubles them is left to callers."""
    kept: list[str] = []
    where: list[int] = []
    last = 0
    for run in _LETTER_RUN.finditer(letters):
        kept.append(letters[last : run.start() + 1])
        where.extend(places[last : run.start() + 1])
        last = run.end()
    kept.append(letters[last:])
    where.extend(places[last:])
    return "".join(kept), where


def undo(folded: str, known: frozenset[str], parts: re.Pattern[str]) -> tuple[str, list[int]] | None:
    """The folded text with tricks undone, and for each of its characters the place in ``folded``; None when nothing
    changed.

    ``known`` holds the folded words worth finding: a word with signs in it is rewritten only when that makes a known
    one, so that addresses and hyphenated words stay whole. ``parts`` finds long known words inside letters that were
    set apart without any sign between words.
    """
    pieces: list[str] = []
    places: list[int] = []
    changed = False
    last = 0

    def keep(until: int) -> None:
        nonlocal last
        if until > last:
            pieces.append(folded[last:until])
            places.extend(range(last, until))
        last = until

    apart = {match.start(): match for match in _APART.finditer(folded)}
    taken_until = 0
    events: list[tuple[int, int, str, list[int]]] = []
    for match in apart.values():
        letters, where = _spread(match.group(), match.start())
        if len(letters) < 3 or _ONLY_DIGITS.match(match.group()):
            continue
        letters, where = _shorten(letters, where)
        words, where = _split(letters, where, known, parts)
        if words is not None:
            events.append((match.start(), match.end(), words, where))
    for match in _TOKEN.finditer(folded):
        token = match.group()
        runs = _LETTER_RUN.search(token)
        if not (runs or _MARK.search(token)) or _ONLY_DIGITS.match(token):
            continue
        if "." in token and _ADDRESS.match(token):
            continue
        rewritten = _rewrite(token, match.start(), known)
        if rewritten:
            events.append((match.start(), match.end(), *rewritten))
    for start, end, word, where in sorted(events):
        if start < taken_until:
            continue
        keep(start)
        pieces.append(word)
        places.extend(where)
        last = taken_until = end
        changed = True
    if not changed:
        return None
    keep(len(folded))
    return "".join(pieces), places


def _split(
    letters: str, places: list[int], known: frozenset[str], parts: re.Pattern[str]
) -> tuple[str | None, list[int]]:
    """Letters that were set apart, with blanks put back around the known words they hold; None when they hold none."""
    if letters in known:
        return letters, places
    kept: list[str] = []
    where: list[int] = []
    last = 0
    for match in parts.finditer(letters):
        kept.append(letters[last : match.start()])
        where.extend(places[last : match.start()])
        for blank, text in ((True, ""), (False, match.group()), (True, "")):
            if blank:
                kept.append(" ")
                where.append(places[min(match.start(), len(places) - 1)] if not text else 0)
            else:
                kept.append(text)
                where.extend(places[match.start() : match.end()])
        last = match.end()
    if not kept:
        return None, places
    kept.append(letters[last:])
    where.extend(places[last:])
    return "".join(kept), where


def _rewrite(token: str, offset: int, known: frozenset[str]) -> tuple[str, list[int]] | None:
    """The known word that ``token`` disguises, or None."""
    for plain in (token, token.replace("1", "l"), token.replace("|", "l"), token.replace("!", "i")):
        letters, places = _spread(plain, offset)
        for candidate in _candidates(letters, places):
            if candidate[0] in known and candidate[0] != token:
                return candidate
    return None


def _candidates(letters: str, places: list[int]) -> list[tuple[str, list[int]]]:
    """``letters`` itself, and with each long run of one letter said twice, then once."""
    found = [(letters, places)]
    if _LETTER_RUN.search(letters):
        single = _shorten(letters, places)
        found.append(single)
        doubled_letters: list[str] = []
        doubled_places: list[int] = []
        last = 0
        for run in _LETTER_RUN.finditer(letters):
            doubled_letters.append(letters[last : run.start() + 2])
            doubled_places.extend(places[last : run.start() + 2])
            last = run.end()
        doubled_letters.append(letters[last:])
        doubled_places.extend(places[last:])
        found.append(("".join(doubled_letters), doubled_places))
    return found


def compose(outer: Folded, places: list[int], text: str) -> Folded:
    """The rewritten text as a ``Folded`` whose positions lead to the original text of ``outer``."""
    ends = np.array([*places, len(outer.data)], dtype=np.intp)
    if outer.positions is not None:
        ends = outer.positions[ends]
    elif len(ends):
        ends[-1] = len(outer.data)
    return Folded(text.encode("latin-1"), ends)
