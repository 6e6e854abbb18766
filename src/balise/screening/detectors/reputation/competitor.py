"""Belittles a competitor or compares with it unfairly.

The pack may name competitors; others are told by the words that present them as such (a shop, «les autres
organismes», *unlike*) or by the look of a company's name in a sentence on the trade. Naming one, buying there or
praising it is left alone.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from balise.policy.model import Policy, Severity
from balise.screening.detecting import STAFF_VOICES, Cue, Detector, Hit, Message, words
from balise.screening.detectors.reputation._targets import competitors_pattern, names_it, others, ours
from balise.screening.detectors.reputation._tone import DENIES, SELF, told, turned
from balise.screening.model import Reason, Sighting
from balise.screening.patterns import lazy
from balise.screening.reading import Reading
from balise.screening.word_lists import terms

_OTHERS = (
    r"\b(?:concurrents|concurrentes|concurrence|nos concurrents|competitors|the competition|contrairement|a la difference|a l'inverse|"
    r"unlike|compared to|compared with|compare a|comparee a|compares a|compare aux|compares aux|best buy|bureau en gros|staples|walmart|costco|amazon|kijiji|"
    r"apple store|back market|ebay|grandes surfaces|grande surface|grandes chaines|gros magasins|big box|big-box|revendeurs|revendeur|resellers|reseller|liquidateurs|liquidators|electronics store|electronics stores|"
    r"computer store|computer stores|repair shops|magasins d'electronique|magasin d'electronique|magasins d'informatique|pawn shops|pawnshops|"
    r"(?:les|des|aux|d'|tous les|the|all|every|all the|any) ?(?:autres|other) (?:organismes|entreprises|magasins|boutiques|reconditionneurs|fournisseurs|compagnies|recycleurs|obnl|ateliers|"
    r"organizations|organisations|charities|charity|stores|shops|refurbishers|refurbisher|companies|recyclers|suppliers|vendors|nonprofits|non-profits|places|shop|store|company|organization|organisation)|"
    r"other (?:organisations|organizations|refurbishers|recyclers|charities|companies|stores|shops|nonprofits)|pas comme les autres|not like the others|y en a d'autres|ailleurs)\b"
)
_WORSE = lazy(
    r"\b(?:vend(?:ent)? (?:de |du |des |toute |n'importe|que )|volent|arnaqu[a-z]+|ne (?:font|sont|savent|valent|tiennent|durent|connaissent|testent|verifient|respectent|nettoient) (?:pas|que|rien|meme)|"
    r"(?:font|sont|savent|testent|nettoient|verifient|reparent|repare|respectent|effacent|teste|nettoie) (?:meme )?(?:pas|rien|jamais|juste|n'importe)|pas nettoyes?|meme pas (?:nettoyes?|testes?|effaces?|verifies?|capables?)|font juste|pensent (?:juste|qu'|seulement)|trop chers?|plus cher|lents|"
    r"polluent|jettent|abandonn[a-z]+|dorm(?:ir|ent)|trainer|pourri[a-z]*|mentent|exploitent|depass[a-z]+|inferieur[a-z]*|moins (?:bons?|bonnes?|bonne qualite|fiables?|serieu[a-z]+|honnetes?|solides?|bien)|moindre qualite|brisent|a la cheville|en retard|dangereu[a-z]+|"
    r"jouets?|en plastique|ne nous arrive|peuvent pas rivaliser|peut pas rivaliser|tromp(?:e|ent|euses?)|faussement|fausses? promesses|can'?t compete|can'?t match|no match|cheat|cheats|steal|overcharg[a-z]*|"
    r"only care|just want(?:s)? your|don'?t (?:even|care|test|know|bother|clean|check|wipe)|doesn'?t (?:even|care|test|bother|check)|never (?:test|check|care|answer|clean|wipe)|cut(?:s|ting)? corners|"
    r"worse|worst|inferior|less (?:reliable|honest|serious|sturdy)|dump|pollute|lie|lies|lying|break(?:s)? (?:after|in|within)|unreliable|fake|faux|fly-by-night|abandoned|collecting dust|gather(?:ing)? dust|another story|autre histoire|"
    r"pale in comparison|crush(?:es)?|smoke[sd]?|ecrase|bat a plate couture|(?:cent|dix|mille|100|10|1000) fois (?:mieux|meilleurs?|plus)|bien (?:mieux|meilleure?s?) que|way better than|far better than|so much better than|miles ahead|"
    r"annees-lumiere|light years|far superior|voleurs?|thieves|crooks|pay more|payer plus|inferior|any old way|n'importe comment|a l'aveuglette|sans verifier|without checking|pas nous|not us|nous(?: autres)?,? au moins|at least we|we actually|"
    r"nous,? on (?:teste|efface|verifie|fait)|eux,? (?:ils|y)|ours|les notres|le notre|a peu pres|a-peu-pres|stay away|evite[rz]|avoid|n'allez pas|don'?t go|ne vous faites pas)\b"
)
_FAIR = lazy(
    r"\b(?:bravo|felicit[a-z]+|congrat[a-z]*|collabor[a-z]*|travaillons avec|work with|merci|thanks?|thank you|salu(?:e|ons)|choose the one|choisissez|lequel|laquelle|quelqu'un (?:sait|connait)|does anyone|where can|ou trouver|"
    r"looking for|je cherche|visitor|i bought|j'ai achete|works at|travaille (?:a|au|chez) )\b"
)
_MARGIN = 200


class Competitor(Detector):
    """A competitor and, in the same sentence or the next, words that belittle it."""

    id = "reputation.competitor"
    categories = ("competitor",)
    voices = STAFF_VOICES
    surest = 0.7
    severity = Severity.LOW
    messages = {
        "fr": {
            "competitor": Message(
                "Ce passage présente d’autres organismes ou commerces sous un jour défavorable (« {matched} »).",
                "Parlez plutôt de ce que fait {organisation}, ou donnez une comparaison exacte avec sa source.",
            )
        },
        "en": {
            "competitor": Message(
                "This passage shows other organisations or shops in a bad light (“{matched}”).",
                "Say instead what {organisation} does, or give an exact comparison with its source.",
            )
        },
    }

    def cues(self, policy: Policy) -> Iterable[Cue]:
        """The pack's competitors, words that present somebody as one, and belittling words."""
        yield Cue("others", _OTHERS)
        yield from words("pejorative", terms("belittling", "strong"))
        named = competitors_pattern(policy)
        if named:
            yield Cue("others", rf"\b{named}\b")

    def find(self, reading: Reading, hits: Sequence[Hit]) -> Iterator[Sighting]:
        """The first sentence that belittles a competitor."""
        for hit in hits[:60]:
            span = reading.sentence(hit.start)
            first, last = max(span.start, hit.start - _MARGIN), min(span.end, hit.end + _MARGIN)
            where = _belittled(reading, hit, first, last)
            if where is not None:
                yield Sighting("competitor", *where, 0.7, reasons=(Reason("matched", "belittles-others"),))
                return


def _belittled(reading: Reading, hit: Hit, first: int, last: int) -> tuple[int, int] | None:
    """The competitor that the sentence of ``hit`` belittles, or None."""
    folded = reading.folded
    if _FAIR.search(folded, first, last) or DENIES.search(folded, first, last) or told(reading, hit.start, hit.end):
        return None
    other = others(reading, first, last)
    if (
        other is None
        and hit.cue == "pejorative"
        and first > 1
        and names_it(reading, first, last) is None
        and ours(reading, first, last) is None
    ):
        before = reading.sentence(first - 2)
        other = others(reading, max(before.start, first - _MARGIN), last)
    if other is None:
        return None
    if hit.cue == "pejorative":
        if SELF.search(folded, max(first, hit.start - 40), hit.start) or turned(reading, hit.start, hit.end):
            return None
        own = names_it(reading, first, last) or ours(reading, first, last)
        if own is not None and own.start() < hit.start and not other[0] < hit.start and other[0] > own.start():
            return None
        return other
    after = min(len(folded), last + _MARGIN)
    worse = _WORSE.search(folded, first, last)
    if worse is None and last < len(folded):
        following = reading.sentence(min(last + 1, len(folded) - 1))
        worse = _WORSE.search(folded, following.start, min(following.end, after))
    if worse is None or (worse.start() >= other[0] and worse.end() <= other[1]):
        return None
    return other


detector = Competitor()
