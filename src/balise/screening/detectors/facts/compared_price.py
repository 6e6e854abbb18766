"""A price compared, in figures, with that of others, without saying who compared.

Finds « 40 % moins chers que les autres », « deux fois moins cher qu'en magasin », "30% cheaper than new", « ailleurs,
c'est 40 % plus cher ». Leaves rebates and figures compared with nobody, one's own purchases, one's own former prices,
comparisons between one's own offers, hedged or negated ones, questions, and what names its source.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from balise.policy.model import Policy
from balise.screening.detecting import STAFF_VOICES, Cue, Detector, Hit, Message
from balise.screening.detectors.facts._sources import credited, debunks
from balise.screening.model import Reason, Sighting
from balise.screening.patterns import lazy
from balise.screening.reading import Reading

_CUES = (
    r"\b(?:moins|plus) (?:cheres?|chers?|dispendieu(?:x|se|ses)|abordables?|couteu(?:x|se|ses))\b",
    r"\b(?:cheaper|pricier|costlier|(?:less|more) (?:expensive|affordable))\b",
    r"\b(?:sous|en dessous du|inferieurs? au|below|under|off) (?:le |the |current )?(?:prix (?:du|de) marche|market (?:prices?|value|rates?))\b",
)
_FIGURE = lazy(
    r"(?:\b[0-9]{1,3}(?:[.,][0-9]{1,2})? ?(?:%|pour ?cents?|per ?cent)|\b[0-9]{1,2} ?(?:fois|x|times)|"
    r"\b(?:deux|trois|quatre|cinq|six|dix) fois|\b(?:two|three|four|five|six|ten) times|\bla moitie|\bmoitie|\bhalf)"
    r"(?: de)? ?$"
)
_OTHERS = lazy(
    r"\b(?:(?:(?:que|chez|les|des) |d')autres?\b|autres? (?:organismes?|magasins?|marchands?|boutiques?|entreprises?|endroits?|"
    r"fournisseurs?|reconditionneurs?|vendeurs?)|concurren(?:ce|ts?|tes?)|ailleurs|n'importe (?:qui|ou)|grandes surfaces|"
    r"grands magasins|(?:en|au|du|les|des|qu'en|qu'au) magasins?|detaillants?|(?:le|du|prix du|sur le) marche|"
    r"(?:(?:du|le|les|des|au|un|une|d'un|d'une) )(?:[a-z]{4,12} )?neu(?:f|fs|ve|ves)\b(?! (?:ans|mois|jours|heures|ou|a)\b)|"
    r"others|other (?:stores?|shops?|places?|organi[sz]ations?|companies|sellers?|refurbishers?|suppliers?)|"
    r"(?:the )?(?:competition|competitors?)|elsewhere|anywhere|anyone|anybody|everyone|everybody|"
    r"(?:in |than )(?:retail )?stores?|retailers?|big[ -]box|the market|market (?:prices?|value|rates?)|"
    r"(?:buying |a |than )(?:brand[ -])?new\b)"
)
_THEN = lazy(
    r"\b(?:prevue?s?|avant|l'an (?:dernier|passe)|l'annee|annees|dernier|derniere|d'habitude|d'ordinaire|autrefois|"
    r"expected|planned|before|last (?:year|month|week|fall|spring)|usual|usually|previous|used to)\b"
)
_DOUBTED = lazy(
    r"\b(?:peut-etre|je (?:pense|crois|dirais)|j'ai l'impression|a mon avis|on dirait|probablement|semble(?:nt)?|maybe|perhaps|"
    r"i (?:think|guess|believe|bet)|in my opinion|imho|probably|seems?|lol|haha|blague)\b"
)
_NOT = lazy(r"\b(?:pas|jamais|ni|not|never|isn't|aren't|n'est) (?:[a-z]{1,12} )?$")
_OWN_PURSE = lazy(r"\b(?:j'ai|j'avais|j'aurais|je|m'a|m'ont|moi|mon|ma|mes|i|i've|i'd|i'm|my|me|mine)\b")
_BEFORE, _AFTER = 70, 60
"""How far from the words of price somebody else may stand, in characters of one sentence."""


class ComparedPrice(Detector):
    """Cheaper than others by so much, says who?"""

    id = "facts.compared-price"
    categories = ("unsourced",)
    voices = STAFF_VOICES
    sieved = False  # a matter of figures more than of wording: no sum of words outweighs it
    messages = {
        "fr": {
            "unsourced/price": Message(
                "« {matched} » : on ne voit pas d’où vient cette comparaison de prix.",
                "Dites qui a comparé, où et quand, avec le lien; ou retirez la comparaison.",
            )
        },
        "en": {
            "unsourced/price": Message(
                "“{matched}”: readers can’t tell where this price comparison comes from.",
                "Say who compared, where and when, with a link; or take the comparison out.",
            )
        },
    }

    def cues(self, policy: Policy) -> Iterable[Cue]:
        """Words of a compared price."""
        return [Cue("price", pattern) for pattern in _CUES]

    def find(self, reading: Reading, hits: Sequence[Hit]) -> Iterator[Sighting]:
        """The first comparison in figures with somebody else's price."""
        for hit in hits[:40]:
            place = self._compared(reading, hit)
            if place is not None and not credited(reading, *place) and not debunks(reading, *place):
                yield Sighting(
                    "unsourced", *place, 0.8,
                    reasons=(Reason("matched", "compared-price"),), parameters={"variant": "price"},
                )  # fmt: skip
                return

    def _compared(self, reading: Reading, hit: Hit) -> tuple[int, int] | None:
        text, span = reading.folded, reading.sentence(hit.start)
        figure = _FIGURE.search(text[max(span.start, hit.start - 30) : hit.start])
        if figure is None or reading.quoted(hit.start, hit.end):
            return None
        start = max(span.start, hit.start - 30) + figure.start()
        last = min(span.end, hit.end + _AFTER)
        others = _OTHERS.search(text, hit.start, last)
        if others is None and not _OTHERS.search(text, max(span.start, start - _BEFORE), start):
            return None
        if "?" in text[hit.end : span.end] or _DOUBTED.search(text, span.start, span.end):
            return None
        if _THEN.search(text, hit.end, last) or _NOT.search(text[max(span.start, start - 20) : start]):
            return None
        if not reading.official and _OWN_PURSE.search(text, span.start, span.end):
            return None
        return start, max(hit.end, others.end() if others else 0)


detector = ComparedPrice()
