"""Attacks on people for a ground of section 10 of the Charte des droits et libertés de la personne (Québec).

The grounds: race, colour, sex, gender identity or expression, pregnancy, sexual orientation, civil status, age,
religion, political convictions, language, ethnic or national origin, social condition, handicap. Seen: slurs, groups
degraded or dehumanised, called to be excluded or harmed, hated in so many words, sent «back home». Left alone: groups
named neutrally or well, denial, counter-speech, quotation that is condemned, words that people reclaim, and attacks on
ideas, institutions or trades.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache

from balise.policy.model import Policy, Severity
from balise.screening.detecting import Cue, Detector, Hit, Message, words
from balise.screening.detectors.respect._against import AFTER, BEFORE, THEM_AFTER
from balise.screening.detectors.respect._people import title
from balise.screening.detectors.respect._predicates import Said, noun_after, said_after
from balise.screening.detectors.respect._words import foreign, remember
from balise.screening.detectors.respect.threat import strongest
from balise.screening.model import Reason, Sighting
from balise.screening.polarity import (
    NEGATED_LEAD,
    TAKEN_UP,
    cited,
    condemned,
    denied,
    disowned,
    distanced,
    negated,
    quoted,
    reclaimed,
    reported,
    said_of_oneself,
    told_by_others,
    untrue,
)
from balise.screening.reading import Reading
from balise.screening.word_lists import sections, terms

_GROUNDS = ("origin", "religion", "orientation", "gender", "handicap")
_ARTICLES_FR = (
    "les",
    "ces",
    "des",
    "aux",
    "vos",
    "nos",
    "tes",
    "toutes les",
    "tous les",
    "ces sales",
    "sales",
    "sale",
    "maudits",
    "maudites",
    "maudit",
    "maudite",
    "d'une",
    "une",
    "un",
    "comme une",
    "de",
)
_ARTICLES_EN = (
    "the",
    "these",
    "those",
    "all",
    "you",
    "hate",
    "most",
    "fucking",
    "filthy",
    "dirty",
    "stupid",
    "kill",
    "against",
    "like a",
    "a",
)
_SINGULAR = (
    "femme",
    "fille",
    "meuf",
    "gonzesse",
    "nana",
    "dame",
    "homme",
    "mec",
    "woman",
    "girl",
    "man",
    "chick",
    "vieille",
    "noir",
    "noire",
    "blanc",
    "blanche",
    "anglais",
    "anglaise",
    "francaise",
    "quebecoise",
    "canadien",
    "canadienne",
)
_LEADING = (
    "are",
    "is",
    "should",
    "must",
    "belong",
    "can't",
    "cannot",
    "don't",
    "deserve",
    "need",
    "have",
    "shouldn't",
    "aren't",
    "will never",
    "only",
    "ruin",
    "always",
    "who",
    "suck",
    "r",
    "just",
)
_POLITICS = frozenset({"politics"})
_OF_A_GROUP = frozenset({"degraded", "hated", "harm", "exclusion", "blamed", "worse", "lesser", "likened"})


@cache
def _ground_of() -> Mapping[str, str]:
    """Each group's name and its section."""
    return {
        term: section
        for language in ("fr", "en")
        for section, listed in sections("groups", language).items()
        for term in listed
    }


class Hate(Detector):
    """Slurs, and what is said against people named by a protected ground."""

    id = "respect.hate"
    categories = ("hate",)
    severity = Severity.HIGH
    through_tricks = True
    subjects = frozenset({"group", "common"})
    messages = {
        "fr": {
            "hate": Message(
                "« {matched} » s’attaque à des personnes pour ce qu’elles sont (un motif protégé par la Charte).",
                "Retirez ce passage. On peut débattre d’une idée sans rabaisser ni exclure un groupe de personnes.",
            )
        },
        "en": {
            "hate": Message(
                "“{matched}” attacks people for who they are (a ground protected by the Charter).",
                "Remove this passage. An idea can be debated without degrading or excluding a group of people.",
            )
        },
    }

    def cues(self, policy: Policy) -> Iterable[Cue]:
        """Slurs, turns of exclusion, groups; groups of everyday names only where they stand for a whole."""
        yield from words("slur", terms("slurs", *_GROUNDS))
        yield from words("framed-slur", _framed())
        yield from words("phrase", terms("exclusion"))
        yield from words("group", (term for term, section in _ground_of().items() if not section.endswith("~")))
        yield from words("common", _generic())

    def find(self, reading: Reading, hits: Sequence[Hit]) -> Iterator[Sighting]:
        """One sighting for each attack; the surest where several touch."""
        taken: list[tuple[int, int]] = []
        for hit in sorted(hits, key=lambda hit: (hit.start, -hit.end)):
            found = (
                self._slur(reading, hit) if hit.cue in {"slur", "framed-slur", "phrase"} else self._group(reading, hit)
            )
            if found is None or (taken and found.start is not None and found.start < taken[-1][1]):
                continue
            if found.start is not None and found.end is not None:
                taken.append((found.start, found.end))
                code = found.reasons[0].code
                remember(reading, "group" if code in _OF_A_GROUP else "hate", found.start, found.end)
            yield found

    @staticmethod
    def _slur(reading: Reading, hit: Hit) -> Sighting | None:
        start, end = hit.start, hit.end
        if (
            disowned(reading, start, end)
            or denied(reading, start)
            or title(reading, start, end)
            or foreign(reading, start, end)
        ):
            return None
        if hit.cue != "phrase" and (reclaimed(reading, start, end) or said_of_oneself(reading, start, end)):
            return None
        confidence = {"slur": 0.85, "framed-slur": 0.7, "phrase": 0.7}[hit.cue]
        reasons: tuple[Reason, ...] = (Reason("matched", hit.cue),)
        if reported(reading, start, end):
            if cited(reading, start, end) or (quoted(reading, start, end) and told_by_others(reading, start, end)):
                return None
            return Sighting("hate", start, end, 0.4, reasons=(*reasons, Reason("softened", "reported")))
        return Sighting("hate", start, end, confidence, reasons=reasons)

    def _group(self, reading: Reading, hit: Hit) -> Sighting | None:
        start, end = hit.start, hit.end
        negation = NEGATED_LEAD.search(reading.folded, start, end)
        if negation is not None:
            end = negation.start()
        if untrue(reading, start) or distanced(reading, start):
            return None
        found = self._against(reading, start, end)
        if found is None:
            return None
        code, said = found
        if said.confidence <= 0 or title(reading, start, end):
            return None
        first, last = min(start, said.start), max(end, said.end)
        if distanced(reading, said.end) or cited(reading, first, last):
            return None
        elsewhere = reported(reading, first, last)
        if elsewhere and condemned(reading, first, last):
            return None
        ground = _ground_of().get(reading.folded[start:end], "")
        confidence = said.confidence
        reasons: tuple[Reason, ...] = (Reason("matched", code),)
        if elsewhere:
            confidence = min(confidence, 0.4)
            reasons = (*reasons, Reason("softened", "reported"))
        elif ground in _POLITICS and code not in {"harm", "exclusion"}:
            confidence = min(confidence, 0.45)
        return Sighting("hate", first, last, confidence, reasons=reasons)

    @staticmethod
    def _against(reading: Reading, start: int, end: int) -> tuple[str, Said] | None:
        """What is said against the group that stands from ``start`` to ``end``."""
        span = reading.sentence(start)
        left = max(span.start, start - 120)
        for code, pattern, weight, deniable in BEFORE:
            match = pattern.search(reading.folded, left, start)
            if match and not (
                deniable and (negated(reading, match.start()) or _forbids(reading, left, match.start(), span.end))
            ):
                return code, Said(match.start(), end, weight)
        for code, pattern, weight in AFTER:
            after = pattern.match(reading.folded, end, min(span.end, end + 90))
            if after and not denied(reading, start):
                return code, Said(start, after.end(), weight)
        said = said_after(reading, end)
        if said is not None:
            return "degraded", said
        adjective = noun_after(reading, end)
        if adjective is not None and not denied(reading, start):
            return "degraded", adjective
        them = THEM_AFTER.search(reading.folded, end, min(span.end, end + 160))
        if them and not negated(reading, them.start()):
            return "harm", Said(them.start(), them.end(), 0.75)
        threat = strongest(reading, left, min(span.end, end + 200))
        if threat is not None:
            return "harm", Said(threat[0], threat[1], threat[2] - 0.05)
        if span.end < len(reading.folded):
            following = reading.sentence(span.end)
            pronoun = TAKEN_UP.match(reading.folded, following.start, min(following.end, following.start + 60))
            if pronoun:
                taken_up = said_after(reading, pronoun.end())
                if taken_up is not None:
                    return "degraded", Said(taken_up.start, taken_up.end, taken_up.confidence - 0.1)
            them = THEM_AFTER.search(reading.folded, following.start, min(following.end, following.start + 160))
            if them and not negated(reading, them.start()):
                return "harm", Said(them.start(), them.end(), 0.7)
        return None


def _forbids(reading: Reading, first: int, start: int, last: int) -> bool:
    """Whether a call to harm is called wrong in its own sentence («tuer des … est un crime»)."""
    return condemned(reading, start, start) and not reading.folded[first:start].strip() and last - start < 200


@cache
def _framed() -> tuple[str, ...]:
    """Slurs with another meaning, in the turns that leave only the slur."""
    doubtful = terms("slurs", *(f"{ground}?" for ground in (*_GROUNDS, "gender")))
    frames = (
        "sale",
        "sales",
        "maudit",
        "maudits",
        "maudite",
        "maudites",
        "espece de",
        "bande de",
        "gros",
        "grosse",
        "fucking",
        "filthy",
        "dirty",
        "stupid",
        "you fucking",
        "bloody",
        "goddamn",
        "osti de",
        "crisse de",
        "tas de",
        "putain de",
    )
    harmless = {
        "gros bronze",
        "gros singe",
        "gros singes",
        "gros citron",
        "gros melon",
        "gros melons",
        "gros gris",
        "dirty fruit",
        "sales citrons",
        "sale gris",
    }
    return tuple(text for term in doubtful for frame in frames if (text := f"{frame} {term}") not in harmless)


@cache
def _generic() -> tuple[str, ...]:
    """Everyday names of groups where they stand for the whole group."""
    found: list[str] = []
    for term, section in _ground_of().items():
        if not section.endswith("~"):
            continue
        if term in _SINGULAR:
            found += [
                f"{article} {term}"
                for article in (
                    "sale",
                    "maudite",
                    "maudit",
                    "comme une",
                    "qu'une",
                    "espece de",
                    "juste une",
                    "like a",
                    "just a",
                    "you're a",
                    "fucking",
                )
            ]
            found += [f"une {term} {verb}" for verb in ("doit", "devrait", "est", "c'est", "ca", "ne")]
            found += [f"a {term} {verb}" for verb in ("should", "is", "belongs", "must", "can't", "shouldn't")]
            continue
        found += [
            f"{article} {term}" for article in _ARTICLES_FR if article not in {"une", "un", "d'une", "comme une", "de"}
        ]
        found += [f"{article} {term}" for article in _ARTICLES_EN if article not in {"a", "like a"}]
        found += [f"{term} {verb}" for verb in _LEADING]
    return tuple(found)


detector = Hate()
