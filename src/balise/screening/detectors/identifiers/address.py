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
from balise.screening.detectors.identifiers._homes import home_cues, homes
from balise.screening.detectors.identifiers._identifier import LABELLED, SHAPED, Identifier, seen, told
from balise.screening.folding import fold_term
from balise.screening.model import Reason, Sighting
from balise.screening.patterns import lazy
from balise.screening.people import FIRST, FULL, TITLED, people
from balise.screening.reading import Reading

_NUMBER = r"[0-9]{1,5}(?:[ \-]?[a-h](?![a-z])| bis| ter| 1/2)?"
_FRENCH = (
    r"rue|avenue|ave|av|boul|boulevard|bd|blvd|chemin|ch|rang|route|rte|place|allee|impasse|terrasse|montee|cote|"
    r"croissant|ruelle|quai|grande[ -]allee|"
    r"cours|square|promenade|cercle|carre|sentier|passage"
)
_ENGLISH = (
    r"street|st|avenue|ave|av|road|rd|drive|dr|crescent|cres|boulevard|blvd|lane|ln|court|ct|terrace|parkway|pkwy|"
    r"highway|hwy|close|"
    r"grove|gardens|row|trail|circle|heights|square|way|place"
)
_STREET = lazy(
    rf"(?<![0-9$.,\-/])(?:[0-9]{{1,4}}[a-d]?-)?{_NUMBER},? (?:(?:{_FRENCH})\b\.? ?(?:de la |de l'|des |du |de |"
    rf"d')?[a-z0-9][a-z0-9.'\-]{{0,25}}"
    rf"|(?:de la )?(?:[0-9]{{1,3}}(?:e|ieme|eme|re|ere|th|st|nd|rd)|premiere|deuxieme|troisieme) (?:rue|avenue|rang|av|ave|"
    rf"street)\b"
    rf"|(?:[a-z'.\-]{{1,18}} ){{1,3}}(?:{_ENGLISH})\b\.?)"
)
_POSTAL = lazy(r"(?<![a-z0-9])[abceghj-nprstvxy][0-9][abceghj-nprstv-z][ \-]?[0-9][abceghj-nprstv-z][0-9](?![a-z0-9])")
_UNTYPED = lazy(
    rf"(?<![0-9$.,\-/])(?:[0-9]{{1,4}}[a-d]?-)?{_NUMBER},? (?:de la |de l'|des |du |de |d')?[a-z][a-z'.\-]{{2,25}}"
    r"(?: [a-z][a-z'.\-]{1,20}){0,2}"
)
_NAMED_FIRST = lazy(
    r"\b(?:habit[a-z]{1,4}|reste|demeure|vit|lives?|living|loge)(?: [a-z]{2,10})? (?:sur|on|dans) (?P<street>[a-z][a-z0-9' .\-]{2,30}?),? "
    r"(?:au |le |numero |no\.? |number |# ?|at )(?P<number>[0-9]{1,5}[a-h]?)(?![0-9a-z$%]| ?(?:\$|ans|fois|heures|times|years))"
)
_FIVE = lazy(r",? (?:(?P<fr>[0-9]{5}) [a-z]{3}|[a-z .]{2,25},? [a-z]{2} (?P<us>[0-9]{5})(?![0-9]))")
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
_EATEN = lazy(
    r"\b(?:poutines?|pizzas?|pizzeria|ramen|sushis?|burgers?|brunch|bouffe|food|menus?|lineup|line-?up|bistros?|creme glacee|"
    r"ice cream|gelato|patisseries?|boulangeries?|fromageries?|traiteur|salons?|coiffeu(?:r|se)s?|barbers?|barbier|"
    r"dentistes?|dentists?|veterinaires?|depanneurs?|quincailleries?|thrift|flea|hotel de ville|city hall|post office|"
    r"bureau de poste|edifice|festivals?|foires?|expos?|billets?|tickets?|admission|opens|ouvre|grand opening|new place|"
    r"new spot|courthouse|hearing|audience|palais de justice|closes? at|ferme a|courti(?:er|ere)|realtor|listing|visite libre|open house|a vendre|for sale|a louer|for rent|mls|usine|"
    r"plant|factory|showroom|kiosque|stade|stadium|temple|mosquee|mosque|synagogue|cathedrale|basilique|monument|"
    r"donnez au suivant|guichets?|spa|hostel|auberge|gite|bnb|camping|campground|ferme|farm|vignoble|winery|cidrerie|"
    r"repair shop|cordonni(?:er|ere)|fleuriste|florist|animalerie|pet store|cours de|classes|workshops?|reception desk)\b"
)
_LIVES = lazy(
    r"\b(?:habit(?:e|es|ent|ait|aient|er|ez|ons)|(?:reste|restent|restait|demeure|demeurent|demeurait|vit|vivent|vivait|"
    r"loge|logent|creche|residence|reside|resident|cree?he)(?: [a-z]{2,10}){0,2} (?:au|a|sur|dans|en haut|la|,)|domicile|"
    r"chez (?:les (?!clients|autres|gens|jeunes|profs|[a-z]+ de )[a-z]|lui|elle|eux|elles|mme|madame|m\.|mr|monsieur|la famille|(?:mon|ma|mes|son|sa|ses|ton|ta|leurs?) [a-z])|"
    r"(?:on |nous |j'|je |ai |a |avons |vient de |)(?:re)?demenag(?:e|es|ent|er|ement|eons|e[ez])|"
    r"lives?(?: [a-z]{2,10}){0,2} (?:at|on|in)|living (?:at|on)|home address|resid(?:es?|ing|ed) (?:at|on)|"
    r"(?:i|we|he|she|they|who|ex|finally|just|'ve) moved(?: (?:to|into|in))?|(?:new|old) (?:place|house|apartment|condo) is|grew up at|lived (?:at|on|in)|party at [a-z]{2,12}'s|house at|home at|i stay at|stays? at|staying at|home is|sonnez|livree? (?:chez|a (?:mme|madame|m\.|monsieur)))\b"
)
_HOME = lazy(
    r"\b(?:(?:son|sa|leur|ton|votre) (?:nouvelle |vraie |ancienne )?(?:adresse|maison|appart(?:ement)?|logement|domicile|"
    r"condo)|s'acheter|s'est achete|a achete|bought|adresse (?:de|d'|du|a|personnelle|civique)|chez (?:le |la )|famille|livr(?:er|e|ee|aison) (?:chez|a)|"
    r"(?:his|her|their|your|my|our|'s|s') (?:[a-z']{2,12} ){0,2}(?:yard|driveway|porch|garage|lawn|basement|balcony|mailbox|back door|front door|address|house|place|apartment|condo|home|flat)|neighbou?r|"
    r"voisine?|mr|mrs|ms|mme|madame|monsieur|ring (?:the|her|his)|doors? (?:down|up|over)|next door|c'est la qu[e' ]{1,2}(?:[a-z']{1,12} ){0,2}(?:reste|vit|habite|demeure|loge)|where (?:he|she|they|[a-z]{3,12}) lives?|(?:colis|paquet|courrier|enveloppe|lettre) (?:pour|de|d'|a|au nom)|(?:package|parcel|mail|letter) (?:for|of|addressed)|(?:cles?|keys?) (?:[a-z']{2,10} ){0,4}(?:sous|under|dans la boite)|(?:jamais|pas|never|not|isn't|n'est pas) (?:barree?|locked)|(?:sa|leur|ma|la) (?:porte|cour|galerie|fenetre|sonnette)|en haut de chez|proprio(?:prietaire)?|locataire|tenant|landlord|landlady|roommate|coloc|dans la cour|in the back ?yard|ramasser (?:au|a|chez)|pick(?:ed|ing)?[ -]?up (?:at|from)|sonne(?:z|r)?|livreurs?|livreuse|driver|courier|porch pirate|thief|voleur|at (?:my|our|the) door|(?:la|le|une?|the|that) (?:madame|monsieur|dame|bonhomme|vieille|vieux|gars|fille|voisin|guy|lady|man|woman|couple|family|kids?|old man) (?:au|du|at|in|from)|ring (?:it )?twice|buzzer|go to|allez|passez|show up)\b"
)
_OWN = lazy(
    r"\b(?:j'habite|(?:je suis|j'suis|chu|jsuis) (?:rendue? )?au|jhabite|j'habitais|je (?:reste|demeure|vis|loge)|mon (?:adresse|appart(?:ement)?|logement|condo|"
    r"domicile|chez[- ]nous)|ma (?:nouvelle |vraie )?"
    r"(?:adresse|maison|place)|notre (?:nouvelle )?(?:adresse|maison)|chez (?:moi|nous)|on (?:habite|reste|demeure)|"
    r"nous habitons|i live|we live|i'm at|i am at|"
    r"(?:my|our) (?:new |home |house )?(?:address|place|house|apartment|home|condo|flat)|livrez[- ]moi|envoyez[- "
    r"]moi|ship (?:it )?to me|"
    r"(?:send|mail|ship|deliver) (?:it |them |that )?to (?:me|us)|pick (?:it )?up at my)\b"
)
_THEIRS = lazy(
    r"\b(?:he|she|him|her|il|elle|lui|couple|maries|mariee|newlyweds|twins|jumeaux|jumelles|bebe|police|ambulance|pompiers|paramedics|voisins?|voisines?|neighbou?rs?|"
    r"veuve|widow|veuf|parents|grands-parents|grandparents|grand-mere|grandma|grandpa|squatteurs?|squatters?|locataires?|tenants?|realtor|curtains|rideaux)\b"
)
_OFFERED = lazy(
    r"\b(?:gratuite?s?|gratis|free|show|spectacle|billets?|tickets?|menu|ouvert[es]*|open|ferme[es]*|closed|tous les|every|devoilee?|patiner|exposition|visite[rz]?|"
    r"visiter|tour|festival|[0-9]{1,2} ?h|[0-9]:[0-9]{2}|[0-9]{1,2} ?(?:am|pm)|lots? of|best|meilleure?s?|delicieu[sx]e?s?|delicious|service|horaire|rendez-vous|meet)\b|\$"
)
_FLAT = lazy(
    r"\b(?:app|apt|appt|appartement|apartment|unit|logement|buzz|buzzer|sous-sol|chambre [0-9]+|room [0-9]+)\b"
)
_AT_NAMES = lazy(r"\b[Cc]hez [A-ZÀ-Ý][a-zà-ÿ]{2,15},? (?:au |le |c'est le )?\Z")
_PERSON = lazy(r"[A-ZÀ-Ý][a-zà-ÿ'\-]+ [A-ZÀ-Ý][a-zà-ÿ'\-]+,? ?$")
_FORM = lazy(
    r"\b(?:adresse|address|addr|nom|name|mail|ship|send|livrer|livraison|poste[rz]?|envoye[rz]?|mme|mrs?|ms|card says|id)\b"
)
_SAYING = lazy(r" (?:at|in|of|on|and|with|for|to|from|is|was) ")
_HOUR = lazy(r"(?<![a-z0-9])[0-9]{1,2} ?(?:h|heures|am|pm|a\.m|p\.m)(?![a-z])|[0-9]:[0-9]{2}")
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
        number = r"\b[0-9]{1,5}(?:[ \-]?[a-h]| bis| ter)?,? "
        yield Cue(
            "street",
            rf"{number}(?:rue|avenue|ave|av|boul|boulevard|bd|blvd|chemin|ch|rang|route|rte|allee|impasse|terrasse|"
            rf"montee|croissant|ruelle|quai|grande[ \-]allee|square|promenade|cercle|carre)\b",
        )
        yield from home_cues()
        yield Cue("street", rf"{number}(?:place|cote|cours|sentier|passage) [a-z]")
        yield Cue("street", rf"{number}(?:de la )?[0-9a-z]{{2,9}} (?:rue|avenue|rang|street)\b")
        yield Cue("postal", r"\b[abceghj-nprstvxy][0-9][abceghj-nprstv-z][ \-]?[0-9][abceghj-nprstv-z][0-9]\b")
        yield Cue(
            "lived",
            r"\b(?:habit[a-z]{1,4}|chez (?:nous|moi)|reste|demeure|vit|loge|lives?|living|resides?|adresse)(?: [a-z]{2,10}){0,2} (?:au|at|le|c'est le) [0-9]{1,5},? [a-z]",
        )
        yield Cue("lived", r"\b(?:apartment|apt|unit|appartement|app\.?) [0-9a-z]{1,4},? (?:at|au) [0-9]{1,5},? [a-z]")
        yield Cue(
            "named",
            r"\b(?:habit[a-z]{1,4}|reste|demeure|vit|lives?|living|loge)(?: [a-z]{2,10})? (?:sur|on|dans) [a-z0-9' .\-]{3,31},? (?:au |le |numero |no\.? |number |# ?|at )[0-9]{1,5}\b",
        )
        yield Cue("street", rf"{number}(?:[a-z'.\-]{{1,18}} ){{1,3}}(?:{_ENGLISH})\b")

    def sightings(self, reading: Reading) -> Iterable[Sighting]:
        """Every address of the text, wherever its cues stand."""
        return self.find(
            reading, [Hit("street", match.start(), match.end()) for match in _STREET.finditer(reading.folded)]
        )

    def find(self, reading: Reading, hits: Sequence[Hit]) -> Iterator[Sighting]:
        """Each address once."""
        reached = 0
        for hit in islice(hits, 150):
            if hit.cue in {"home", "rural"} or hit.start < reached:
                continue
            if hit.cue == "named":
                named = _NAMED_FIRST.match(reading.folded, hit.start)
                if named and reading.original(*named.span("street")).split()[-1][:1].isupper():
                    reached = named.end("number")
                    yield seen(named.start("street"), reached, 0.7, LABELLED)
                continue
            street = _street(reading, hit, reached)
            if street is None:
                continue
            sighting = _weigh(reading, street)
            if sighting is not None:
                reached = sighting.end or street.end()
                yield sighting
        if not reached and any(hit.cue in {"home", "rural"} for hit in hits):
            yield from _untyped_homes(reading)


def _untyped_homes(reading: Reading) -> Iterator[Sighting]:
    """Homes told without the type of their street, unless the words around are of a public place."""
    text = reading.folded
    for start, end in homes(reading):
        first, last = max(0, start - _SENTENCES_APART), min(len(text), end + _SENTENCES_APART)
        public = any(words.search(text, *part) for words in (_PUBLIC, _EATEN) for part in ((first, start), (end, last)))
        if not _declared(reading, text, start) and not public:
            own = _OWN.search(text, first, last) is not None
            sighting = seen(start, end, 0.65, LABELLED)
            yield sighting._replace(ceiling=Decision.ADVISE) if own else sighting


def _street(reading: Reading, hit: Hit, reached: int) -> re.Match[str] | None:
    """The number and the street that a cue points to."""
    text = reading.folded
    if hit.cue == "street":
        street = _STREET.search(text, max(reached, hit.start - 8), min(len(text), hit.end + 60))
        return street if street is not None and street.start() <= hit.end else None
    if hit.cue == "postal":
        first, last = max(reached, hit.start - 75, text.rfind("\n\n", 0, hit.start) + 1), hit.start
    else:
        first, last = max(reached, hit.end - 8), min(len(text), hit.end + 45)
    if _STREET.search(text, first, last):
        return _STREET.search(text, first, last)
    for street in _UNTYPED.finditer(text, first, last):
        name = reading.original(*street.span()).split()
        if len(name) > 1 and name[-1][:1].isupper() and all(word[:1].isupper() for word in name[1:] if len(word) > 3):
            return street
        if len(name) > 1 and name[1][:1].isupper():
            return _UNTYPED.match(text, street.start(), street.start() + len(" ".join(name[:2])))
    return None


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
    first = max(0, min(sentence.start, start - 60), start - _SENTENCES_APART)
    last = min(len(text), end + _SENTENCES_APART, max(sentence.end, code.end() if code else 0))
    own = _OWN.search(text, first, last) is not None
    lives = _LIVES.search(text, first, last) is not None
    flat = _FLAT.search(text, max(0, start - 16), min(len(text), end + 16)) is not None
    at_names = _AT_NAMES.search(reading.original(max(0, start - 30), start)) is not None
    home = lives or flat or at_names or _HOME.search(text, first, last) is not None or _somebody(reading, start, end)
    after = code.end() if code else end
    public = any(
        words.search(text, first, start) or words.search(text, after, last)
        for words in (_PUBLIC, *(() if code and _HOME.search(text, first, start) else (_EATEN,)))
    )
    if public and not own and not lives and not (code and _HOME.search(text, first, start)):
        return None
    if (
        code is None
        and not (own or home)
        and not (
            _THEIRS.search(text, first, last)
            and not _OFFERED.search(text, first, last)
            and not _SAYING.search(text, start, end)
        )
    ):
        return None
    if _UNTYPED.made(street) and not (
        own or home or _FORM.search(text, first, start) or _PERSON.search(reading.original(max(0, start - 45), start))
    ):
        return None
    if code is None and _STREET.made(street) and not _named_street(reading, street):
        return None
    stop = code.end() if code else end
    sighting = seen(start, stop, 0.9 if code else 0.7, LABELLED if home or own else SHAPED)
    if own:
        sighting = sighting._replace(
            ceiling=Decision.ADVISE, reasons=(*sighting.reasons, Reason("softened", "own-contact-details"))
        )
    return sighting


def _somebody(reading: Reading, start: int, end: int) -> bool:
    """Whether the sentence of an address names a person, and says nothing of an hour at which people meet."""
    if _SAYING.search(reading.folded, start, end):
        return False
    sentence = reading.sentence(start)
    first, last = max(sentence.start, start - 60), min(sentence.end, end + 40)
    return _HOUR.search(reading.folded, first, last) is None and any(
        person.kind in {FULL, FIRST, TITLED} and (person.end <= start or person.start >= end)
        for person in people(reading, first, last)
    )


def _declared(reading: Reading, text: str, start: int) -> bool:
    """Whether it is an address that the organisation gives to the public."""
    there = re.sub(r"[ ,.]+", " ", text[start : start + 80])
    for address in reading.policy.organisation.addresses:
        words = re.sub(r"[ ,.]+", " ", fold_term(address)).split()
        if len(words) >= 3 and there.startswith(" ".join(words[:3])):
            return True
    return False


_NAME_PART = lazy(
    r"(?:,? (?:app|apt|appt|suite|unit|bureau)\.? ?#? ?[0-9a-z]{1,5}|,? ?#[0-9a-z]{1,5}| [a-z][a-z'.\-]{0,20})(?![a-z0-9])"
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
