"""When a belittling word is meant, and which plain faults belittle beside the organisation's name."""

from __future__ import annotations

from functools import cache

from balise.screening.detecting import Hit
from balise.screening.patterns import LazyPattern, lazy
from balise.screening.polarity import attributed, negated, quoted
from balise.screening.reading import Reading
from balise.screening.word_lists import alternation, terms

SELF = lazy(
    r"\b(?:je suis|j'suis|chu|chuis|jsuis|jss|i am|i'm|im|i feel|i felt|me sens|moi,? je|je (?:fais|reste|deviens)|j'etais|i was|i look|my own|mon (?:propre|vieux|vieil)|ma (?:vieille|propre)|my old)\b"
    r"[^.!?,;]{0,25}\Z"
)
DENIES = lazy(
    r"\b(?:c'est faux|c'est injuste|that's false|that's not true|not true|c'est pas vrai|ce n'est pas vrai|pure invention|rumeurs? (?:fausses?|sans fondement)|unfair to say|couldn'?t be further|"
    r"rien de plus faux|people (?:say|think) (?:that )?|(?:some|certain)s? (?:people )?(?:say|disent|pensent)|on entend souvent|quelqu'un a (?:ecrit|dit)|somebody (?:wrote|said)|someone (?:wrote|said))"
)
_ABSENT = lazy(
    r"\b(?:aucune?|loin d'etre|rien de|nothing|anything but|far from|jamais|never|sans|without|zero|no|plus de|fini les?|stop|bye|adieu)\b[^.!?,;]{0,20}\Z"
)
_CONTRAST = lazy(
    r"\b(?:quand on les recoit|when they (?:arrive|come)|destine[es]* (?:a|au)|au lieu de (?:finir|les jeter|jeter|se retrouver)|instead of (?:ending|going|throwing|the landfill)|sauve[zrnt]* d|saved? from|detourn[a-z]+|divert[a-z]*|"
    r"keep[s]? (?:[a-z]+ ){0,3}out of|out of (?:the )?landfills?|hors d|eviter? (?:que|le|la|les)|prevent[a-z]*|before we|donner une (?:deuxieme|seconde) vie|second life|e-waste|dechets (?:electroniques|informatiques))\b"
)
_NEGATIVE_INSIDE = lazy(
    r"\b(?:rien|jamais|pas|plus|personne|aucune?|zero|sans|mal|no|not|never|nothing|nobody|couldn'?t|can'?t|cannot|don'?t|doesn'?t|won'?t|isn'?t|aren'?t|meme|zero|s'en|se|savent|sait|vaut|valent)\b"
)


_WASTE = lazy(
    r"(?:dechets?|rebuts?|rebus|poubelles?|depotoir|landfill|garbage|trash|dump|dumpster|ferraille|ordures?|detritus|scraps?|vidanges?|junk|waste)\b"
)
_SAID_TO_BE = lazy(
    r"\b(?:c'est|cest|c|ce sont|est|sont|etait|etaient|=|de la|d'la|dla|que des|leurs?|vrais?|vraies?|refil[a-z]+|envoi[a-z]+|livr[a-z]+|vend[a-z]*|donn[a-z]+|sort|sortent|recoit|ramass[a-z]+|is|are|was|were|pure|total|absolute|"
    r"their|this|such|literal|complete|utter|just|nothing but|like|sell|sells|ship|ships|of|rien que|comme|du|en)(?: (?:du|de|de la|des|d'|vraies?|juste|just|pure|vraiment|really|total|plus|the|a|une?|absolute|old|vieux|literal))* ?\Z"
)
_TOLD = lazy(
    r"\b(?:m'(?:a|ont) (?:dit|ecrit|traitee?)|(?:a|ont|avait) (?:dit|ecrit|crie|publie|pretendu|affirme)|disent que|disait|disaient|traitee?s? de|called|said that|says that|told|wrote that|claims? that|posted that|accused|"
    r"quelqu'un (?:a|dit|m'a)|somebody|someone|un visiteur|un client (?:a|dit|nous)|a (?:client|visitor|customer) (?:said|wrote|called)|selon (?:certains|lui|elle|eux))\b[^.!?\n]{0,90}\Z"
)


def told(reading: Reading, start: int, end: int) -> bool:
    """Whether the words are quoted, or given to somebody else in the same sentence."""
    if quoted(reading, start, end) or attributed(reading, end):
        return True
    first = max(reading.sentence(start).start, start - 120)
    return _TOLD.search(reading.folded, first, start) is not None


_BIO_BEFORE = lazy(r"(?:, |and |et |& |\| )\Z")
_BIO_AFTER = lazy(r" [a-z]+(?:er|ers|eur|euse|ist|iste|cook|cuisto|dancer|driver|mom|dad)\b")


def turned(reading: Reading, start: int, end: int) -> bool:
    """Whether words around turn the belittling round: a denial, an absence, or rubbish that was saved from the dump."""
    folded = reading.folded
    span = reading.sentence(start)
    first, last = max(span.start, start - 160), min(span.end, end + 160)
    if _CONTRAST.search(folded, first, last) or _ABSENT.search(folded, max(first, start - 40), start):
        return True
    if _WASTE.match(folded, start) and not _SAID_TO_BE.search(folded, max(first, start - 40), start):
        return True
    if _BIO_BEFORE.search(folded, max(first, start - 6), start) and _BIO_AFTER.match(folded, end, last):
        return True
    return negated(reading, start) and not _NEGATIVE_INSIDE.search(folded, start, end)


@cache
def _faults() -> LazyPattern:
    return lazy(rf"\b{alternation(terms('belittling', 'fault'))}\b")


_BEATEN = lazy(
    r"\b(?:better|faster|nicer|smarter|safer|more|plus|mieux|meilleure?s?|anything|n'importe qui|anybody)\b[^.!?\n]{0,80}\b(?:than|que|qu')(?: (?:from|at|with|a|chez|by|the))* ?(?:l'|la |le )?\Z"
)
_DEGREE = (
    r"(?:tout le temps|toujours|tous les jours|constamment|encore|jamais|a rien|pour rien|ben raide|vraiment|tellement|tres|ben|trop|bien trop|a longueur d'annee|d'habitude|depuis des annees|as usual|all the time|always|"
    r"constantly|every time|every day|so|too|really|never|anymore|again and again|for years)"
)
_PLAIN = lazy(rf"\b{_DEGREE}\b")


def fault(folded: str, first: int, last: int, hit: Hit) -> tuple[int, int] | None:
    """A plain fault said with insistence in the sentence that names the organisation, or None."""
    beaten = _BEATEN.search(folded, first, hit.start)
    if beaten is not None:
        return beaten.start(), hit.end
    match = _faults().search(folded, first, last)
    if match is None or (match.start() >= hit.start and match.end() <= hit.end):
        return None
    if not _PLAIN.search(folded, max(first, match.start() - 20), min(last, match.end() + 24)):
        return None
    if _MILD.search(folded, first, last):
        return None
    return match.span()


_MILD = lazy(
    r"\b(?:devrait|pourrait|should|could|desole[es]*|sorry|excus[a-z]*|apolog[a-z]*|recup[a-z]*|donn[a-z]*|donat[a-z]*|porte[rz]?|drop[a-z]*|bring|mon|ma|my|mes|vos|your|repare[rz]?|reparons|fix|refurbish[a-z]*|"
    r"un peu|a bit|quand meme|pour toujours|forever)\b"
)
