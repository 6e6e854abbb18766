"""Who a sentence speaks of: persons by full name, title, first name, or by what they are to the one who writes.

First names come from our own list; one that is also an ordinary word («Rose», *Will*) needs a capital letter inside a
sentence or a surname. Persons by role («ma collègue», *our trainee*) count when the words point at one person.
"""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from balise.screening.naming import names_by_model
from balise.screening.patterns import lazy
from balise.screening.reading import Reading
from balise.screening.word_lists import alternation, terms

FULL, TITLED, PAIR, FIRST, ROLE, VAGUE = "full", "titled", "pair", "first", "role", "vague"
"""Kinds of persons: a known first name with a surname, a title with a name, two words with capitals that may be a name,
a first name alone, a role that points at one person, a role that may be anybody's."""

_WORD = lazy(r"(?<!@)[a-z\x80]+(?:-[a-z\x80]+)*")
_TITLE = lazy(r"(?<![a-z0-9'])(?:mmes?|mlle|mr|mrs|ms|miss|dr|dre|madame|monsieur|mademoiselle|m)\.? (?=[a-z])")
_TITLES = frozenset(
    ["mme", "mmes", "mlle", "mr", "mrs", "ms", "miss", "dr", "dre", "madame", "monsieur", "mademoiselle", "m", "me"]
)
_ROLES = (
    r"(?:collegues?|co-?workers?|colleague|boss|patronne?|gerante?|superviseur[e]?|superviseuse|contremaitre|"
    r"cheffe?(?: d'equipe| de service)?|directeur|directrice|adjointe?|"
    r"coordonnateur|coordonnatrice|conseillere?|stagiaire|employee?|technicien(?:ne)?|tech|eleve|etudiante?|"
    r"ecoliere?|prof(?:esseure?)?|enseignante?|benevole|cliente?|"
    r"usagere?|donateur|donatrice|voisine? de bureau|receptionniste|secretaire|comptable|concierge|livreur|chauffeur|"
    r"camionneur|magasinier|commis|apprentie?|participante?|"
    r"(?:petit |petite )?(?:nouveau|nouvelle)(?= (?:de|du|a|au|est|s'est|qui|en|au))|(?:gars|fille|madame|monsieur|"
    r"dame) (?:de la|de l'|du|des|aux?) (?:[a-z]{3,14})|"
    r"trainee|intern|student|pupil|employee|manager|supervisor|teammate|team lead|foreman|volunteer|client|customer|"
    r"receptionist|secretary|director|teacher|technician|"
    r"accountant|driver|apprentice|new (?:guy|girl|hire|kid)|(?:guy|girl|lady|woman|man) (?:in|from|at) (?:the "
    r")?(?:accounting|payroll|hr|reception|shipping|warehouse|front desk|"
    r"workshop|office|sales|it|finance))"
)
_RELATION = lazy(
    r"(?<![a-z0-9'\-])(?:(?P<own>mon|ma|notre|my|our|one of (?:my|our)|(?:une?|l'une?) de (?:mes|nos|nos autres))|"
    r"(?P<the>le|la|l'|ce|cette|cet|the|this|that|your|votre|ton|ta)|"
    r"(?P<one>une?|a|an)) ?(?:[a-z]{3,12} ){0,2}?" + _ROLES + r"(?![a-z\-])"
)
_SPECIFIC = lazy(
    r" (?:de (?:[1-6]|premiere|deuxieme|troisieme|quatrieme|cinquieme|sixieme)e?(?: annee| sec[a-z]*)?|de "
    r"(?:[1-6])e\b|de (?:chez nous|mon|ma|notre|l'atelier|l'equipe|l'entrepot)|"
    r"a (?:l'atelier|l'entrepot|la job|l'ouvrage)|d'ici|of (?:mine|ours)|in (?:my|our|grade)|from (?:my|our|grade)|"
    r"at (?:my|our|work))"
)
_FAMILY = lazy(
    r"\b(?:ma|mon|mes|my|notre|our) (?:[a-z]{3,10} )?(?:mere|pere|maman|papa|soeur|frere|fille|fils|gars|blonde|chum|"
    r"conjointe?|mari|femme|epou(?:x|se)|tante|oncle|cousine?|niece|neveu|"
    r"grand-mere|grand-pere|belle-[a-z]+|beau-[a-z]+|mom|mother|dad|father|sister|brother|daughter|son|wife|husband|"
    r"girlfriend|boyfriend|partner|aunt|uncle|nephew|"
    r"grandma|grandpa|kid|ado|petit|petite|bebe|baby|dog|cat|chien|chat|chatte|chienne) $"
)
_NOT_SURNAMES = frozenset(
    ["inc", "ltee", "street", "rue", "canada", "quebec", "montreal", "ontario", "laval", "ecole", "school", "college", "cegep", "centre", "center", "university",
     "hospital", "hopital", "park", "church", "library", "day", "tire", "mobile", "group", "fund", "foundation",
     "fondation", "award", "awards", "prix", "cup",
     "north", "south", "east", "west", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday",
     "lundi", "mardi", "mercredi", "jeudi", "vendredi",
     "samedi", "dimanche", "january", "february", "march", "april", "june", "july", "august", "september", "october",
     "november", "december"]
)  # fmt: skip
_NOT_FIRST = frozenset(
    ["mont", "mount", "lac", "lake", "saint", "sainte", "san", "santa", "parc", "rue", "place", "fort", "port", "new", "nouveau", "nouvelle", "grand", "grande", "petit", "petite",
     "le", "la", "les", "the", "baie", "ile", "iles", "riviere", "vieux", "vieille", "old", "black", "big", "great",
     "general", "carte", "code", "happy", "joyeux", "bonne", "good", "best",
     "merry", "royal", "national", "super", "hotel", "cafe", "windows", "google", "microsoft", "apple", "office",
     "adobe", "dell", "radio", "canadian", "service", "centre", "club", "coeur",
     "journee", "semaine", "ecole", "commission", "conseil", "comite", "residence", "clinique", "hopital", "maison",
     "association", "fondation", "societe", "banque", "caisse", "union", "notre"]
)  # fmt: skip
_PUBLIC = lazy(
    r"\b(?:ministres?|ministers?|ministere|deputee?s?|mps?|mnas?|premiere? ministre|maires?|mairesse|mayors?|"
    r"presidente?s?|presidents?|senateurs?|senators?|senat|candidate?s?|"
    r"chanteurs?|chanteuses?|singers?|acteurs?|actrices?|comediens?|comediennes?|actors?|actress|humoristes?|"
    r"comedians?|artistes?|vedettes?|rock ?stars?|celebrit[a-z]+|celebre|famous|"
    r"rappeurs?|rappers?|joueurs?|joueuses?|players?|gardien de but|goalie|athletes?|olymp[a-z]+|hockey|soccer|"
    r"baseball|canadiens|nhl|lnh|nba|nfl|mlb|"
    r"films?|movies?|tele-?series?|documentaires?|documentar(?:y|ies)|podcasts?|romans?|novels?|biographie|biography|"
    r"episodes?|netflix|personnages?|characters?|"
    r"ecrivaine?s?|autrices?|auteure?s?|writers?|authors?|poetes?|poets?|peintres?|painters?|scientists?|"
    r"scientifiques?|historiques?|ne en 1[0-9]{3}|born in 1[0-9]{3}|"
    r"conference de presse|press conference|radio-canada|la presse|le devoir|journal de montreal|cbc|ctv|tva|bbc|cnn|"
    r"the gazette|juge|judge|tribunal|cour superieure|king charles|queen elizabeth|roi (?:charles|d'angleterre)|"
    r"reine (?:elizabeth|d'angleterre)|prince|princess[e]?|pope|pape|"
    r"pdg|ceo|milliardaire|billionaire|youtub[a-z]+|influenceu[a-z]+|influencers?)\b"
)


class Person(NamedTuple):
    """One person the text speaks of, in folded offsets. ``kin`` says that it is a relative of the writer."""

    start: int
    end: int
    kind: str
    kin: bool = False


@cache
def _first_names() -> tuple[frozenset[str], frozenset[str]]:
    """First names that are nothing else, and those that are also ordinary words."""
    return frozenset(terms("first-names", "names")), frozenset(terms("first-names", "words"))


@cache
def _figures() -> re.Pattern[str]:
    return re.compile(rf"\b{alternation(terms('public-figures') or ('leonard cohen',))}\b")


def public_figure(reading: Reading, first: int, last: int) -> bool:
    """Whether the stretch speaks of somebody for their public role, or of a work."""
    return (
        _PUBLIC.search(reading.folded, first, last) is not None
        or _figures().search(reading.folded, first, last) is not None
    )


def people(reading: Reading, first: int, last: int) -> list[Person]:
    """The persons named between two places, in order; roles and names that overlap count once."""
    found = _by_role(reading, first, last)
    for person in _by_name(reading, first, last):
        found = [other for other in found if other.end < person.start - 1 or other.start > person.end]
        found.append(person)
    for start, end in names_by_model(reading, first, last):
        if end - start > 1 and not any(one.start < end and start < one.end for one in found):
            found.append(Person(start, end, PAIR, _kin(reading.folded, start)))
    return sorted(found)


def _by_role(reading: Reading, first: int, last: int) -> list[Person]:
    text = reading.folded
    found = []
    for match in _RELATION.finditer(text, first, last):
        if match.group("own") or match.group("the"):
            found.append(Person(match.start(), match.end(), ROLE))
        else:
            specific = _SPECIFIC.match(text, match.end(), last)
            found.append(
                Person(match.start(), specific.end() if specific else match.end(), ROLE if specific else VAGUE)
            )
    return found


def _by_name(reading: Reading, first: int, last: int) -> list[Person]:
    text = reading.folded
    written = reading.original(first, last)
    letters = [character for character in written if character.isalpha()]
    shouted = len(letters) > 12 and sum(map(str.isupper, letters)) > 0.8 * len(letters)
    sure, wordy = _first_names()
    found: list[Person] = []
    reached = first
    for match in _TITLE.finditer(text, first, last):
        end = _surname(reading, match.end() - 1, last)
        if end is not None and match.start() >= reached:
            found.append(Person(match.start(), end, TITLED))
            reached = end
    titled = list(found)
    reached = first
    aligned = len(written) == last - first
    for match in _WORD.finditer(text, first, last):
        start, end = match.span()
        word = match.group()
        known = word in sure or ("-" in word and word.partition("-")[0] in sure)
        letter = written[start - first] if aligned else reading.original(start, start + 1)
        capital = letter.isupper() and not shouted
        if not known and not capital and not shouted:
            continue
        if start < reached or word in _TITLES or any(one.start <= start < one.end for one in titled):
            continue
        if not known and not (word in wordy and (capital or shouted)):
            if (
                capital
                and _opens(text, start, first) is False
                and len(word) > 2
                and _capitalised_pair(reading, start, end, last)
            ):
                stop = _surname(reading, end, last)
                if stop is not None:
                    found.append(Person(start, stop, PAIR, _kin(text, start)))
                    reached = stop
            continue
        stop = _surname(reading, end, last) if capital or not shouted else None
        if word in wordy and word not in sure and stop is None and (_opens(text, start, first) or shouted):
            continue
        if shouted and stop is None:
            following = _WORD.match(text, end + 1, last)
            stop = following.end() if following else None
        found.append(Person(start, stop or end, FULL if stop else FIRST, _kin(text, start)))
        reached = stop or end
    return found


def _opens(text: str, start: int, first: int) -> bool:
    """Whether a word opens its sentence, where a capital letter says nothing."""
    before = text[max(first, start - 3) : start].strip(" \"'(-*")
    return not before or before[-1] in ".!?:\n\x82"


def _capitalised_pair(reading: Reading, start: int, end: int, last: int) -> bool:
    """Whether a word with a capital and the next one look like first name and surname."""
    word = reading.original(start, end)
    return (
        word[1:].islower()
        and _surname(reading, end, last) is not None
        and reading.folded[start:end] not in _NOT_SURNAMES | _NOT_FIRST
    )


_NEXT = lazy(
    r" (?:[a-z]\. )?(?:(?:(?:de|du|des|la|le|el|al|ben|bin|van|von|st|ste)[ \-]|"
    r"o'){1,2})?(?P<name>[a-z\x80]+(?:['\-][a-z\x80]+)*)"
)


def _surname(reading: Reading, end: int, last: int) -> int | None:
    """Where the surname after a first name or a title ends, or None."""
    match = _NEXT.match(reading.folded, end, last)
    if match is None or len(match.group("name")) < 2:
        return None
    written = reading.original(*match.span("name"))
    if not written[:1].isupper() or match.group("name") in _NOT_SURNAMES:
        return None
    place = match.end()
    if place + 2 < last and reading.folded[place : place + 2] == "'s":
        return place
    return place - 2 if match.group("name").endswith("'s") else place


def _kin(text: str, start: int) -> bool:
    return _FAMILY.search(text[max(0, start - 30) : start]) is not None
