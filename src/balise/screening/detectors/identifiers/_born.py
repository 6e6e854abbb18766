"""Dates of birth that no word of birth comes before: «Nina (2009-11-30)», «Conjoint : Igor, 1981-06-15», «mamie fête ses 90, 17-05-1936».

A full date right after a person, named or told by kinship, or right before «est né»; what happened on a date (an event, a
publication, an appointment) is told by words around it and is left.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from balise.screening.detecting import Cue
from balise.screening.detectors.identifiers._dates import FULL, year_of
from balise.screening.patterns import lazy
from balise.screening.people import FIRST, TITLED, people, public_figure
from balise.screening.people import FULL as NAMED
from balise.screening.reading import Reading

_BEFORE_BIRTH = lazy(
    rf"(?<![a-z0-9/.\-])(?P<date>{FULL})[ ,]{{1,2}}(?:(?:est|sont|etait|was|were|is when|jour ou|day)? ?(?:[a-z'\x80]{{2,12}} ){{0,2}})(?:nee?s?|born)(?![a-z])"
)
_REACHED = lazy(
    rf"\b(?:a eu|aura|aurait eu|turn(?:ed|s|ing)|fete(?:ra)? (?:ses|son)|celebre ses|a fete ses|celebrates? (?:his|her|their)) [0-9]{{1,3}}(?:e|th|st|nd|rd)?(?: ans| anniversaire| birthday)?[a-z' ]{{0,16}} ?[(,:;\-] ?"
    rf"(?:le |on )?(?P<date>{FULL})"
)
_BESIDE = lazy(rf"(?P<sign> ?[(,:] ?| - | / )(?P<date>{FULL})")
_NUMERIC = lazy(r"[0-9]{1,4}[\-/. ][0-9]{1,2}[\-/. ][0-9]{1,4}\Z")
_AFTER_NAME = lazy(rf"(?P<sign>(?<=[a-z]) )(?P<date>{FULL})")
_OF_BIRTH = lazy(
    r"\b(?:birth ?dates?|birth|birthday|bday|b-day|dob|ddn|naissance|nee?|anniversaire|anniv|fete|kids|enfants|children|jumeaux|twins|grandkids|petits-enfants)\b"
)
_KIN = lazy(
    r"(?:\b(?:mon|ma|notre|my|our|his|her|son|sa) )?\b(?:conjointe?|mari|epouse?|epoux|femme|blonde|chum|fils|fille|garcon|gars|bebe|mere|pere|maman|papa|mamie|papi|frere|soeur|"
    r"niece|neveu|tante|oncle|cousine?|enfants?|husband|wife|spouse|partner|son|daughter|baby|mother|father|mom|mum|dad|brother|sister|niece|nephew|"
    r"aunt|uncle|cousin|kids?|child|eleve|student|patiente?|me|moi|myself|nom|name)\b(?: ?:)?(?: [a-z\x80'\-]{2,16}){0,2}\Z"
)
_BETWEEN = lazy(r"\b(?:depuis|since|jusqu'au|until|from|du|au|dated|date du|en date)(?: le)? ?[(,:]?\Z")
_HAPPENED = lazy(
    r"\b(?:rendez-vous|appointment|meeting|reunion|rencontre|publi[a-z]+|posted|photo(?:s|graphie)?|picture|pris(?:e)? le|taken|source|consulte|accessed|retrieved|"
    r"spectacle|concert|show|match|game|partie|tournoi|mort|morte|decede[es]*|died|death|deces|rip|marie[es]*|mariage|wedding|married|embauche[e]?|hired|"
    r"depart|arrivee?|arrived|expir[a-z]*|valide|valid|signe[es]*|signed|facture|invoice|commande|order|paye|paid|due|echeance|deadline|inscription|"
    r"audience|hearing|proces|trial|election|episode|sortie?|release[ds]?|album|film|movie|livre|book|article|reportage|entrevue|interview|edition|rapport|"
    r"report|courriel du|email of|lettre du|letter of|message du|seance|session|cours|examen|exam|vaccin[a-z]*|dose|conference|gala|festival|vernissage|"
    r"opening|ouverture|livraison|livre le|delivered|delivery|recu le|received|vu le|seen on|visite|visit|as of|meilleur avant|best before|loi|law|decret|reglement|version|maj|mise a jour|updated?|premier ministre|president|ministre|minister)\b"
)


def born_cues() -> Iterator[Cue]:
    """Full dates in figures, with a year that somebody living may be born in."""
    yield Cue("date", r"\b(?:19[2-9]|20[0-2])[0-9][\-/. ][01]?[0-9][\-/. ][0-3]?[0-9]\b")
    yield Cue("date", r"\b[0-3]?[0-9][\-/. ][0-3]?[0-9][\-/. ](?:19[2-9]|20[0-2])[0-9]\b")
    yield Cue("told", r"(?:19[2-9]|20[0-2])[0-9],? (?:est |was |were |sont )?[a-z' ]{0,14}(?:nee?|born)\b")


def born_matches(reading: Reading) -> Iterator[re.Match[str]]:
    """Dates that words after or before them say are of birth."""
    text = reading.folded
    for match in _BEFORE_BIRTH.finditer(text):
        if not _HAPPENED.search(text, max(0, match.start() - 24), match.start()):
            yield match
    yield from _REACHED.finditer(text)


def beside_people(reading: Reading) -> Iterator[tuple[int, int]]:
    """Dates in figures right after a person."""
    text = reading.folded
    told = _OF_BIRTH.search(text) is not None
    for match in (*_BESIDE.finditer(text), *(_AFTER_NAME.finditer(text) if told else ())):
        year = year_of(match["date"])
        if year is None or not 1925 <= year <= 2024 or _NUMERIC.match(match["date"]) is None:
            continue
        before = max(0, match.start() - 48)
        if (
            _BETWEEN.search(text, before, match.start())
            or _HAPPENED.search(text, before, match.start())
            or _HAPPENED.search(text, match.end(), match.end() + 30)
        ):
            continue
        kin = _KIN.search(text, before, match.start()) is not None
        if not kin and ":" not in match["sign"]:
            kin = any(
                person.kind in {NAMED, FIRST, TITLED} and match.start() - person.end <= 1
                for person in people(reading, before, match.start())
            )
        if kin and not public_figure(reading, max(0, match.start() - 100), min(len(text), match.end() + 100)):
            yield match.span("date")
