"""Long numbers however their digits are set apart, and the windows of them that may be one identifier.

A *run* is digits with at most three separating signs between two of them. Within a run, a *window* is a series of
whole groups parted by one same separator: so «130-692-544», «130 692 544», «1.3.0.6.9.2.5.4.4» and «130692544» give
the same nine digits, and «lots 258 167, 422» gives none.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from itertools import islice
from typing import NamedTuple

from balise.screening.patterns import lazy
from balise.screening.reading import Reading

SEPARATOR = r"[ \n.\-_/,|:;*+~'\"#=\\()\[\]<>&\x81\x82]"
"""One sign that may stand between two digits of a number."""
_RUN = lazy(rf"[0-9](?:{SEPARATOR}{{0,3}}[0-9]){{7,}}")
_GROUP = lazy(r"[0-9]+")
_MOST_GROUPS = 20
_READ = 1000
"""How many groups of digits are read in one text: a longer table of numbers tells no more about anybody."""
_ADDRESS = lazy(r"https?:|www\.|://|[a-z0-9]@[a-z0-9]|\.(?:com|ca|org|net|fr|gov|io|qc)/")


def digits_cue(count: int) -> str:
    """A cue for at least ``count`` digits with at most one sign between two of them."""
    return rf"[0-9](?:{SEPARATOR}?[0-9]){{{count - 1}}}\b"


def groups_cue(count: int, least: int, most: int) -> str:
    """A cue for ``count`` groups of ``least`` to ``most`` digits, two or three signs apart."""
    group = rf"[0-9]{{{least},{most}}}"
    return rf"{group}(?:{SEPARATOR}{{2,3}}{group}){{{count - 1}}}\b"


def spread_cue(count: int) -> str:
    """A cue for ``count`` digits, each two or three signs from the next."""
    return rf"[0-9](?:{SEPARATOR}{{2,3}}[0-9]){{{count - 1}}}\b"


class Window(NamedTuple):
    """Whole groups of a run: ``widths`` are their sizes, ``separator`` the sign between them (blank runs count as one
    blank; empty for one group). ``alone`` says that no further digit follows or comes before by the same sign."""

    start: int
    end: int
    digits: str
    widths: tuple[int, ...]
    separator: str
    alone: bool

    @property
    def spaced(self) -> bool:
        """Whether every digit stands apart."""
        return len(self.widths) > 1 and max(self.widths) == 1


class Run:
    """One run of digits: places of its groups, and the signs between them."""

    def __init__(self, text: str, start: int, end: int) -> None:
        self.start = start
        self.end = end
        self._text = text
        self._groups = [match.span() for match in islice(_GROUP.finditer(text, start, end), _READ)]
        self._signs = [
            _sign(text[before[1] : after[0]]) for before, after in zip(self._groups, self._groups[1:], strict=False)
        ]

    @property
    def groups(self) -> int:
        """How many groups it has."""
        return len(self._groups)

    def windows(self, counts: Collection[int], *, everywhere: bool = False) -> Iterator[Window]:
        """The windows of ``counts`` digits that start where the separator changes; ``everywhere`` (when words around
        announce such a number) those of the first and last groups too. Windows overlap, the longest first from each
        place: callers skip what begins inside one they kept."""
        groups, signs = self._groups, self._signs
        most = max(counts)
        last = len(groups) - 1
        for index, (start, _) in enumerate(groups):
            before = signs[index - 1] if index else None
            after = signs[index] if index < last else None
            edge = before is None or after != before or (everywhere and (index < 6 or last - index < most))
            if not edge:
                continue
            found = []
            size = 0
            for place in range(index, min(last + 1, index + _MOST_GROUPS)):
                if place > index + 1 and signs[place - 1] != after:
                    break
                size += groups[place][1] - groups[place][0]
                if size > most:
                    break
                if size in counts:
                    sign = after if place > index and after is not None else ""
                    follows = place < last and signs[place] == (sign or "")
                    precedes = before is not None and before == (sign or "")
                    found.append(
                        Window(
                            start,
                            groups[place][1],
                            "".join(self._text[first:end] for first, end in groups[index : place + 1]),
                            tuple(end - first for first, end in groups[index : place + 1]),
                            sign,
                            not follows and not precedes,
                        )
                    )
            yield from reversed(found)

    def mixed(self, count: int) -> Iterator[Window]:
        """The windows of ``count`` digits from the run's first groups whatever single signs part them."""
        for index in range(min(3, len(self._groups))):
            size = 0
            for place in range(index, min(len(self._groups), index + _MOST_GROUPS)):
                if place > index and len(self._signs[place - 1]) > 1:
                    break
                size += self._groups[place][1] - self._groups[place][0]
                if size >= count:
                    break
            if size == count:
                spans = self._groups[index : place + 1]
                digits = "".join(self._text[first:end] for first, end in spans)
                widths = tuple(end - first for first, end in spans)
                yield Window(spans[0][0], spans[-1][1], digits, widths, "", place + 1 == len(self._groups))


def _sign(between: str) -> str:
    bare = between.strip(" ")
    return bare or " "


def runs(reading: Reading) -> list[Run]:
    """Every run of at least eight digits, looked for once for all detectors."""
    found = reading.memory.get("identifiers.runs")
    if not isinstance(found, list):
        text = reading.folded
        read: list[Run] = []
        left = _READ
        for match in _RUN.finditer(text):
            # Two signs a group at the most: what is cut has more groups than are left to read.
            run = Run(text, match.start(), min(match.end(), match.start() + 40 * left))
            read.append(run)
            left -= run.groups
            if left <= 0:
                break
        found = reading.memory["identifiers.runs"] = read
    return found


def glued(text: str, start: int, end: int) -> bool:
    """Whether the stretch is only a part of a longer word or address."""
    if end < len(text) and (text[end].isalnum() or text[end] in "@_") and not _spaced_unit(text, end):
        return True
    if start and (text[start - 1].isalpha() or text[start - 1] in "@_$"):
        return True
    return in_address(text, start)


def _spaced_unit(text: str, end: int) -> bool:
    return text[end] == "_" and (end + 1 == len(text) or not text[end + 1].isalnum())


def in_address(text: str, start: int) -> bool:
    """Whether the word in which ``start`` stands began as a web or e-mail address."""
    first = max(text.rfind(" ", max(0, start - 200), start), text.rfind("\n", max(0, start - 200), start)) + 1
    first = max(first, start - 200)
    return first < start and _ADDRESS.search(text, first, start) is not None
