"""Spelling tricks undone: l e t t e r s set apart, st.re.tched and loooong words, digits and signs for letters.

Marks of a trick are found for a whole batch at once; then each marked word is compared with the words worth finding.
A word is rewritten only when that makes a known one, so that addresses, mentions and numbers stay as they are. The
result is a second folded text to read beside the first, with its map to the same original.
"""

from __future__ import annotations

import re
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from balise.screening.folding import OTHER_LETTER, Folded

_SIGNS = r"[ .\-_*/,'+|~:;!\x81\x82]{1,3}"
_APART = re.compile(rf"[a-z0-9@$](?P<sign>{_SIGNS})[a-z0-9@$](?:(?P=sign)[a-z0-9@$]){{1,400}}(?![a-z0-9@$])")
_APART_LOOSE = re.compile(rf"[a-z0-9@$](?:{_SIGNS}[a-z0-9@$]){{2,400}}(?![a-z0-9@$])")
_TOKEN = re.compile(r"[a-z0-9@$!|*_~+#.\x81\-]{3,60}")
_RUN = re.compile(r"([a-z])\1{2,}")
_NUMBER = re.compile(r"[0-9.,\-_/*+#!$|~ ]+\Z")
_REACH = 60
_LEET = {"0": "o", "3": "e", "4": "a", "5": "s", "7": "t", "8": "b", "@": "a", "$": "s", "!": "i", "|": "l", "1": "i"}
_LEET_OF_ONE = ("i", "l")
_STEPS = (2, 3, 4)
_PAD = np.zeros(8, dtype=np.uint8)


class Undone(NamedTuple):
    """The text with its tricks undone, and the place of each of its characters in the folded text."""

    text: str
    places: list[int]


def spots_of_tricks(codes: NDArray[np.uint8]) -> NDArray[np.intp]:
    """Places in a buffer of folded texts that bear the mark of a trick, in order."""
    if len(codes) < 4:
        return np.zeros(0, dtype=np.intp)
    codes = np.concatenate((_PAD, codes, _PAD))
    letter = (codes - np.uint8(97)) < 26
    digit = (codes - np.uint8(48)) < 10
    word = letter | digit
    marks = np.zeros(len(codes), dtype=np.bool_)
    # the same letter three times
    same = (codes[1:] == codes[:-1]) & letter[1:]
    marks[2:] |= same[1:] & same[:-1]
    # a sign or a digit inside a word
    odd = ~(letter | (codes <= 0x20) | (codes == 0x27) | (codes == 0x2D) | (codes == OTHER_LETTER))
    inside = letter[:-2] & odd[1:-1]
    marks[1:-1] |= inside & letter[2:]
    marks[1:-2] |= inside[:-1] & odd[2:-1] & letter[3:]
    # a digit or a sign at the start or the end of a word
    costume = digit | (codes == 0x24) | (codes == 0x40)
    three = letter[:-2] & letter[1:-1] & letter[2:]
    marks[1:-3] |= ~word[:-4] & costume[1:-3] & three[2:]
    marks[3:-1] |= three[:-2] & costume[3:-1] & ~word[4:]
    # three single letters or more, set apart
    single = np.zeros(len(codes), dtype=np.bool_)
    single[1:-1] = word[1:-1] & ~word[:-2] & ~word[2:]
    for step in _STEPS:
        marks[2 * step :] |= single[2 * step :] & single[step:-step] & single[: -2 * step]
    return np.flatnonzero(marks[len(_PAD) : -len(_PAD)])


def undo(folded: str, spots: list[int], known: frozenset[str], parts: re.Pattern[str]) -> Undone | None:
    """The folded text with the tricks at ``spots`` undone, or None when none hides a known word.

    ``parts`` finds the longer known words inside letters set apart without any sign between words.
    """
    changes: list[tuple[int, int, Undone]] = []
    reach = -1
    for spot in spots:
        if spot < reach:
            continue
        if spot and not _stands_apart(folded, spot) and _stands_apart(folded, spot - 1):
            spot -= 1  # noqa: PLW2901 - the sign after a letter alone speaks for that letter
        start, end = _surroundings(folded, spot)
        if _stands_apart(folded, spot):
            begin = _start_of_letters_apart(folded, spot)
            match = _APART.match(folded, begin) or _APART_LOOSE.match(folded, begin)
            if match is not None and match.end() > spot:
                reach = match.end()
                change = _join(match, known, parts)
                if change is not None:
                    changes.append((match.start(), match.end(), change))
                continue
        for match in _TOKEN.finditer(folded, start, end):
            if match.start() <= spot < match.end():
                reach = match.end()
                token = match.group().rstrip("!.*_~+#-|")
                rewritten = _rewrite(token, match.start(), known)
                if rewritten is not None:
                    changes.append((match.start(), match.start() + len(token), rewritten))
                break
    return _apply(folded, changes) if changes else None


def compose(outer: Folded, undone: Undone) -> Folded:
    """The rewritten text as a ``Folded`` whose positions lead to the original text of ``outer``."""
    ends = np.array([*undone.places, len(outer.data)], dtype=np.intp)
    if outer.positions is not None:
        ends = outer.positions[ends]
    return Folded(undone.text.encode("latin-1"), ends)


def _surroundings(folded: str, spot: int) -> tuple[int, int]:
    """The stretch without blanks around a place, within reach."""
    floor, roof = max(0, spot - _REACH), min(len(folded), spot + _REACH)
    start = max(floor, folded.rfind(" ", floor, spot) + 1, folded.rfind("\n", floor, spot) + 1)
    stops = [at for at in (folded.find(" ", spot, roof), folded.find("\n", spot, roof)) if at >= 0]
    return start, min(stops, default=roof)


def _is_word(character: str) -> bool:
    return "a" <= character <= "z" or "0" <= character <= "9"


def _stands_apart(folded: str, spot: int) -> bool:
    """Whether the character is a letter alone."""
    before = folded[spot - 1] if spot else " "
    after = folded[spot + 1] if spot + 1 < len(folded) else " "
    return _is_word(folded[spot]) and not _is_word(before) and not _is_word(after)


def _start_of_letters_apart(folded: str, spot: int) -> int:
    """Where the run of single letters begins that leads to ``spot``."""
    start = spot
    floor = max(0, spot - 800)
    while True:
        for step in _STEPS:
            at = start - step
            if at >= floor and _stands_apart(folded, at):
                start = at
                break
        else:
            return start


def _letters(text: str, offset: int, one: str = "i", *, apart: bool = False) -> Undone:
    """``text`` with signs dropped and signs that imitate letters read as letters.

    Between letters that stand apart, strokes and exclamation marks are what sets them apart.
    """
    kept: list[str] = []
    places: list[int] = []
    for index, character in enumerate(text):
        if "a" <= character <= "z":
            kept.append(character)
        elif apart and character in "|!":
            continue
        elif character in "1|":
            kept.append(one)
        elif character in _LEET:
            kept.append(_LEET[character])
        else:
            continue
        places.append(offset + index)
    return Undone("".join(kept), places)


def _shortened(word: Undone, most: int) -> Undone:
    """Letters said three times or more said ``most`` times."""
    kept: list[str] = []
    places: list[int] = []
    last = 0
    for run in _RUN.finditer(word.text):
        kept.append(word.text[last : run.start() + most])
        places.extend(word.places[last : run.start() + most])
        last = run.end()
    kept.append(word.text[last:])
    places.extend(word.places[last:])
    return Undone("".join(kept), places)


def _rewrite(token: str, offset: int, known: frozenset[str]) -> Undone | None:
    """The known word that ``token`` disguises, or None."""
    if _NUMBER.match(token):
        return None
    for one in _LEET_OF_ONE if ("1" in token or "|" in token) else ("i",):
        word = _letters(token, offset, one)
        for candidate in (word, _shortened(word, 2), _shortened(word, 1)) if _RUN.search(word.text) else (word,):
            if candidate.text != token and candidate.text in known:
                return candidate
    return None


def _join(match: re.Match[str], known: frozenset[str], parts: re.Pattern[str]) -> Undone | None:
    """Letters set apart, said together: the known word they make, or the known words among them with blanks around."""
    if _NUMBER.match(match.group()):
        return None
    whole = _shortened(_letters(match.group(), match.start(), apart=True), 2)
    if whole.text in known:
        return whole
    text: list[str] = []
    places: list[int] = []
    last = 0
    for part in parts.finditer(whole.text):
        before = whole.places[part.start()]
        text += [whole.text[last : part.start()], " ", part.group(), " "]
        places += [*whole.places[last : part.start()], before, *whole.places[part.start() : part.end()]]
        places.append(whole.places[part.end() - 1])
        last = part.end()
    if not text:
        return None
    return Undone("".join((*text, whole.text[last:])), [*places, *whole.places[last:]])


def _apply(folded: str, changes: list[tuple[int, int, Undone]]) -> Undone:
    text: list[str] = []
    places: list[int] = []
    last = 0
    for start, end, change in sorted(changes):
        if start < last:
            continue
        text += [folded[last:start], change.text]
        places += [*range(last, start), *change.places]
        last = end
    text.append(folded[last:])
    places.extend(range(last, len(folded)))
    return Undone("".join(text), places)
