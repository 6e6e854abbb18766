"""Swear words, sacres and crude language without a target.

An exclamation is no insult: it is advice for a person, and out of place in an official text. Church words in their
own sense («le calice de l'église»), mild words («zut», *damn*) and words that others said are left alone. Where the
swear word belongs to an insult or to hate («osti de cave»), that finding says enough.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from balise.policy.model import Policy, Severity
from balise.screening.detecting import Cue, Detector, Hit, Message, words
from balise.screening.detectors.respect._people import title
from balise.screening.detectors.respect._words import beside_attack, foreign
from balise.screening.model import Reason, Sighting
from balise.screening.patterns import lazy
from balise.screening.polarity import quoted
from balise.screening.reading import Reading
from balise.screening.word_lists import terms

_CHURCH = lazy(
    r"\b(?:eglises?|messes?|pretres?|autel|cure|chapelle|cathedrale|basilique|paroisse|communion|eucharistie|liturgi[a-z]*|catholique|chretien[a-z]*|bible|evangile|jesus|marie|saint[es]?|sacrements?|bapteme|mariage|musee|orfevre[a-z]*|dor[ee]+s?|argent|antiques?|antiquites?|patrimoine|"
    r"huile|foret|ile|laine|olive|signe|astro[a-z]*|page|disque|terre|religieu[a-z]+|sculpt[a-z]+|pape|eveque|foi|priere|prie|vitrail|retable|reliques?|juif|hebreu|arche|temple|fleurs?|petales|sepales|corolle|notre|fils|croix|resurrection|noel|paques)\b"
)
_SWORN = lazy(r"\b(?:en|mon|ma|ste|c'te|maudit|que|qu'|de|d') \Z")
_SWEARING_AFTER = lazy(
    r"\A(?: (?:de (?:marde|merde|criss|calisse|tabarnak|cave|con|gang)|que (?:c'est|t'es|ca|je|tu|c\b|on|notre|nos|il|elle|les|le|la|mon|ma|j'|y)|d'(?:affaire|ordi)|j'|c'est|je)|[ ]?[!]|[ ]?,? ?(?:tabarnak|criss|calisse|de))"
)
_CLASSED = lazy(
    r"\b(?:mot|mots|word|words|expression|sacres?|juron|jurons|swear|profanity|linguist[a-z]*|dictionnaire|dictionary|etymologi[a-z]*|origine)\b"
)
_CHURCH_WORDS = frozenset(terms("swears", "church"))
_DICK = lazy(r"(?:\b(?:moby|uncle|private|detective|mr\.?|philip k\.?|van|cheney) )\Z")
_NAMES = frozenset({"dick", "cock", "tits", "pussy", "cum", "nique", "foutre", "pisser", "zob"})


class Vulgarity(Detector):
    """Crude words that are aimed at nobody."""

    id = "respect.vulgarity"
    categories = ("vulgarity",)
    surest = 0.8
    severity = Severity.LOW
    through_tricks = True
    messages = {
        "fr": {
            "vulgarity": Message(
                "« {matched} » est un juron ou un mot cru.",
                "Choisissez un mot plus neutre : le propos restera aussi clair.",
            )
        },
        "en": {
            "vulgarity": Message(
                "“{matched}” is a swear word or crude language.",
                "Choose a more neutral word: the point will be just as clear.",
            )
        },
    }

    def cues(self, policy: Policy) -> Iterable[Cue]:
        """Swear words."""
        yield from words("swear", terms("swears"))

    def find(self, reading: Reading, hits: Sequence[Hit]) -> Iterator[Sighting]:
        """One sighting a sentence that swears."""
        done = -1
        for hit in hits:
            start, end = hit.start, hit.end
            if start < done or quoted(reading, start, end):
                continue
            word = reading.folded[start:end]
            span = reading.sentence(start)
            if word in _CHURCH_WORDS and not self._sworn(reading, start, end):
                continue
            if word in _NAMES and reading.original(start, start + 1).isupper() and start > span.start + 1:
                continue
            if _CLASSED.search(reading.folded, max(span.start, start - 80), min(span.end, end + 80)) or title(
                reading, start, end
            ):
                continue
            if beside_attack(reading, start) or foreign(reading, start, end):
                continue
            done = span.end
            yield Sighting("vulgarity", start, end, 0.8, reasons=(Reason("matched", "swear-word"),))

    @staticmethod
    def _sworn(reading: Reading, start: int, end: int) -> bool:
        """Whether a church word swears: no church in sight, and a turn of swearing around it."""
        span = reading.sentence(start)
        if _CHURCH.search(reading.folded, max(span.start, start - 120), start) or _CHURCH.search(
            reading.folded, end, min(span.end, end + 120)
        ):
            return False
        if _SWEARING_AFTER.search(reading.folded[end : end + 24]):
            return True
        alone = not reading.folded[span.start : start].strip(" \n\"'")
        return alone or (
            _SWORN.search(reading.folded[max(span.start, start - 10) : start]) is not None
            and (reading.folded[max(span.start, start - 3) : start] in {"en ", " en "})
        )


detector = Vulgarity()
