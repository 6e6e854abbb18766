"""Belittles the organisation, what it does, its people or those it serves, from inside.

Only for the staff and for official posts: a visitor may criticise. A work conflict told without belittling anybody
belongs to ``reputation.internal-conflict``, what is said of other organisations to ``reputation.competitor``; a
complaint to an authority is never forbidden for being one.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from balise.policy.model import Decision, Policy, Severity
from balise.screening.detecting import STAFF_VOICES, Cue, Detector, Hit, Message, words
from balise.screening.detectors.reputation._targets import about_organisation, names_it, others, ours, people
from balise.screening.detectors.reputation._tone import DENIES, SELF, fault, told, turned
from balise.screening.model import Reason, Sighting
from balise.screening.organisation import mention_pattern
from balise.screening.patterns import lazy
from balise.screening.reading import Reading
from balise.screening.word_lists import terms

_RECOURSE = lazy(
    r"\b(?:grief|plainte (?:a|au|aupres|officielle|formelle)|porte plainte|cnesst|tribunal|syndicat|syndical[a-z]*|union|grievance|(?:file|filed|filing|formal) (?:a )?complaint|labou?r board|normes du travail|human rights|"
    r"droits de la personne|ombudsman|protecteur du citoyen|commission d'acces|lanceu[a-z]+ d'alerte|whistleblow[a-z]*|denonce (?:a|au)|inspect(?:ion|eur|or))\b"
)
_INACTION = lazy(
    r"(?:s'en|se) (?:f|b|s|c|m)|(?:fait|font|fout|foutent|does|do) (?:rien|nothing)|(?:repond|repondent) |don'?t care|doesn'?t care|do not care|couldn'?t care|inacceptable|unacceptable|personne |nobody |no one |"
    r"toxi|injuste|rude|mepris|chicane|ment\b|menteu|liar|lie"
)
_MANAGEMENT = lazy(
    r"\b(?:rh|hr|human resources|ressources humaines|la direction|management|boss|patronne?|gestionnaire|superviseure?|supervisor|manager|superieure?|directeur|directrice|director|employeur|employer|responsable|collegues?|coworkers?|colleagues?)\b"
)
_PATIENT = lazy(r"\b(?:me|m'|moi|nous|mon|ma|mes|my|us|our|i|je|j'|on)\b")
_MARGIN = 240


class Disparagement(Detector):
    """A belittling word and, in the same sentence, whom it belittles."""

    id = "reputation.disparagement"
    categories = ("disparagement",)
    voices = STAFF_VOICES
    surest = 0.75
    severity = Severity.HIGH
    messages = {
        "fr": {
            "disparagement": Message(
                "« {matched} » peut rabaisser {organisation}, son travail ou les gens qui l’entourent.",
                "Retirez ce passage. S’il y a un vrai problème, parlez-en à votre gestionnaire ou aux ressources humaines.",
            )
        },
        "en": {
            "disparagement": Message(
                "“{matched}” may belittle {organisation}, its work or the people around it.",
                "Remove this passage. If there is a real problem, speak with your manager or human resources.",
            )
        },
    }

    def cues(self, policy: Policy) -> Iterable[Cue]:
        """Belittling words and phrases, and the organisation's names, near which a plain fault may belittle."""
        yield from words("pejorative", terms("belittling", "strong"))
        yield Cue("organisation", rf"\b{mention_pattern(policy)}\b")

    def find(self, reading: Reading, hits: Sequence[Hit]) -> Iterator[Sighting]:
        """One sighting a sentence that belittles somebody or something of the organisation."""
        done = -1
        for hit in hits[:400]:
            if hit.start < done:
                continue
            span = reading.sentence(hit.start)
            first, last = max(span.start, hit.start - _MARGIN), min(span.end, hit.end + _MARGIN)
            place = hit.start, hit.end
            if hit.cue == "organisation":
                plain = fault(reading.folded, first, last, hit)
                if plain is None:
                    continue
                place = plain
            if not _belittles(reading, place, first, last, hit.cue == "organisation"):
                continue
            done = span.end
            lawful = (
                _RECOURSE.search(reading.folded, max(0, first - 600), min(len(reading.folded), last + 600)) is not None
            )
            yield Sighting(
                "disparagement", *place, 0.75,
                reasons=(
                    Reason("matched", "belittles"),
                    *((Reason("softened", "lawful-recourse"),) if lawful else ()),
                ),
                ceiling=Decision.ADVISE if lawful else Decision.FORBIDDEN,
            )  # fmt: skip


def _belittles(reading: Reading, place: tuple[int, int], first: int, last: int, named: bool) -> bool:
    """Whether the words at ``place`` are meant, and bear on the organisation or its people."""
    start, end = place
    folded = reading.folded
    if SELF.search(folded, max(first, start - 40), start) or turned(reading, start, end) or told(reading, start, end):
        return False
    if DENIES.search(folded, max(0, first - 120), min(len(folded), last + 120)):
        return False
    if named:
        return True
    own = names_it(reading, first, last) or ours(reading, first, last)
    if own is None and others(reading, first, last) is not None:
        return False
    if own is not None and others(reading, first, last) is not None:
        # Said of both, one against the other: what stands nearest before the word is its subject.
        other = others(reading, first, last)
        if other is not None and (other[0] <= start < own.start() or own.start() < other[0] <= start):
            return False
    management = _MANAGEMENT.search(folded, first, last)
    if management and _INACTION.match(folded, start) and not names_it(reading, first, last):
        return False
    if own is not None or about_organisation(reading, first, last):
        return True
    before = _sentence_before(reading, first)
    if people(reading, first, last) is not None:
        return (
            about_organisation(reading, *before)
            or about_organisation(reading, last, min(len(folded), last + _MARGIN))
            or (reading.official or _WORKISH.search(folded, first, last) is not None)
        )
    subject = names_it(reading, *before) or ours(reading, *before) if before[0] < before[1] else None
    return subject is not None and _TAKES_UP.search(folded, first, last) is not None


_WORKISH = lazy(
    r"\b(?:nous|notre|nos|our|us|we|chez nous|a la job|au travail|at work|atelier|entrepot|workshop|warehouse|a l'accueil|front desk|reception|shift|quart|department|departement|ordis?|computers?|laptops?|machines?)\b"
)
_TAKES_UP = lazy(
    r"(?:\A|[ '])(?:ils|elles|elle|il|ca|c'est|c|ce|cet|cette|they|it|it's|this|that|that's|their|leurs?|les gens|everyone|tout le monde|personne|quelle?|what|such|total|vraie?|pure|une?|a|the)\b"
)


def _sentence_before(reading: Reading, first: int) -> tuple[int, int]:
    """The sentence before, or the part of it nearest to ``first``."""
    if first < 2:
        return 0, 0
    span = reading.sentence(first - 2)
    return max(span.start, first - 200), first


detector = Disparagement()
