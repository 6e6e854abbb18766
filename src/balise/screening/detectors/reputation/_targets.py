"""Whom a remark is about: the organisation, its people, those it serves, its competitors. Shared by this family."""

from __future__ import annotations

import re
from functools import lru_cache

from balise.policy.model import Policy
from balise.screening.detecting import any_of
from balise.screening.organisation import names_pattern
from balise.screening.patterns import lazy
from balise.screening.reading import Reading

_WORKPLACE = (
    r"\b(?:(?:ma|la|notre|my|the|our|cette|this) (?:job|boite|compagnie|shop|place|company|workplace|organisation|organization|office|employer|management|direction|gestion|haute direction|head office)|"
    r"(?:mon|notre|my|our) (?:employeur|organisme|employer|milieu de travail)|l'organisme|(?:a|de) la job|au bureau|at work|this place|where i work|ou je travaille|"
    r"les (?:boss|patrons|dirigeants|gestionnaires)|l'administration|upper management)\b"
)
_COLLEAGUES = (
    r"\b(?:(?:ma|mon|mes|notre|nos|my|our|un|une|des|du|les|the|a|some|certains|certaines|leur|cette?|that|this|these|ces) (?:[a-z]{2,12} )?(?:collegues?|coequipiers?|coequipieres?|coworkers?|co-workers?|colleagues?|teammates?|"
    r"equipe|team|gang|boss|patron|patronne|gestionnaire|superviseure?|supervisor|manager|directeur|directrice|director|chef|stagiaires?|interns?|trainees?|techniciens?|"
    r"techniciennes?|technicians?|receptionniste|receptionist|comptable|accountant|employees?|employes|staff|personnel|benevoles?|volunteers?|formateur|formatrice|trainer|adjointe?|nouvelle?|nouveau|new guy|new girl|"
    r"gars|fille|guy|girl|tech|techs|commis|livreur|driver|chauffeur))\b"
)
_CLIENTS = (
    r"\b(?:(?:nos|notre|mes|les|des|ces|our|my|the|those|these|some|certains|certaines|la|une|un) (?:[a-z]{2,14} )?(?:clients?|clientes?|clientele|donateurs?|donatrices?|donors?|customers?|ecoles?|schools?|profs?|enseignante?s?|"
    r"teachers?|principals?|directions? d'ecole|beneficiaires?|commissions? scolaires?|centres? de services|partenaires?|partners?|parents?|fournisseurs?|suppliers?))\b"
)
_PRODUCTS = (
    r"\b(?:nos|notre|leurs?|our|their|les|the|ces|those) (?:[a-z]{2,16} )?(?:ordinateurs?|ordis?|portables?|laptops?|computers?|machines?|appareils?|services?|produits?|products?|devices?|pc|tours?|ecrans?|batteries?|reparations?|repairs?|livraisons?|deliver(?:y|ies)|formations?)\b"
)


@lru_cache(maxsize=32)
def _organisation(names: str) -> re.Pattern[str]:
    return re.compile(rf"\b{names}\b")


_PEOPLE = lazy(f"{_COLLEAGUES}|{_CLIENTS}")
_PLACE = lazy(_WORKPLACE)
_THINGS = lazy(_PRODUCTS)
PEOPLE_AT_WORK = lazy(_COLLEAGUES)


def about_organisation(reading: Reading, start: int, end: int) -> bool:
    """Whether the stretch names the organisation or the place where the author works."""
    folded = reading.folded
    return bool(_organisation(names_pattern(reading.policy)).search(folded, start, end) or _PLACE.search(folded, start, end))


def names_it(reading: Reading, start: int, end: int) -> bool:
    """Whether the stretch holds the organisation's own name."""
    return _organisation(names_pattern(reading.policy)).search(reading.folded, start, end) is not None


def about_people(reading: Reading, start: int, end: int) -> re.Match[str] | None:
    """Colleagues, clients or donors spoken of in the stretch."""
    return _PEOPLE.search(reading.folded, start, end)


def about_products(reading: Reading, start: int, end: int) -> bool:
    """Whether the stretch speaks of what the organisation makes or does."""
    return _THINGS.search(reading.folded, start, end) is not None


def competitors_pattern(policy: Policy) -> str | None:
    """The pack's competitors, or None when it names none."""
    names = tuple(name for names in policy.organisation.competitors for name in names)
    return rf"\b{any_of(names)}\b" if names else None


PEJORATIVES = tuple(
    """incompétent incompétente incompétents incompétentes incompétence nul nulle nuls nulles nullité pourri pourrie pourris pourries
    poche poches médiocre médiocres lamentable lamentables minable minables pathétique pathétiques ridicule ridicules bidon
    arnaque arnaques arnaquent arnaqueurs fumiste fumistes fumisterie fraude fraudeurs crosseur crosseurs menteur menteurs menteuse mentent
    hypocrite hypocrites paresseux paresseuse paresseuses lâches amateurisme bordel cheap cheapette scrap scrapent cochonnerie
    cochonneries vieilleries déchets honte honteux honteuse scandaleux scandaleuse scandale bras-cassés niaiseux niaiseuse
    désorganisé désorganisée désorganisation malhonnête malhonnêtes profiteurs profiteuse exploitent exploiteurs radins gratteux chialeux
    chialeuse chialent plaignards ingrats ingrate inutile inutiles dysfonctionnel n'importe-quoi cauchemar catastrophe risible
    incapables incapable ignorants ignares innocents sans-dessein insupportables insupportable toxiques détestable pitoyable
    mépris méprisants méprisante guenilles quétaine brouillon broche-à-foin bâclé bâclée bâclés bâclent toutcroche
    incompetent incompetence useless garbage trash junk crap crappy joke scam fraud frauds lazy pathetic ridiculous clueless liars liar
    hypocrites shady dishonest disorganized disorganised disaster rotten worthless terrible awful horrible worst sucks suck ripoff
    unprofessional amateurs amateur clowns clown circus freeloaders cheapskates entitled whiny whiners ungrateful brainless
    embarrassing embarrassment laughable laughingstock shameful disgrace disgraceful incapable sloppy shoddy subpar overpriced mediocre
    nightmare crooks crooked slackers dumb stupid moron morons idiots idiot imbécile imbéciles gang-de-caves
    pires pire vauriens loser losers deadweight"""
    .split()
)
PHRASES = (
    "tout croche", "broche à foin", "vaut rien", "valent rien", "vaut pas de la", "deux de pique", "bras cassés", "mal géré", "mal gérée",
    "perte de temps", "perte d'argent", "jette à la poubelle", "bon pour la poubelle", "bons pour la poubelle", "bonne à rien",
    "bons à rien", "bon à rien", "sans allure", "pas d'allure", "s'en foutent", "s'en fout", "s'en fichent", "s'en fiche",
    "se fout de", "se foutent de", "se fiche de", "se moque du monde", "rit du monde", "rient du monde", "prend pour des caves",
    "ne sait pas ce qu", "savent pas ce qu", "sait même pas", "savent même pas", "n'importe quoi", "font rien", "fait rien de",
    "lâchent après", "brisent au bout", "plantent", "tombent en panne", "marchent jamais", "fonctionnent jamais", "marche jamais",
    "ne tiennent pas", "en manque de", "fait dur", "font dur", "fait pitié", "font pitié", "gaspille", "gaspillent", "rip off", "rip-off",
    "waste of time", "waste of money", "waste of space", "dumpster fire", "dead weight", "hot mess", "total mess", "a mess", "complete mess",
    "don't care", "doesn't care", "dont care", "can't do anything", "couldn't care less", "no clue", "no idea what", "falling apart",
    "fall apart", "breaks down", "break down", "die after", "dies after", "belongs in the dump", "belong in the dump", "never works",
    "never work", "half-baked", "half-assed", "good for nothing", "can't even", "cant even", "doesn't know what", "don't know what they",
    "treats people like", "dumb as", "not worth", "screws over", "screw over", "screwing over", "ripping off", "taking advantage of",
)  # fmt: skip
