"""Belittles the organisation, what it does, its people or those it serves, from inside.

Only for the staff and for official posts: a visitor may criticise. A work conflict told without belittling anybody
belongs to ``reputation.internal-conflict``; a complaint to an authority is never forbidden for being one.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from balise.policy.model import Decision, Policy, Severity
from balise.screening.detecting import STAFF_VOICES, Cue, Detector, Hit, Message, words
from balise.screening.detectors.reputation._targets import (
    PEJORATIVES,
    PHRASES,
    about_organisation,
    about_people,
    about_products,
)
from balise.screening.model import Reason, Sighting
from balise.screening.patterns import lazy
from balise.screening.polarity import negated, reported
from balise.screening.reading import Reading

_RECOURSE = lazy(
    r"\b(?:grief|plainte|cnesst|tribunal|syndicat|syndical[a-z]*|union|grievance|complaint|labou?r board|normes du travail|human rights|droits de la personne|"
    r"ombudsman|protecteur du citoyen|commission d'acces|lanceu[a-z]+ d'alerte|whistleblow[a-z]*|denonce a|inspection)\b"
)
_SELF = lazy(r"\b(?:je suis|j'suis|chu|chuis|jsuis|i am|i'm|im|me sens|i feel|moi,? je)\b[^.!?]{0,25}\Z")
_ABSENT = lazy(r"\b(?:aucun|aucune|loin d'etre|rien de|nothing|anything but|far from)\b[^.!?]{0,20}\Z")
_CONTRAST = lazy(r"\b(?:avant|quand on les recoit|when they (?:arrive|come)|plutot que|instead of|destines? a|au lieu de|before we)\b")


class Disparagement(Detector):
    """A belittling word and, in the same sentence, whom it belittles."""

    id = "reputation.disparagement"
    categories = ("disparagement",)
    voices = STAFF_VOICES
    severity = Severity.HIGH
    messages = {
        "fr": {
            "disparagement": Message(
                "« {matched} » rabaisse {organisation}, son travail ou des gens qui l’entourent.",
                "Retirez ce passage. Si un problème est réel, parlez-en à votre gestionnaire ou aux ressources humaines.",
            )
        },
        "en": {
            "disparagement": Message(
                "“{matched}” belittles {organisation}, its work or people around it.",
                "Remove this passage. If a problem is real, speak with your manager or human resources.",
            )
        },
    }

    def cues(self, policy: Policy) -> Iterable[Cue]:
        """Belittling words and phrases."""
        yield from words("pejorative", PEJORATIVES)
        yield from words("pejorative", PHRASES)

    def find(self, reading: Reading, hits: Sequence[Hit]) -> Iterator[Sighting]:
        """One sighting a sentence that belittles somebody or something of the organisation."""
        done = -1
        for hit in hits:
            if hit.start < done:
                continue
            span = reading.sentence(hit.start)
            first, last = max(span.start, hit.start - 240), min(span.end, hit.end + 240)
            before = reading.folded[first : hit.start]
            if _SELF.search(before) or _ABSENT.search(before) or negated(reading, hit.start) or reported(reading, hit.start, hit.end):
                continue
            if _CONTRAST.search(reading.folded, first, last):
                continue
            if not (
                about_organisation(reading, first, last)
                or about_people(reading, first, last)
                or about_products(reading, first, last)
                or self._before(reading, first)
            ):
                continue
            done = span.end
            lawful = _RECOURSE.search(reading.folded) is not None
            yield Sighting(
                "disparagement", hit.start, hit.end, 0.75,
                reasons=(
                    Reason("matched", "belittles"),
                    *((Reason("softened", "lawful-recourse"),) if lawful else ()),
                ),
                ceiling=Decision.ADVISE if lawful else Decision.FORBIDDEN,
            )  # fmt: skip

    @staticmethod
    def _before(reading: Reading, first: int) -> bool:
        """Whether the sentence before names the organisation or its people, which a pronoun then takes up."""
        if first < 2:
            return False
        span = reading.sentence(first - 2)
        return about_organisation(reading, max(span.start, first - 160), first)


detector = Disparagement()
