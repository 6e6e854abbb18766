"""The whole of what is claimed, where a detector saw only the words that give it away.

« c'est prouvé que » or « 80 % » quoted alone say nothing to whoever must name a source; the clause they stand in does.
"""

from __future__ import annotations

from balise.screening.patterns import lazy
from balise.screening.reading import Reading

_CLAUSE = lazy(r"[,:;(\x82](?=[ \n])|[(\"]| - ")
_LEADING, _TRAILING = " \n\"'-*>", " \n\"'.!?;:,\x82-"
_LONGEST_BEFORE, _LONGEST_AFTER = 120, 160


def whole(reading: Reading, start: int, end: int, *, from_sentence: bool = False) -> tuple[int, int]:
    """From the beginning of the clause, or of the sentence, that holds these words to the end of the sentence.

    Offsets of the folded text. A very long sentence is cut between two words; the words given are always inside.
    """
    text, span = reading.folded, reading.sentence(start)
    first = span.start
    if not from_sentence:
        for match in _CLAUSE.finditer(text, span.start, start):
            first = match.end()
    if start - first > _LONGEST_BEFORE:
        first = start
    last = max(span.end, end)
    if last - end > _LONGEST_AFTER:
        last = max(end, text.rfind(" ", end, end + _LONGEST_AFTER))
    while last > end and text[last - 1] in _TRAILING:
        last -= 1
    while first < start and text[first] in _LEADING:
        first += 1
    return first, last
