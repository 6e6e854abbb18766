"""Spelling tricks undone: l e t t e r s set apart, st.re.tched and loooong words, digits and signs for letters.

Marks of a trick are found for a whole batch at once; then each marked word is compared with the words worth finding.
A word is rewritten only when that makes a known one, so that addresses, mentions and numbers stay as they are. The
result is a second folded text to read beside the first, with its map to the same original.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable
from functools import cache
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from balise.screening.folding import OTHER_LETTER, Folded
from balise.screening.patterns import lazy

_SIGNS = r"[ .\-_*/,'+|~:;!\x81\x82]{1,3}"
_APART = lazy(rf"[a-z0-9@$](?P<sign>{_SIGNS})[a-z0-9@$](?:(?P=sign)[a-z0-9@$]){{1,400}}(?![a-z0-9@$])")
_APART_LOOSE = lazy(rf"[a-z0-9@$](?:{_SIGNS}[a-z0-9@$]){{2,400}}(?![a-z0-9@$])")
_TOKEN = lazy(r"[a-z0-9@$!|*_~+#.\x81\-]{3,60}")
_RUN = lazy(r"([a-z])\1{2,}")
_NUMBER = lazy(r"[0-9.,\-_/*+#!$|~ ]+\Z")
_REACH = 60
_TOLD = 5
_TELLING = lazy(r"[a-z][0-9@$!|]+[a-z]|([a-z])\1\1")
"""What no ordinary word holds: digits and signs between letters, a letter said three times."""
Met = Callable[[str], bool]
_LEET = {"0": "o", "3": "e", "4": "a", "5": "s", "7": "t", "8": "b", "@": "a", "$": "s", "!": "i", "|": "l", "1": "i"}
_LEET_OF_ONE = ("i", "l")
_STEPS = (2, 3, 4)
_PAD = np.zeros(8, dtype=np.uint8)
_KINDS = ("plain", "letter", "digit", "costume", "sign")
_SECOND, _ALONE, _FOURTH = 1, 2, 4


class Undone(NamedTuple):
    """The text with its tricks undone, and the place of each of its characters in the folded text."""

    text: str
    places: list[int]


def _class(code: int) -> int:
    """Which of ``_KINDS`` a folded byte is."""
    character = chr(code)
    if "a" <= character <= "z":
        return _KINDS.index("letter")
    if "0" <= character <= "9":
        return _KINDS.index("digit")
    if character in "$@":
        return _KINDS.index("costume")
    return _KINDS.index("plain" if code <= 0x20 or character in "'-" or code == OTHER_LETTER else "sign")


@cache
def _classes() -> NDArray[np.uint16]:
    return np.array([_class(code) for code in range(256)], dtype=np.uint16)


@cache
def _windows() -> NDArray[np.uint8]:
    """For each five characters in a row, by their classes: whether the second bears a mark or stands alone as a letter
    or digit, and whether the fourth bears a mark."""
    found = np.zeros(1 << 15, dtype=np.uint8)
    for kinds in itertools.product(_KINDS, repeat=5):
        letter = [kind == "letter" for kind in kinds]
        word = [kind in {"letter", "digit"} for kind in kinds]
        costume = [kind in {"digit", "costume"} for kind in kinds]
        odd = [kind not in {"letter", "plain"} for kind in kinds]
        inside = letter[0] and odd[1] and (letter[2] or (odd[2] and letter[3]))
        before = not word[0] and costume[1] and letter[2] and letter[3] and letter[4]
        after = letter[0] and letter[1] and letter[2] and costume[3] and not word[4]
        place = 0
        for kind in kinds:
            place = place << 3 | _KINDS.index(kind)
        alone = word[1] and not word[0] and not word[2]
        found[place] = _SECOND * (inside or before) | _ALONE * alone | _FOURTH * after
    return found


def spots_of_tricks(codes: NDArray[np.uint8]) -> NDArray[np.intp]:
    """Places in a buffer of folded texts that bear the mark of a trick, in order.

    A mark is a sign or a digit inside a word, a digit or ``$`` or ``@`` at its start or its end, the same letter three
    times, or three single letters or more set apart.
    """
    if len(codes) < 4:
        return np.zeros(0, dtype=np.intp)
    codes = np.concatenate((_PAD, codes, _PAD))
    classes = _classes().take(codes)
    pairs = (classes[:-1] << 3) | classes[1:]
    fours = (pairs[:-2] << 6) | pairs[2:]
    told = _windows().take((fours[:-1] << 3) | classes[4:])
    marks = np.zeros(len(codes), dtype=np.bool_)
    marks[1:-3] = told & _SECOND
    marks[3:-1] |= (told & _FOURTH) != 0
    same = codes[1:] == codes[:-1]
    marks[2:] |= same[1:] & same[:-1] & (codes[2:] - np.uint8(0x61) < 26)
    single = (told & _ALONE) != 0
    if np.count_nonzero(single) > 2:
        for step in _STEPS:
            marks[2 * step + 1 : -3] |= single[2 * step :] & single[step:-step] & single[: -2 * step]
    return marks[len(_PAD) : -len(_PAD)].nonzero()[0]


def undo(
    folded: str, spots: list[int], known: frozenset[str], parts: re.Pattern[str], met: Met | None = None
) -> Undone | None:
    """The folded text with the tricks at ``spots`` undone, or None when none hides a known word.

    ``parts`` finds the longer known words inside letters set apart without any sign between words. ``met`` tells other
    words that people write: a trick that could be nothing else is undone for those too.
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
                change = _join(match, known, parts, met)
                if change is not None:
                    changes.append((match.start(), match.end(), change))
                continue
        for match in _TOKEN.finditer(folded, start, end):
            if match.start() <= spot < match.end():
                reach = match.end()
                token = match.group().rstrip("!.*_~+#-|")
                rewritten = _rewrite(token, match.start(), known, met)
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


def _rewrite(token: str, offset: int, known: frozenset[str], met: Met | None) -> Undone | None:
    """The known word that ``token`` disguises, or None."""
    if _NUMBER.match(token):
        return None
    for one in _LEET_OF_ONE if ("1" in token or "|" in token) else ("i",):
        word = _letters(token, offset, one)
        for candidate in (word, _shortened(word, 2), _shortened(word, 1)) if _RUN.search(word.text) else (word,):
            if candidate.text != token and (
                candidate.text in known
                or (len(candidate.text) >= _TOLD and met is not None and _TELLING.search(token) and met(candidate.text))
            ):
                return candidate
    return None


def _join(match: re.Match[str], known: frozenset[str], parts: re.Pattern[str], met: Met | None) -> Undone | None:
    """Letters set apart, said together: the known word they make, or the known words among them with blanks around."""
    if _NUMBER.match(match.group()):
        return None
    whole = _shortened(_letters(match.group(), match.start(), apart=True), 2)
    if whole.text in known or (len(whole.text) >= _TOLD and met is not None and met(whole.text)):
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
