"""What is said of somebody, apart from how it is brought in: the clause that names a group, weighed by itself.

Sums of words over a whole text let a polite or an outraged beginning count as much as what is then said of people.
The clause alone tells what is said; whether the writer means it is read in the words around it (``correcting``). Nor do
such sums know what a negation does: «ne vivent pas comme des porcs» holds every word of the insult. So a clause that
denies something is weighed once more as if it affirmed: where that would be hatred, hatred is what is denied.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from balise.screening.folding import Folded
from balise.screening.learned.features import About
from balise.screening.patterns import lazy
from balise.screening.polarity import NEGATED_LEAD, TAKEN_UP
from balise.screening.reading import Reading

MARGIN = 0.5
"""How much surer a clause must be than a whole text."""
NEARLY = 0.5
"""How near hatred a clause must come, its negation taken away, for the negation to deny hatred; nor may it then be
further from it than as it stands: what is said in «ne respectent personne» is said by the negation itself."""
_MOST, _LONGEST, _LEFT_OUT = 3, 300, 8
_CUT = lazy(r"[:;,(\"]|\b(?:que|qu'|that|mais|but)\b ?")

_CALLED = lazy(r"[a-z0-9' \-\x80\x82]{3,60}[,:!] ?(?:vous|v's|you|u|tu|toi|t'|votre|vos|your)\b")
"""The group is spoken to: «…, vous …»; what comes before its name does not count."""


_STOP = lazy(r"[.;:!?,(\"\n]| (?:mais|but|parce|because|car|pis|puis) ")
_FURTHEST = 120
_VERB = r"(?:do|does|did|are|is|was|were|should|would|could|must|has|have|had|will|can)"
_DENIED = lazy(
    r"(?!.{0,30}\b(?:qui|que|dont|who|that|which)\b)(?: [a-z'\-]+){0,2}? "
    rf"(?:ne |n'|{_VERB}(?:n't|nt|not| not) |can't |won't |never |"
    r"[a-z]+ (?:pas|jamais|pantoute|nobody|nothing|no one)\b)"
)
"""How what is said of a group begins when it is denied; «ceux qui ne …» says which of them."""
_RESTRICTED = lazy(
    r"\bn(?:e |')[a-z' ]{1,25}?\b(?:que |qu')|\b(?:rien|pas) (?:que|qu'|juste|seulement|uniquement|d'autre)|"
    r"\bn(?:othing|ever anything) (?:but|more|less|other)\b|\bnot (?:only|just|merely|simply)\b"
)
"""«Ne sont que», *nothing but*: these affirm."""
_UNSAID = (
    (lazy(r"\b(?:ne |n')(?=[a-z])"), ""),
    (lazy(r" (?:pas|jamais|pantoute|aucunement|nullement)\b"), ""),
    (lazy(r" rien\b"), " tout"),
    (lazy(r" personne\b"), " tout le monde"),
    (lazy(r" aucune?\b"), " un"),
    (lazy(r"\b(?:do|does|did)(?:n't|nt| not) "), ""),
    (lazy(r"\bwon't\b"), "will"),
    (lazy(r"\bcan(?:'t|not| not)\b"), "can"),
    (lazy(rf"\b({_VERB})(?:n't|nt| not)\b"), r"\1"),
    (lazy(r" never\b"), ""),
    (lazy(r" nothing\b"), " everything"),
    (lazy(r" (?:nobody|no one)\b"), " everybody"),
)


class Clause(NamedTuple):
    """A stretch of the folded text that says something of the group named in it, and what is to be weighed of it."""

    start: int
    end: int
    folded: Folded
    about: About


def clauses(reading: Reading, mentions: Sequence[tuple[int, int]]) -> list[Clause]:
    """The clauses that name the groups at ``mentions`` (folded offsets), where they are not the whole text: from the
    last cut before the name to the end of the sentence or quotation, and the next sentence if a pronoun takes it up.
    At most a few a text, each once."""
    found: dict[int, Clause] = {}
    for start, _ in mentions:
        if len(found) == _MOST:
            break
        first, last = _around(reading, start)
        if first not in found and last - first < len(reading.folded) - _LEFT_OUT:
            found[first] = _clause(reading, first, last, reading.folded[first:last])
    return list(found.values())


def denials(reading: Reading, mentions: Sequence[tuple[int, int]]) -> list[tuple[Clause, Clause]]:
    """What is denied of the groups at ``mentions``: each as it stands, and as it would if it were affirmed."""
    found: dict[int, tuple[Clause, Clause]] = {}
    for start, _ in mentions:
        named = _end_of_name(reading.folded, start, mentions)
        stop = _STOP.search(reading.folded, named, named + _FURTHEST)
        last = stop.start() if stop else min(len(reading.folded), named + _FURTHEST)
        said = affirmed(reading.folded[named:last])
        if said is not None and last not in found and len(found) < _MOST:
            found[last] = (
                _clause(reading, start, last, reading.folded[start:last]),
                _clause(reading, start, last, reading.folded[start:named] + said),
            )
    return list(found.values())


def affirmed(said: str) -> str | None:
    """What a denied predicate would be without its negation; None where nothing is denied.

    ``said`` is folded, and begins right after the name of whom it is about.
    """
    if not _DENIED.match(said) or _RESTRICTED.search(said):
        return None
    for pattern, instead in _UNSAID:
        said = pattern.sub(instead, said)
    return said


def _end_of_name(folded: str, start: int, mentions: Sequence[tuple[int, int]]) -> int:
    """Where the name ends that begins at ``start``: a cue may hold the verb after it, with its negation."""
    end = next(last for first, last in mentions if first == start)
    negation = NEGATED_LEAD.search(folded, start, end)
    return end if negation is None else negation.start()


def _clause(reading: Reading, first: int, last: int, text: str) -> Clause:
    content = reading.content
    about = About(reading.original(first, last), str(content.voice), content.reply_to is not None)
    return Clause(first, last, Folded(text.encode("latin-1"), None), about)


def _around(reading: Reading, place: int) -> tuple[int, int]:
    folded, sentence = reading.folded, reading.sentence(place)
    first, last = max(sentence.start, place - _LONGEST), sentence.end
    for cut in _CUT.finditer(folded, first, place):
        first = cut.end()
    if last < len(folded):
        following = reading.sentence(last)
        if TAKEN_UP.match(folded, following.start, min(following.end, following.start + 60)):
            last = following.end
    if _CALLED.match(folded, place, last):
        first = place
    for quotation in reading.quotations:
        if place in quotation:
            first, last = max(first, quotation.start), min(last, quotation.end)
    last = min(last, first + _LONGEST)
    while first < last and folded[first] in ' \n"':
        first += 1
    while last > first and folded[last - 1] in ' \n"':
        last -= 1
    return first, last
