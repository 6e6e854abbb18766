"""Plates that no word announces: capitals and digits in the groups of a plate, beside words of vehicles, streets or driving.

The writing tells most: a plate is written in capitals where the words around are not. Models («CX5», «GTX 1080»), roads,
flights, sizes and sums look the same, so their letters are left, and so is what a road, a bus or a flight names.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from balise.screening.detecting import Cue, any_of, words
from balise.screening.detectors.identifiers._numbers import in_address
from balise.screening.patterns import lazy
from balise.screening.reading import Reading

_QUEBEC = r"[a-z][0-9]{2}[ \-]?[a-z]{3}"
_SHAPE = (
    rf"(?:{_QUEBEC}|[a-z]{{3,4}}[ \-]?[0-9]{{3,4}}|[0-9]{{3}}[ \-]?[a-z]{{3}}|[0-9]{{2}}[a-z][ \-]?[a-z]{{3}}|"
    r"[a-z]{2}[ \-]?[0-9]{5}|[a-z]{2}[ \-]?[0-9]{3}[ \-]?[a-z]{2}|[a-z]{3}[ \-]?[0-9]{2}[a-z])"
)
_MAKES = (
    "civic corolla camry tercel yaris rav4 rav-4 tacoma tundra highlander sienna prius honda toyota hyundai elantra tucson sonata kona kia "
    "soul sportage sorento forte mazda mazda2 mazda3 mazda5 cx3 cx5 cx-3 cx-5 cx-30 cx-50 cx-9 nissan rogue sentra versa qashqai murano ford "
    "f150 f-150 explorer fusion mustang fiesta chevrolet chevy silverado cruze malibu equinox impala gmc dodge caravan chrysler jeep wrangler "
    "cherokee subaru outback impreza forester crosstrek volkswagen vw jetta golf tiguan passat audi bmw mercedes volvo tesla acura lexus "
    "tracker bronco taurus escape acadia buick cadillac trax pontiac saturn tesla seltos telluride niro palisade veloster pathfinder micra juke wrx brz venza "
    "4runner odyssey ridgeline porsche scion lincoln accent "
    "infiniti mitsubishi outlander fiat ioniq ranger ram crv cr-v hrv hr-v yamaha kawasaki harley".split()
)
_WORDS = (
    *_MAKES,
    *(
        "char chars auto autos voiture voitures pickup pick-up camion camions camionnette vehicule vehicules minifourgonnette moto remorque remorquee "
        "remorquer fourgon fourgonnette vus stationne stationnee stationnees stationnement gare garee parke parkee conducteur conductrice chauffard chauffards "
        "chauffeur accotement bumper pare-choc pare-chocs klaxonne klaxonner klaxonnez phares moteur coupe coupee depasse depassee "
        "car cars truck trucks van vans suv suvs vehicle vehicles sedan hatchback trailer motorcycle driver drivers drives driving parked parking driveway "
        "tow towed towing tailgating tailgates tailgater honk honking honked sideswiped rear-ended swerved swerving taxi cab uber dumped dumping headlights "
        "autoroute highway"
    ).split(),
    "delit de fuite", "feu rouge", "lumiere rouge", "double file", "piste cyclable", "hit and run", "cut me off", "cuts me off", "red light",
    "runs the red", "ran the red", "bike lane", "ran over", "santa fe",
)  # fmt: skip
_NEAR = lazy(rf"\b{any_of(_WORDS)}\b")
_SHAPES = lazy(rf"(?<![a-z0-9\-_#@/.]){_SHAPE}(?![a-z0-9]|[\-_/.@][a-z0-9]|['%$])")
_REACH = 110
_NAMED = lazy(
    r"(?:\b(?:route|rte|autoroute|aut|hwy|highway|exit|sortie|vol|flight|bus|ligne|line|train|modele|model|modeles|models|type|version|siege|seat|"
    r"rangee|row|section|zone|niveau|level|porte|door|gate|local|room|salle|code|codes|lot|no|numero|cours|course|article|"
    r"formulaire|form|norme|norm|moteur|engine|pneus?|tires?|piece|part|ref|reference|a la|the|le|la|les|un|une|an?|"
    r"annee|year|commande|order|facture|invoice|dossier|file|tirage|batch|error|erreur|boulon|filtre|filter|batterie|battery|"
    r"honda|toyota|hyundai|kia|mazda|nissan|ford|chevrolet|chevy|gmc|dodge|chrysler|jeep|subaru|volkswagen|vw|audi|bmw|mercedes|volvo|acura|lexus|"
    r"infiniti|mitsubishi|fiat|yamaha|kawasaki|harley)[ :#.]{1,2}|\$ ?|[0-9][ ,]{1,2})\Z"
)
_MODEL = lazy(r"\b(?:modeles?|models?|ref|sku|lot)[ :#.]{1,2}\Z")
_SURE = lazy(rf"(?:{_QUEBEC}|[a-z]{{4}}[ \-]?[0-9]{{3}})\Z")
_NO_LETTERS = frozenset(
    (
        "bmw gmc ram crv hrv mdx rdx ilx tlx cbr ktm amg gti suv vus vtt vw cad usd eur kms kmh mph rpm lbs hrs min max pcs ans km ft hp "
        "bus stm rtc rtl stl exo vol rue ave blvd boul apt app hwy rte exit aut auto char cars truck van gtx rtx iso wd usb ssd ddr hdd "
        "mtl qc qué can usa app abs gps led lcd saaq spvm sq opus tps tvq taxe prix page jan fev mar avr mai juin juil aout sep oct nov dec "
        "feb apr may jun jul aug dim lun mer jeu ven sam mon tue wed thu fri sat sun les des une ces mes ses par sur pour dans avec the and for "
        "from with over plus les loi bill wifi rx gx lx nx ux es gs is ls kia ford audi jeep mini golf fiat soul rav cx hr mt ev mod cat pep "
        "iris nas sin ramq neq lot no num ref sku upc isbn covid h1n1 xbox ps ti asus dell poste ext tel fax cell room flat unit gate"
    ).split()
)
_YEAR = lazy(r"(?:19[5-9][0-9]|20[0-3][0-9])\Z")


def vehicle_cues() -> Iterator[Cue]:
    """The shape of Québec, and the words, each a rare phrase or a cheap one."""
    yield Cue("quebec", rf"\b{_QUEBEC}\b")
    yield from words("vehicle", _WORDS)


def plates_alone(reading: Reading) -> Iterator[tuple[int, int]]:
    """The places of plates that words of vehicles, streets or driving come with."""
    text = reading.folded
    if not any(map(str.isdigit, text)):
        return
    for match in _SHAPES.finditer(text):
        start, end = match.span()
        written = reading.original(start, end)
        if written != written.upper() or len(re.sub("[^a-z0-9]", "", match.group())) < 6:
            continue
        letters, digits = re.findall("[a-z]+", match.group()), re.findall("[0-9]+", match.group())
        if any(part in _NO_LETTERS for part in letters) or any(_YEAR.match(part) for part in digits):
            continue
        if _MODEL.search(text, max(0, start - 12), start):
            continue
        if _NAMED.search(text, max(0, start - 24), start) and not _SURE.match(match.group()):
            continue
        first, last = max(0, start - _REACH), min(len(text), end + _REACH)
        around = reading.original(first, start) + reading.original(end, last)
        if sum(map(str.islower, around)) < sum(map(str.isupper, around)) or in_address(text, start):
            continue
        if _NEAR.search(text, first, start) or _NEAR.search(text, end, last):
            yield start, end
