"""Degrading words aimed at people: to their face, about somebody, or called out.

Words come in three grades (``lexicons/insults.*.txt``). *Strong* ones insult wherever they stand; *person* ones only
when a person is meant («cet idiot», not «une question idiote»); *common* ones, everyday words, only in a turn of
phrase that makes them insults («espèce de thon», *you clown*). Slurs said to somebody are insults as well as hate.
Denied, reported, condemned or said of oneself, a word is no insult; neither is the title of a work.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from balise.policy.model import Policy, Severity
from balise.screening.detecting import Cue, Detector, Hit, Message, words
from balise.screening.detectors.respect._people import addressed, called_out, loose, tight, title, told
from balise.screening.detectors.respect._words import foreign, of_a_group, remember
from balise.screening.model import Reason, Sighting
from balise.screening.patterns import lazy
from balise.screening.polarity import denied, disowned, reclaimed, reported, said_of_oneself
from balise.screening.reading import Reading
from balise.screening.word_lists import terms

_STRONG = terms("insults", "strong")
_PERSON = terms("insults", "person")
_COMMON = terms("insults", "common")
_GROUNDS = ("origin", "religion", "orientation", "gender", "handicap")
_SLURS = tuple(term for term in terms("slurs", *_GROUNDS) if " " not in term)
_DOUBTFUL = terms("slurs", *(f"{ground}?" for ground in _GROUNDS))
_THINGS = lazy(
    r"\b(?:c'est|c'?etait|ce n'est|c'est-tu|ca|cela|it|it's|its|that's|this is|that is|that was|this was|ce serait|how|tout ca|c|cest|ce que|what|something|quelque chose|everything)\b(?:[ ]+[a-z0-9'\-]+){0,3}[ ]+\Z"
)


_A_PERSON = lazy(
    r"\b(?:une?|an?|des) (?:(?:vraie?|gros|grosse|sale|maudite?|osti de|petite?|sacree?|vieux|vieille|belle|beau|parfaite?|bande de|real|total|complete|such|fucking|little|big|old|fat|lazy|selfish|pathetic|absolute|stupid) )?\Z"
)


class Insult(Detector):
    """Degrading words aimed at a person or at people."""

    id = "respect.insult"
    categories = ("insult",)
    severity = Severity.HIGH
    through_tricks = True
    messages = {
        "fr": {
            "insult": Message(
                "« {matched} » rabaisse quelqu’un.",
                "Retirez ces mots. Dites ce qui ne va pas sans vous en prendre à la personne.",
            )
        },
        "en": {
            "insult": Message(
                "“{matched}” puts somebody down.",
                "Remove these words. Say what is wrong without attacking the person.",
            )
        },
    }

    def cues(self, policy: Policy) -> Iterable[Cue]:
        """The graded words."""
        yield from words("strong", _STRONG)
        yield from words("person", _PERSON)
        yield from words("slur", _SLURS)
        yield from words("common", _COMMON)
        yield from words("doubtful", _DOUBTFUL)

    def find(self, reading: Reading, hits: Sequence[Hit]) -> Iterator[Sighting]:
        """One sighting for each insult, the widest where several stand on the same words."""
        until = -1
        for hit in sorted(hits, key=lambda hit: (hit.start, -hit.end)):
            start, end = hit.start, hit.end
            if start < until or foreign(reading, start, end) or of_a_group(reading, start):
                continue
            confidence = self._weigh(reading, hit.cue, start, end)
            if not confidence or said_of_oneself(reading, start, end) or title(reading, start, end):
                continue
            if denied(reading, start) or reported(reading, start, end) or disowned(reading, start, end):
                continue
            if hit.cue in {"slur", "doubtful"} and reclaimed(reading, start, end):
                continue
            until = end
            remember(reading, "insult", start, end)
            yield Sighting("insult", start, end, confidence, reasons=(Reason("matched", f"insult-{hit.cue}"),))

    @staticmethod
    def _weigh(reading: Reading, cue: str, start: int, end: int) -> float:
        """How surely the word insults where it stands; 0 when it doesn't."""
        if cue == "strong":
            return 0.9
        if tight(reading, start):
            return 0.9
        if cue != "doubtful" and addressed(reading, start, end):
            return 0.85
        if cue == "slur":
            return 0.8 if called_out(reading, start, end) or told(reading, start) else 0.0
        if cue == "doubtful":
            return 0.0
        thing = _THINGS.search(reading.folded, max(0, start - 50), start) is not None
        if told(reading, start):
            if thing and not _A_PERSON.search(reading.folded, max(0, start - 24), start):
                return 0.0
            return 0.8
        if cue == "common":
            return 0.0
        if called_out(reading, start, end):
            return 0.8
        if not thing and loose(reading, start):
            return 0.65
        return 0.0


detector = Insult()
