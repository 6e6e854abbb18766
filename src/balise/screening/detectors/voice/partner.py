"""Speaks of a partner, or in its name.

For an official post any statement that names a partner counts; for a person's own post, what speaks in the partner's
name, thanks it, judges it or tells what it does. Going there, giving its address or asking about it is left alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from balise.policy.model import Policy
from balise.screening.detecting import STAFF_VOICES, Cue, Detector, Hit, Message
from balise.screening.detectors.voice._context import cover
from balise.screening.detectors.voice._statements import NAME_OF, NEUTRAL, SUBJECT, THANKED, judged
from balise.screening.model import Reason, Sighting
from balise.screening.organisation import in_address, partner_pattern, partners_named
from balise.screening.patterns import lazy
from balise.screening.polarity import reported
from balise.screening.reading import Reading

_TOGETHER = lazy(
    r"\b(?:partenariat|partenaires?|partnership|partnering|collabor[a-z]+|entente|agreement|projet|project|nous|notre|we|our|ensemble|together|grace a|thanks to|with the help|avec l'aide|"
    r"recommand[a-z]+|au nom|on behalf|needs?|devraient?|should|could|pourraient?|must|doit|doivent|compare[es]*|compared)\b"
)
_ELSEWHERE = lazy(
    r"\b(?:www\.|https?:|site (?:web |internet )?(?:de|du|d'|of)|website|adresse|address|numero|page (?:de|du|d')|logo)"
)
_MARGIN = 200


class PartnerNamed(Detector):
    """A partner's name in words that readers would take for the partner's, or for a statement on it."""

    id = "voice.partner"
    categories = ("partner",)
    voices = STAFF_VOICES
    messages = {
        "fr": {
            "partner": Message(
                "Ce passage parle de {name}, partenaire de {organisation}, ou en son nom.",
                "Obtenez d’abord son approbation, ou retirez ce qui le concerne.",
            )
        },
        "en": {
            "partner": Message(
                "This passage speaks of {name}, a partner of {organisation}, or in its name.",
                "Get its approval first, or remove what concerns it.",
            )
        },
    }

    def cues(self, policy: Policy) -> Iterable[Cue]:
        """The partners' names."""
        for partner in policy.organisation.partners:
            yield Cue("partner", rf"\b{partner_pattern(partner.names)}\b")

    def find(self, reading: Reading, hits: Sequence[Hit]) -> Iterator[Sighting]:
        """One sighting for each partner spoken of."""
        names = {partner.id: partner.names[0] for partner in reading.policy.organisation.partners}
        for partner, start, end in partners_named(reading.policy, reading.folded):
            if not reading.official and not _spoken_of(reading, start, end):
                continue
            yield Sighting(
                "partner", start, end, 0.85,
                reasons=(Reason("matched", "partner-named"),), parameters={"partner": partner, "name": names[partner]},
            )  # fmt: skip


def _spoken_of(reading: Reading, start: int, end: int) -> bool:
    """Whether a person's own post does more than mention the partner that stands there."""
    if in_address(reading.folded, start, end) or reported(reading, start, end):
        return False
    span = reading.sentence(start)
    first, last = max(span.start, start - _MARGIN), min(span.end, end + _MARGIN)
    text = cover(reading.folded[first:last], start - first, end - first)
    at = start - first
    spoken = NAME_OF.search(text, 0, at)
    if spoken:
        return re.search(r"\b(?:pas|not|n't|never|jamais)\b[^,;]{0,25}\Z", text[: spoken.start()]) is None
    if text.rstrip().endswith("?"):
        return False
    subject = SUBJECT.search(text)
    if subject is not None and subject.start() <= at < subject.end() and not _ELSEWHERE.search(text):
        return True
    if THANKED.search(text):
        return True
    if NEUTRAL.search(text) or _ELSEWHERE.search(text):
        return judged(text, weak=False) is not None
    return judged(text, weak=True) is not None or _TOGETHER.search(text) is not None


detector = PartnerNamed()
