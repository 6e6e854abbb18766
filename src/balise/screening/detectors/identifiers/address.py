"""Street addresses: a civic number and a street, in French or in English order, with or without a postal code.

With a postal code it is somebody's address unless words around tell of a public place (a library, a shop, where an
event is held). Without one it takes words of a home («habite au», «son adresse», *lives at*). The organisation's
own addresses are left, and one's own address («ma nouvelle adresse») is held at advice. Postal codes of Canada: letters
and digits by turns, as Canada Post's addressing guidelines say; of France and the United States: five digits beside
a town.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice

from balise.policy.model import Decision, Policy
from balise.screening.detecting import Cue, Hit
from balise.screening.detectors.identifiers._identifier import LABELLED, SHAPED, Identifier, seen, told
from balise.screening.folding import fold_term
from balise.screening.model import Reason, Sighting
from balise.screening.patterns import lazy
from balise.screening.reading import Reading

_NUMBER = r"[0-9]{1,5}(?: ?[a-d]| bis| ter| 1/2)?"
_FRENCH = (
    r"rue|avenue|ave|av|boul|boulevard|bd|blvd|chemin|ch|rang|route|rte|place|allee|impasse|terrasse|montee|cote|"
    r"croissant|ruelle|quai|"
    r"cours|square|promenade|cercle|carre|sentier|passage"
)
_ENGLISH = (
    r"street|st|avenue|ave|av|road|rd|drive|dr|crescent|cres|boulevard|blvd|lane|ln|court|ct|terrace|parkway|pkwy|"
    r"highway|hwy|close|"
    r"grove|gardens|row|trail|circle|heights|square|way|place"
)
_STREET = re.compile(
    rf"(?<![0-9$.,\-/])(?:[0-9]{{1,4}}[a-d]?-)?{_NUMBER},? (?:(?:{_FRENCH})\b\.? ?(?:de la |de l'|des |du |de |"
    rf"d')?[a-z0-9][a-z0-9.'\-]{{0,25}}"
    rf"|(?:[0-9]{{1,3}}(?:e|ieme|eme|re|ere|th|st|nd|rd)|premiere|deuxieme|troisieme) (?:rue|avenue|rang|av|ave|"
    rf"street)\b"
    rf"|(?:[a-z'.\-]{{1,18}} ){{1,3}}(?:{_ENGLISH})\b\.?)"
)
_POSTAL = re.compile(
    r"(?<![a-z0-9])[abceghj-nprstvxy][0-9][abceghj-nprstv-z][ \-]?[0-9][abceghj-nprstv-z][0-9](?![a-z0-9])"
)
_FIVE = re.compile(r",? (?:(?P<fr>[0-9]{5}) [a-z]{3}|[a-z .]{2,25},? [a-z]{2} (?P<us>[0-9]{5})(?![0-9]))")
_PUBLIC = lazy(
    r"\b(?:bibliotheques?|ecoles?|centres?|eglises?|musees?|theatres?|arenas?|parcs?|restaurants?|restos?|cafes?|"
    r"magasins?|boutiques?|"
    r"cliniques?|hopital|hopitaux|salles?|hotels?|gares?|cegeps?|colleges?|universites?|mairies?|pharmacies?|bars?|"
    r"brasseries?|marches?|"
    r"epiceries?|garages?|librairies?|friperies?|ecocentres?|ateliers?|entrepots?|locaux|siege social|succursales?|"
    r"comptoirs?|banques?|caisses?|"
    r"ressourcerie|organismes?|bureaux|societe|ministere|palais|tribunal|clsc|cinemas?|galeries?|studios?|gymnases?|"
    r"piscines?|patinoires?|"
    r"library|libraries|church|schools?|halls?|museum|stores?|shops?|restaurant|cafe|clinic|hospital|hotel|station|"
    r"college|university|pharmacy|"
    r"warehouse|workshop|head office|our office|offices?|arena|centre|center|gallery|theatre|theater|cinema|gym|"
    r"market|brewery|pub|bakery|"
    r"aura lieu|auront lieu|se tiendra|se tient|held at|takes? place|ouverts?|ouverte|open|horaires?|heures "
    r"d'ouverture|collectes?|drop-?off|"
    r"points? de (?:chute|depot|service|vente)|depots?|evenement|event|spectacle|concert|exposition|vernissage|"
    r"conference|kermesse|"
    r"vente de garage|garage sale|yard sale)\b"
)
_HOME = lazy(
    r"\b(?:habit(?:e|es|ent|ait|aient|er)|(?:reste|restent|demeure|demeurent|vit|vivent|loge|logent|cree?he|"
    r"residence|reside) (?:au|a|sur|dans)|"
    r"(?:son|sa|leur|ton|votre) (?:nouvelle |vraie |ancienne )?(?:adresse|maison|appart(?:ement)?|logement|domicile|"
    r"condo)|adresse (?:de|d'|du|a|personnelle|civique)|"
    r"domicile|chez (?:lui|elle|eux|elles|mme|madame|m\.|monsieur|la famille|le |la )|famille|demenage(?:e|nt|r)? "
    r"(?:au|sur)|livr(?:er|e|ee|aison) (?:chez|a)|"
    r"lives? (?:at|on|in)|living (?:at|on)|(?:his|her|their|your) (?:new |home |old |house )?(?:address|house|place|"
    r"apartment|condo|home|flat)|home address|"
    r"resid(?:es|ing) at|moved (?:to|into)|house at|neighbou?r|voisine?|mr|mrs|ms|mme|madame|monsieur|sonnez|ring "
    r"(?:the|her|his)|go to|allez|passez|show up)\b"
)
_OWN = lazy(
    r"\b(?:j'habite|jhabite|j'habitais|je (?:reste|demeure|vis|loge)|mon (?:adresse|appart(?:ement)?|logement|condo|"
    r"domicile|chez[- ]nous)|ma (?:nouvelle |vraie )?"
    r"(?:adresse|maison|place)|notre (?:nouvelle )?(?:adresse|maison)|chez (?:moi|nous)|on (?:habite|reste|demeure)|"
    r"nous habitons|i live|we live|i'm at|i am at|"
    r"(?:my|our) (?:new |home |house )?(?:address|place|house|apartment|home|condo|flat)|livrez[- ]moi|envoyez[- "
    r"]moi|ship (?:it )?to me|"
    r"(?:send|mail|ship|deliver) (?:it |them |that )?to (?:me|us)|pick (?:it )?up at my)\b"
)
_SENTENCES_APART = 110


class Address(Identifier):
    """Where somebody lives: number and street, with or without postal code."""

    id = "identifiers.address"
    messages = told(
        (
            "Ce texte contient ce qui semble être l’adresse d’une personne.",
            "Si elle n’est pas la vôtre, retirez-la. Si elle l’est, donnez-la plutôt par message privé : une "
            "publication "
            "dit à tout le monde où vous vivez.",
        ),
        (
            "This text holds what looks like a person's street address.",
            "If it is not yours, remove it. If it is, rather give it in a private message: a post tells everybody "
            "where "
            "you live.",
        ),
    )

    def cues(self, policy: Policy) -> Iterable[Cue]:
        """A number before a street."""
        number = r"\b[0-9]{1,5}(?: ?[a-d]| bis| ter)?,? "
        yield Cue(
            "street",
            rf"{number}(?:rue|avenue|ave|av|boul|boulevard|bd|blvd|chemin|ch|rang|route|rte|allee|impasse|terrasse|"
            rf"montee|croissant|ruelle|quai|square|promenade|cercle|carre)\b",
        )
        yield Cue("street", rf"{number}(?:place|cote|cours|sentier|passage) [a-z]")
        yield Cue("street", rf"{number}[0-9a-z]{{2,9}} (?:rue|avenue|rang|street)\b")
        yield Cue("street", rf"{number}(?:[a-z'.\-]{{1,18}} ){{1,3}}(?:{_ENGLISH})\b")

    def sightings(self, reading: Reading) -> Iterable[Sighting]:
        """Every address of the text, wherever its cues stand."""
        return self.find(
            reading, [Hit("street", match.start(), match.end()) for match in _STREET.finditer(reading.folded)]
        )

    def find(self, reading: Reading, hits: Sequence[Hit]) -> Iterator[Sighting]:
        """Each address once."""
        reached = 0
        for hit in islice(hits, 400):
            if hit.start < reached:
                continue
            street = _STREET.search(reading.folded, max(reached, hit.start - 8), min(len(reading.folded), hit.end + 60))
            if street is None or street.start() > hit.end:
                continue
            sighting = _weigh(reading, street)
            if sighting is not None:
                reached = sighting.end or street.end()
                yield sighting


def _weigh(reading: Reading, street: re.Match[str]) -> Sighting | None:
    text = reading.folded
    start, end = street.span()
    if _declared(reading, text, start):
        return None
    end = _through_name(reading, end)
    code = _POSTAL.search(text, end, min(len(text), end + 75)) or _five_digits(reading, end)
    if code is not None and "\n\n" in text[end : code.start()]:
        code = None
    sentence = reading.sentence(start)
    first = max(0, min(sentence.start, start - 40), start - _SENTENCES_APART)
    last = min(len(text), end + _SENTENCES_APART, max(sentence.end, code.end() if code else 0))
    own = _OWN.search(text, first, last) is not None
    home = _HOME.search(text, first, last) is not None
    public = _PUBLIC.search(text, first, start) or _PUBLIC.search(text, code.end() if code else end, last)
    if not own and public is not None and not (home and code is not None and _HOME.search(text, first, start)):
        return None
    if code is None and not (own or home):
        return None
    if code is None and not _named_street(reading, street):
        return None
    stop = code.end() if code else end
    sighting = seen(start, stop, 0.9 if code else 0.7, LABELLED if home or own else SHAPED)
    if own:
        sighting = sighting._replace(
            ceiling=Decision.ADVISE, reasons=(*sighting.reasons, Reason("softened", "own-contact-details"))
        )
    return sighting


def _declared(reading: Reading, text: str, start: int) -> bool:
    """Whether it is an address that the organisation gives to the public."""
    there = re.sub(r"[ ,.]+", " ", text[start : start + 80])
    for address in reading.policy.organisation.addresses:
        words = re.sub(r"[ ,.]+", " ", fold_term(address)).split()
        if len(words) >= 3 and there.startswith(" ".join(words[:3])):
            return True
    return False


_NAME_PART = re.compile(
    r"(?:,? (?:app|apt|appt|suite|unit|bureau)\.? ?#? ?[0-9a-z]{1,5}|,? #[0-9a-z]{1,5}| [a-z][a-z'\-]{0,20})"
)
_PARTICLE = frozenset("est ouest nord sud east west north south de du des la le les d' l' saint sainte st ste".split())


def _through_name(reading: Reading, end: int) -> int:
    """Where the name of the street ends: words with a capital letter, particles and points of the compass go on."""
    for _ in range(4):
        match = _NAME_PART.match(reading.folded, end)
        if match is None:
            break
        word = match.group().strip()
        written = reading.original(match.start() + 1, match.end())
        if not (
            written[:1].isupper()
            or word in _PARTICLE
            or word[0] in ",#"
            or word.startswith(("app", "apt", "suite", "unit"))
        ):
            break
        end = match.end()
    return end


def _named_street(reading: Reading, street: re.Match[str]) -> bool:
    """Whether the words really name a street: «3 place» or «5 minutes way» do not."""
    words = street.group().split()
    sure = {
        "rue",
        "avenue",
        "boul",
        "boulevard",
        "chemin",
        "rang",
        "allee",
        "impasse",
        "croissant",
        "montee",
        "street",
        "road",
        "crescent",
        "lane",
    }
    if sure & {word.strip(".,") for word in words}:
        return True
    last = reading.original(street.end() - len(words[-1]), street.end())
    return last[:1].isupper()


def _five_digits(reading: Reading, end: int) -> re.Match[str] | None:
    """A French or American postal code right after the street, beside a town."""
    match = _FIVE.match(reading.folded, end)
    if match is None:
        return None
    return match if reading.original(match.end() - 3, match.end())[:1].isupper() or match.group("us") else None


detector = Address()
