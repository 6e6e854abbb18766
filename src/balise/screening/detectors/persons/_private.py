"""How a private matter is tied to a person: what detectors of this family share.

A matter is told of a person when both stand in one sentence, the person first («Julie est en burnout») or right after
it («le congé de maladie de Julie», *they fired Dave*); or when the sentence says «il», *she*, and the one before named
somebody. What the writer tells of themselves is theirs to tell, and what is said of public figures or of causes is left.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice
from typing import ClassVar

from balise.policy.model import Severity
from balise.screening.detecting import Detector, Hit
from balise.screening.model import Reason, Sighting
from balise.screening.patterns import lazy
from balise.screening.people import FIRST, FULL, PAIR, ROLE, TITLED, VAGUE, Person, people, public_figure
from balise.screening.reading import Reading, Span

CATEGORY = "personal-information"
_SURE = {FULL: 0.85, TITLED: 0.85, PAIR: 0.6, FIRST: 0.65, ROLE: 0.65, VAGUE: 0.4}
_REACH = 160
_SELF = lazy(
    r"(?<![a-z])(?:j'|je |j |chu |chui |chuis |jsuis |j'suis |jss |jai |jvais |moi |me (?:suis|faire|fait) |m'(?:a|"
    r"ont|etre|en) ?|i |i'm |im |i've |i'd |i'll |my own |mon |ma |mes |my |nous |we |we're |we've |"
    r"our |notre |nos |tu |t'|vous |you |you're |your |votre |vos |ton |ta |tes )"
)
_PRONOUN = lazy(
    r"(?<![a-z])(?:il|elle|lui|y|a|son|sa|ses|he|she|he's|she's|his|her|him|hers|they|they're|their|qu'il|qu'elle|"
    r"celui-ci|celle-ci|who|qui)(?![a-z])"
)
_NARRATIVE = lazy(r"(?<![a-z])(?:il|elle|he|she|he's|she's|his|her)(?![a-z])")
_LINK = lazy(
    r"[ ,'\"(]{0,3}(?:(?:[a-z]{1,12}[ ']){0,3}?(?:de|d'|du|of|for|a|chez|pour|to|our|notre|my|mon|ma|la|le|the) "
    r"?)?[\"(]?\Z"
)
_CAUSE = lazy(
    r"\b(?:journee (?:mondiale|nationale|internationale|de)|mois de|semaine de|sensibilis[a-z]+|collectes? de fonds|"
    r"levees? de fonds|fondation|societe canadienne|societe alzheimer|"
    r"recherche (?:sur|contre|pour)|lutt[a-z]+ contre|contre (?:le|la|les) (?:cancer|sida|depression|diabete)|"
    r"(?:walk|run|ride|relay|raise|raising|money|donat[a-z]+) (?:for|to)|marche pour|course pour|defi |"
    r"fundrais[a-z]+|awareness|charity|research|cure for|statisti[a-z]+|pour cent|per cent|percent|[0-9] ?%|etude|"
    r"study|studies|politique|policy|droit (?:a|au)|loi sur|convention collective|"
    r"conference|formation|atelier sur|workshop on|webinaire|webinar|horoscope|recette)\b"
)
_TOPIC = lazy(
    r"\b(?:parl(?:e|ait|era|ent|er)|discut[a-z]+|explique|raconte|talk(?:s|ed|ing)?|spoke|speaks|writes|wrote|ecrit|"
    r"presente|anime|hosts?|enseigne|teaches|etudie|studies|recherche|"
    r"about|au sujet|sur (?:le|la|les))\b"
)
_UNSURE = lazy(
    r"\b(?:si |if |when a|quand un|lorsqu'un|peut |may |can |pourrait |any |tout[e]? |chaque |every |someone|"
    r"quelqu'un|imaginons|imagine|hypothe[a-z]+)\b"
)


class PrivateMatter(Detector):
    """A detector of one kind of private matter told of a person. Its cues are the matters."""

    categories = (CATEGORY,)
    severity = Severity.HIGH
    code: ClassVar[str]
    of_objects: ClassVar[frozenset[str]] = frozenset()
    """Cues whose matter is done to somebody («congédié», *fired*), so that «I» before them is not the person."""
    needs_name: ClassVar[frozenset[str]] = frozenset()
    """Cues that count only for a person with a name or a title."""

    def find(self, reading: Reading, hits: Sequence[Hit]) -> Iterator[Sighting]:
        """One sighting for each person and sentence: the span goes from the person to the matter."""
        told: set[tuple[int, int]] = set()
        for hit in islice(hits, 60):
            if not self.holds(reading, hit):
                continue
            bond = self._person_of(reading, hit)
            if bond is None:
                continue
            person, confidence = bond
            if (person.start, person.end) in told:
                continue
            told.add((person.start, person.end))
            yield Sighting(
                CATEGORY, min(person.start, hit.start), max(person.end, hit.end), confidence,
                reasons=(Reason("matched", self.code), Reason("matched", f"person-{person.kind}")),
            )  # fmt: skip

    def holds(self, reading: Reading, hit: Hit) -> bool:
        """Whether the words of the hit really tell such a matter."""
        return True

    def _person_of(self, reading: Reading, hit: Hit) -> tuple[Person, float] | None:
        sentence = reading.sentence(hit.start)
        first, last = max(sentence.start, hit.start - _REACH), min(sentence.end, hit.end + 90)
        listed = people(reading, first, last)
        if not listed and not sentence.start:
            return None
        if public_figure(reading, first, last) or _CAUSE.search(reading.folded, first, last):
            return None
        doer = hit.cue in self.of_objects
        person = _before(reading, listed, hit, doer=doer) or _after(reading, listed, hit, doer=doer)
        if person is None and not any(one.start < hit.start for one in listed):
            person = self._told_earlier(reading, sentence, hit)
        if person is None or (person.kind in {ROLE, VAGUE} and hit.cue in self.needs_name):
            return None
        confidence = _SURE[person.kind]
        if person.kin and person.kind == FIRST:
            confidence = 0.4
        if person.kind in {ROLE, VAGUE} and _UNSURE.search(reading.folded, first, hit.end):
            return None
        return person, confidence

    def _told_earlier(self, reading: Reading, sentence: Span, hit: Hit) -> Person | None:
        """The person of the sentence before, when this one says «il», *her*."""
        clause = reading.folded[sentence.start : hit.end]
        if (
            not sentence.start
            or not _NARRATIVE.search(clause)
            or _SELF.search(reading.folded, max(sentence.start, hit.start - 24), hit.start)
        ):
            return None
        before = reading.sentence(sentence.start - 1)
        listed = [
            one
            for one in people(reading, max(before.start, sentence.start - 200), sentence.start)
            if one.kind in {FULL, TITLED, PAIR, ROLE}
        ]
        if not listed or public_figure(reading, before.start, before.end):
            return None
        return listed[-1]


def _before(reading: Reading, listed: Sequence[Person], hit: Hit, *, doer: bool) -> Person | None:
    """The nearest person before the matter, unless the writer is its subject."""
    text = reading.folded
    for person in reversed(listed):
        if person.start >= hit.start:
            continue
        between = text[min(person.end, hit.start) : hit.start]
        own = max(_SELF.finditer(between), key=lambda match: match.start(), default=None)
        if own is not None and not doer and _PRONOUN.search(between, own.end()) is None:
            return None
        if (
            own is not None
            and doer
            and own.end() > len(between) - 16
            and own.group().startswith(("m'", "me ", "j", "ch", "i'm", "im ", "i "))
        ):
            return None
        if len(between) > 110 or _TOPIC.search(between):
            return None
        return person
    return None


def _after(reading: Reading, listed: Sequence[Person], hit: Hit, *, doer: bool) -> Person | None:
    """A person right after the matter, tied to it by «de», *of*, or as the one to whom it is done."""
    text = reading.folded
    start = max(reading.sentence(hit.start).start, hit.start - 26)
    if not doer and _SELF.search(text, start, hit.start):
        return None
    for person in listed:
        if person.start < hit.end:
            continue
        between = text[hit.end : person.start]
        return person if len(between) <= 24 and _LINK.match(between) else None
    return None
