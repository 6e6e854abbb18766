"""Threats against people: direct, veiled, and wishes of harm or death.

Left alone: figures of speech («mort de rire», *kill for a coffee*), warnings of a danger, lawful recourse («je vais
porter plainte»), harm to things, and threats that are reported or condemned (advice at most).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from balise.policy.model import Policy, Severity
from balise.screening.detecting import Cue, Detector, Hit, Message, words
from balise.screening.detectors.respect._violence import FIGURATIVE, LAWFUL, THREATS
from balise.screening.model import Reason, Sighting
from balise.screening.patterns import lazy
from balise.screening.polarity import condemned, denied, quoted, reported, untrue
from balise.screening.reading import Reading, remembered
from balise.screening.word_lists import terms

_LONGEST = 400
_ONESELF = lazy(
    r"\b(?:(?:t'?es|tu es) mort de|i want to die|i wanna die|je veux mourir|me tuer|kill me|me (?:casser|frapper)|myself|je creve de|i(?:'m| am) dead)\b"
)
_THEIR_OWN = lazy(r"\b(?:me |m'|moi|mon |ma |mes |nous |us |me\b|my |our )")
_PAST = lazy(
    r"\b(?:a ete|ont ete|etait|was|were|been|had|avait|s'est|il y a|last (?:week|year|night)|hier|yesterday|pendant la guerre|during the war|in 19[0-9]{2}|en 19[0-9]{2})\b"
)


class Threat(Detector):
    """Words that announce or wish harm to somebody."""

    id = "respect.threat"
    categories = ("threat",)
    surest = 0.8
    severity = Severity.HIGH
    through_tricks = True
    messages = {
        "fr": {
            "threat": Message(
                "« {matched} » peut être reçu comme une menace ou comme le souhait d’un malheur.",
                "Retirez ce passage. Si vous voulez faire valoir un droit, nommez le recours que vous comptez exercer.",
            )
        },
        "en": {
            "threat": Message(
                "“{matched}” may be taken as a threat or a wish of harm.",
                "Remove this passage. To assert a right, name the recourse you intend to take.",
            )
        },
    }

    def cues(self, policy: Policy) -> Iterable[Cue]:
        """Words of violence and turns of veiled threats."""
        yield from words("violence", terms("violence"))

    def find(self, reading: Reading, hits: Sequence[Hit]) -> Iterator[Sighting]:
        """At most one sighting a sentence, at the surest turn of phrase."""
        done = -1
        for hit in hits:
            if hit.start < done:
                continue
            span = reading.sentence(hit.start)
            first, last = max(span.start, hit.start - _LONGEST), min(span.end, hit.end + _LONGEST)
            done = last
            threat = strongest(reading, first, last)
            if threat is None:
                continue
            start, end, confidence = threat
            if untrue(reading, start) or (reported(reading, start, end) and condemned(reading, start, end)):
                continue
            reasons: tuple[Reason, ...] = (Reason("matched", "threat"),)
            if reported(reading, start, end):
                if quoted(reading, start, end):
                    continue
                confidence = min(confidence, 0.4)
                reasons = (*reasons, Reason("softened", "reported"))
            elif FIGURATIVE.search(reading.folded, max(0, first - 80), min(len(reading.folded), last + 80)):
                confidence -= 0.4
                reasons = (*reasons, Reason("softened", "figurative"))
            elif LAWFUL.search(reading.folded, first, last):
                confidence -= 0.4
                reasons = (*reasons, Reason("softened", "lawful-recourse"))
            if confidence >= 0.25:
                yield Sighting("threat", start, end, round(confidence, 2), reasons=reasons)


@remembered
def strongest(reading: Reading, first: int, last: int) -> tuple[int, int, float] | None:
    """The surest threat between two places that is neither denied nor said of oneself: start, end, confidence."""
    best: tuple[int, int, float] | None = None
    for pattern, weight in THREATS:
        match = pattern.search(reading.folded, first, last)
        if match is None or (best and best[2] >= weight):
            continue
        start, end = match.span()
        if _ONESELF.search(reading.folded, max(first, start - 12), min(last, end + 12)):
            continue
        if denied(reading, start) or _PAST.search(reading.folded, start, end):
            continue
        best = (start, end, weight)
    return best


detector = Threat()
