"""Belittles a competitor or compares with it unfairly.

The pack may name competitors; others are told by the words that present them as such.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from balise.policy.model import Policy, Severity
from balise.screening.detecting import STAFF_VOICES, Cue, Detector, Hit, Message, any_of
from balise.screening.detectors.reputation._targets import PEJORATIVES, PHRASES, competitors_pattern
from balise.screening.model import Reason, Sighting
from balise.screening.patterns import lazy
from balise.screening.polarity import negated, reported
from balise.screening.reading import Reading

_OTHERS = (
    r"\b(?:concurrents?|concurrentes?|concurrence|competiteurs?|la competition|competitors?|the competition|"
    r"(?:les|des|aux|d'|the|all|most|like) ?(?:autres|other) (?:[a-z]{3,14} )?(?:organismes?|entreprises?|magasins?|boutiques?|reconditionneurs?|fournisseurs?|compagnies?|recycleurs?|"
    r"organizations?|organisations?|charities|charity|stores?|shops?|refurbishers?|companies|recyclers?|suppliers?|vendors?|nonprofits?|non-profits?|places)|"
    r"contrairement (?:a|au|aux)|a la difference d[eu']s?|a l'inverse d[eu']s?|unlike|pas comme (?:les|la|le|chez|ceux|d'autres)|not like (?:the|those|other)|"
    r"best buy|bureau en gros|staples|walmart|costco|amazon|kijiji|marketplace|apple store|back market|grandes surfaces|grandes chaines|gros magasins|big box|big-box|"
    r"revendeurs?|resellers?|magasins? d'occasion|pawn ?shops?|second-hand stores?)\b"
)
_WORSE = lazy(
    r"\b(?:camelote|vendent|vend|cochonneries?|scrap|volent|vole|arnaquent|arnaque|ne (?:font|sont|savent|valent|tiennent|durent|connaissent|testent|verifient|respectent) (?:pas|que|rien|meme)|"
    r"font (?:juste|rien|n'importe quoi|du)|pensent (?:juste|qu'|seulement)|trop chers?|exagere[a-z]*|lents?|pourris?|bacl[a-z]+|polluent|jettent|mentent|exploitent|depass[a-z]+|"
    r"inferieur[a-z]*|moins (?:bons?|bonnes?|fiables?|serieu[a-z]+|honnetes?)|amateurs?|brisent|briser|n'arrivent pas a la cheville|a la cheville|en retard|dangereu[a-z]+|"
    r"ne nous arrive|peuvent pas rivaliser|peut pas rivaliser|can'?t compete|can'?t match|no match|sell|sells|selling|cheat|cheats|steal|overcharg[a-z]*|overpriced|junk|garbage|lousy|"
    r"only care|just want|don'?t (?:even|care|test|know|bother|clean|check|wipe)|doesn'?t (?:even|care|test|bother|check)|never (?:test|check|care|answer)|rip|ripping|cut corners|cutting corners|"
    r"wors[et]|worse than|inferior|less (?:reliable|honest|serious)|dump|pollute|lie|lies|lying|break(?:s)? (?:after|in|within)|slow|unreliable|shoddy|fake|faux|fausses?|fly-by-night|"
    r"pale in comparison|beats?|crush(?:es)?|smoke[sd]?|ecrase|bat a plate couture|cent fois (?:mieux|meilleur)|dix fois (?:mieux|meilleur)|bien (?:mieux|meilleure?s?) que|way better than|far better than|"
    r"far superior|vol|voleurs?|thieves|crooks)\b"
)
_PEJORATIVE = lazy(rf"\b{any_of((*PEJORATIVES, *PHRASES))}\b")
_FAIR = lazy(
    r"\b(?:bravo|felicit[a-z]+|congrat[a-z]*|respect[a-z]*|collabor[a-z]*|travaillons avec|work with|aussi (?:bon|bien|excellent)|merci|thanks?|salu[a-z]*|"
    r"lequel|laquelle|which|where|ou |combien|how much|cherche|looking for)\b"
)


class Competitor(Detector):
    """A competitor and, in the same sentence, words that belittle it."""

    id = "reputation.competitor"
    categories = ("competitor",)
    voices = STAFF_VOICES
    severity = Severity.LOW
    messages = {
        "fr": {
            "competitor": Message(
                "Ce passage présente d’autres organismes ou commerces sous un jour défavorable (« {matched} »).",
                "Parlez de ce que fait {organisation} sans rabaisser les autres, ou donnez une comparaison exacte et sa source.",
            )
        },
        "en": {
            "competitor": Message(
                "This passage puts other organisations or shops in a bad light (“{matched}”).",
                "Say what {organisation} does without belittling others, or give an exact comparison and its source.",
            )
        },
    }

    def cues(self, policy: Policy) -> Iterable[Cue]:
        """The pack's competitors, and words that present somebody as one."""
        yield Cue("others", _OTHERS)
        named = competitors_pattern(policy)
        if named:
            yield Cue("named", named)

    def find(self, reading: Reading, hits: Sequence[Hit]) -> Iterator[Sighting]:
        """The first sentence that belittles a competitor."""
        for hit in hits[:50]:
            span = reading.sentence(hit.start)
            first, last = max(span.start, hit.start - 200), min(span.end, hit.end + 200)
            worse = _WORSE.search(reading.folded, first, last) or _PEJORATIVE.search(reading.folded, first, last)
            if worse is None:
                after = reading.sentence(min(last, len(reading.folded) - 1))
                worse = _PEJORATIVE.search(reading.folded, after.start, min(after.end, last + 160)) if after.start >= last else None
            if worse is None or (worse.start() >= hit.start and worse.end() <= hit.end):
                continue
            if negated(reading, worse.start()) and worse.group()[:3] not in {"ne ", "don", "doe", "nev", "can"}:
                continue
            if _FAIR.search(reading.folded, first, last) or reported(reading, hit.start, hit.end):
                continue
            yield Sighting("competitor", hit.start, hit.end, 0.7, reasons=(Reason("matched", "belittles-others"),))
            return


detector = Competitor()
