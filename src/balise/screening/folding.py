"""Folding: from any Unicode text to one byte a character, so that one scan serves every spelling of a word.

A folded text is ASCII: lower case, no accents, look-alike letters of other scripts and styles replaced by the Latin
letter they imitate, every kind of space, dash, quote and digit by the plain one. Three bytes above ASCII stand for
what has no Latin form: ``OTHER_LETTER``, ``OTHER_SYMBOL`` and ``PICTOGRAM``. Invisible characters (zero-width,
bidirectional controls, combining marks, variation selectors) and blanks after a blank disappear, and ligatures spread
over two bytes; only
then does the folded text need a map back to the original, an array of code point offsets.

Sources: Unicode Character Database (the ``unicodedata`` of Python); Unicode TR39 for the idea of confusables, the
table of look-alikes being ours.
"""

from __future__ import annotations

import functools
import unicodedata
from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

BOUNDARY = 0x00
"""Byte between two texts of a batch; no folded text holds it."""
OTHER_LETTER = 0x80
OTHER_SYMBOL = 0x81
PICTOGRAM = 0x82
_BLANK = 0x20
_IGNORED = 0xF0
_LIGATURE = 0xF1

_LIGATURES = {
    "œ": "oe", "Œ": "oe", "æ": "ae", "Æ": "ae", "ß": "ss", "ẞ": "ss", "ĳ": "ij", "Ĳ": "ij", "ŉ": "'n",
    "ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬅ": "st", "ﬆ": "st", "ǆ": "dz", "ǉ": "lj", "ǌ": "nj",
}  # fmt: skip

_LOOKALIKES = {
    # Cyrillic and Greek letters drawn as Latin ones; other capitals are lowered before the look-up.
    "а": "a", "в": "b", "с": "c", "ԁ": "d", "е": "e", "ё": "e", "ғ": "f", "һ": "h", "і": "i", "ї": "i", "ј": "j",
    "к": "k", "ӏ": "l", "м": "m", "н": "h", "о": "o", "р": "p", "ԛ": "q", "г": "r", "ѕ": "s", "т": "t", "ѵ": "v",
    "ԝ": "w", "х": "x", "у": "y", "ү": "y", "з": "3", "п": "n", "и": "n", "ц": "u", "ь": "b", "я": "r",
    "α": "a", "β": "b", "ε": "e", "η": "n", "ι": "i", "κ": "k", "μ": "u", "ν": "v", "ο": "o", "ρ": "p", "σ": "o",
    "τ": "t", "υ": "u", "χ": "x", "ω": "w", "γ": "y", "ζ": "z", "ϲ": "c", "ς": "s", "θ": "o",
    # Capitals that do not look like their small letter.
    "Η": "h", "Ν": "n", "Ρ": "p", "Υ": "y", "Χ": "x", "В": "b", "Н": "h", "Р": "p", "Ѕ": "s", "Ү": "y",
    # Latin letters that no decomposition brings to the plain alphabet.
    "ø": "o", "đ": "d", "ð": "d", "ħ": "h", "ı": "i", "ł": "l", "ŋ": "n", "ŧ": "t", "þ": "p", "ƀ": "b", "ɓ": "b",
    "ƈ": "c", "ɗ": "d", "ɖ": "d", "ɛ": "e", "ə": "e", "ɇ": "e", "ƒ": "f", "ɠ": "g", "ǥ": "g", "ɡ": "g", "ɦ": "h",
    "ɨ": "i", "ɩ": "i", "ɪ": "i", "ƙ": "k", "ƚ": "l", "ɫ": "l", "ʟ": "l", "ɱ": "m", "ɲ": "n", "ɴ": "n", "ɔ": "o",
    "ɵ": "o", "ƥ": "p", "ʀ": "r", "ɾ": "r", "ʂ": "s", "ꜱ": "s", "ƭ": "t", "ʈ": "t", "ʉ": "u", "ʋ": "v", "ʏ": "y",
    "ƴ": "y", "ƶ": "z", "ᴀ": "a", "ʙ": "b", "ᴄ": "c", "ᴅ": "d", "ᴇ": "e", "ꜰ": "f", "ɢ": "g", "ʜ": "h", "ᴊ": "j",
    "ᴋ": "k", "ᴍ": "m", "ᴏ": "o", "ᴘ": "p", "ᴛ": "t", "ᴜ": "u", "ᴠ": "v", "ᴡ": "w", "ᴢ": "z",
}  # fmt: skip

_PUNCTUATION = {
    "’": "'", "‘": "'", "ʼ": "'", "ʹ": "'", "`": "'", "´": "'", "′": "'", "‛": "'", "＇": "'",
    "“": '"', "”": '"', "„": '"', "«": '"', "»": '"', "‟": '"', "″": '"', "‹": '"', "›": '"',
    "…": ".", "·": ".", "•": "*", "∙": ".", "‧": ".", "・": ".", "․": ".", "。": ".", "٠": "0", "¡": "!", "¿": "?",
    "×": "x", "÷": "/", "⁄": "/", "∕": "/", "−": "-", "¦": "|", "∣": "|", "＿": "_", "€": "e", "£": "l",
    "¢": "c", "¥": "y", "§": "s", "©": "c", "®": "r", "™": "t", "°": "o", "º": "o", "ª": "a", "¹": "1", "²": "2",
    "³": "3",
}  # fmt: skip

# Ranges that hold every letter, digit and sign that can imitate Latin text.
_SCANNED = (
    (0x00A0, 0x0600), (0x0660, 0x0670), (0x06F0, 0x06FA), (0x0966, 0x0970), (0x1C80, 0x1C90), (0x1D00, 0x2300),
    (0x2460, 0x2500), (0x2C60, 0x2C80), (0x2E00, 0x2E60), (0x3000, 0x3020), (0xA640, 0xA6A0), (0xA720, 0xA800),
    (0xFB00, 0xFB07), (0xFE10, 0xFE70), (0xFF00, 0xFFF0), (0x1D400, 0x1D800), (0x1F100, 0x1F200),
)  # fmt: skip
_PICTOGRAMS = ((0x2600, 0x27C0), (0x2B00, 0x2C00), (0x1F000, 0x1F100), (0x1F200, 0x1FB00))


def _fold_one(code: int) -> int:
    """The byte for one code point of the scanned ranges."""
    character = chr(code)
    if character in _LIGATURES:
        return _LIGATURE
    if character in _PUNCTUATION:
        return ord(_PUNCTUATION[character])
    category = unicodedata.category(character)
    if category in {"Cf", "Mn", "Me"}:
        return _IGNORED
    if category in {"Zl", "Zp"} or code == 0x85:
        return 0x0A
    if category in {"Zs", "Cc"}:
        return 0x20
    if category == "Pd":
        return 0x2D
    digit = unicodedata.digit(character, None)
    if digit is not None:
        return 0x30 + int(digit)
    if character in _LOOKALIKES:
        return ord(_LOOKALIKES[character])
    lowered = character.lower()[0]
    if lowered in _LOOKALIKES:
        return ord(_LOOKALIKES[lowered])
    base = unicodedata.normalize("NFKD", lowered)
    for part in base.lower():
        piece = _LOOKALIKES.get(part, part)
        if "!" <= piece <= "~":
            return ord(piece)
    if category[0] == "L":
        return OTHER_LETTER
    return OTHER_SYMBOL


def _enclosed(table: NDArray[np.uint8]) -> None:
    """Letters in circles and squares, and the flag letters, which have no decomposition in the database."""
    for first in (0x1F130, 0x1F150, 0x1F170, 0x1F1E6):
        table[first : first + 26] = np.arange(0x61, 0x61 + 26, dtype=np.uint8)


@functools.cache
def _table() -> NDArray[np.uint8]:
    table = np.full(0x110000, OTHER_LETTER, dtype=np.uint8)
    table[:0x80] = np.arange(0x80, dtype=np.uint8)
    table[0x41:0x5B] += 0x20
    table[:0x20] = 0x20
    table[0x0A] = 0x0A
    table[0x60] = 0x27
    table[0x7F:0xA0] = 0x20
    table[0x85] = 0x0A
    for first, last in _SCANNED:
        table[first:last] = [_fold_one(code) for code in range(first, last)]
    for first, last in _PICTOGRAMS:
        table[first:last] = PICTOGRAM
    _enclosed(table)
    table[0x0300:0x0370] = _IGNORED
    table[0x0483:0x048A] = _IGNORED
    table[0x0591:0x05BE] = _IGNORED
    table[0x064B:0x0660] = _IGNORED
    table[0x034F] = table[0x115F] = table[0x1160] = table[0x17B4] = table[0x17B5] = _IGNORED
    table[0x180B:0x1810] = _IGNORED
    table[0x1AB0:0x1B00] = _IGNORED
    table[0x1DC0:0x1E00] = _IGNORED
    table[0x20D0:0x2100] = _IGNORED
    table[0x3164] = table[0xFEFF] = table[0xFFA0] = table[0x2800] = _IGNORED
    table[0xFE00:0xFE10] = table[0xFE20:0xFE30] = _IGNORED
    table[0xE000:0xF900] = OTHER_SYMBOL
    table[0x1F3FB:0x1F400] = _IGNORED
    table[0xE0000:0xE1000] = _IGNORED
    return table


class Folded(NamedTuple):
    """One folded text. ``positions[i]`` is the code point offset of byte ``i`` in the original, with one entry more
    for the end; None when both have the same offsets."""

    data: bytes
    positions: NDArray[np.intp] | None


class Batch(NamedTuple):
    """Folded texts in one buffer, each followed by ``BOUNDARY``.

    ``starts`` has one entry a text, and one more for the end of the buffer. ``special`` lists the indexes of texts
    whose offsets changed: they are blank in the buffer and stand folded in ``apart``.
    """

    data: bytes
    starts: list[int]
    codes: NDArray[np.uint8]
    special: dict[int, Folded]


def _codes(text: str) -> NDArray[np.uint8]:
    # surrogatepass: a lone surrogate is data that people paste, never an error.
    points = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), dtype=np.uint32)
    return _table().take(points)


def _settle(text: str, codes: NDArray[np.uint8]) -> Folded:
    """Drop what is invisible and blanks after a blank, spread ligatures, and keep the way back."""
    kept = np.flatnonzero(codes != _IGNORED)
    blank = codes[kept] == _BLANK
    kept = kept[~np.concatenate(([False], blank[1:] & blank[:-1]))] if len(kept) else kept
    folded = codes[kept]
    ligatures = np.flatnonzero(folded == _LIGATURE)
    if len(ligatures):
        counts = np.ones(len(kept), dtype=np.intp)
        counts[ligatures] = 2
        kept = np.repeat(kept, counts)
        folded = codes[kept]
        for at in (ligatures + np.arange(len(ligatures))).tolist():
            pair = _LIGATURES[text[int(kept[at])]]
            folded[at], folded[at + 1] = ord(pair[0]), ord(pair[1])
    return Folded(folded.tobytes(), np.append(kept, len(codes)))


def _odd(codes: NDArray[np.uint8]) -> NDArray[np.intp]:
    """Places where a text can't keep the offsets of the original."""
    blank = codes == _BLANK
    twice = blank[1:] & blank[:-1]
    if int(codes.max(initial=0)) < _IGNORED:
        return np.flatnonzero(twice)
    return np.flatnonzero(np.concatenate((twice, [False])) | (codes >= _IGNORED))


def fold(text: str) -> Folded:
    """``text`` folded, with its map back to code point offsets where they differ."""
    codes = _codes(text)
    if len(_odd(codes)):
        return _settle(text, codes)
    return Folded(codes.tobytes(), None)


def fold_term(term: str) -> str:
    """A word or phrase of a list, folded for comparison with folded texts; runs of blanks become one space."""
    if term.isascii():
        return " ".join(term.lower().replace("`", "'").split())
    return " ".join(fold(term).data.decode("latin-1").split())


def fold_batch(texts: Sequence[str]) -> Batch:
    """All ``texts`` folded into one buffer."""
    joined = "\ue000".join(texts) + "\ue000"
    points = np.frombuffer(joined.encode("utf-32-le", "surrogatepass"), dtype=np.uint32)
    codes = _table().take(points)
    starts = [0]
    end = 0
    for text in texts:
        end += len(text) + 1
        starts.append(end)
    limits = np.array(starts[1:], dtype=np.intp) - 1
    codes[limits] = BOUNDARY
    special: dict[int, Folded] = {}
    data = codes.tobytes()
    if int(codes.max(initial=0)) < _IGNORED and b"  " not in data:
        return Batch(data, starts, codes, special)
    for index in np.unique(np.searchsorted(limits, _odd(codes))).tolist():
        piece = codes[starts[index] : starts[index + 1] - 1]
        special[index] = _settle(texts[index], piece.copy())
        piece[:] = _BLANK
    return Batch(codes.tobytes(), starts, codes, special)


def join(texts: Sequence[Folded]) -> tuple[bytes, list[int]]:
    """Folded texts one after the other, each followed by the boundary; where each begins, and the end."""
    starts = [0]
    for folded in texts:
        starts.append(starts[-1] + len(folded.data) + 1)
    return b"\0".join((*(folded.data for folded in texts), b"")), starts
