"""Dates of birth that words announce («né le», «date de naissance», DDN, *born on*, *DOB*), and ages on a form.

Left: dates that no word announces, the birth of things, animals and organisations, people of history (before 1925, or
said to be artists, politicians or dead) and well-known names. An age counts only where it is announced as on a form («âge : 43
ans») beside other particulars, and then for advice; ages of minors belong to the detectors of persons.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from balise.policy.model import Policy, Severity
from balise.screening.detecting import Cue
from balise.screening.detectors.identifiers._born import beside_people, born_cues, born_matches
from balise.screening.detectors.identifiers._dates import FULL, WITHOUT_YEAR, is_date, year_of
from balise.screening.detectors.identifiers._identifier import LABELLED, Identifier, seen, told
from balise.screening.detectors.identifiers._people import well_known
from balise.screening.model import Sighting
from balise.screening.patterns import lazy
from balise.screening.reading import Reading

_FIRM = (
    r"(?:date(?:s)?[ \-]de[ \-]naissance|date de (?:sa |ma |leur )?fete|date[ \-]naissance|date (?:de )?naiss|naissance|ddn|d\.d\.n|d\.n|dob|d\.o\.b|"
    r"dates? of birth|birth ?dates?|birth-date|born date|date nais)"
)
_MONTH = (
    r"(?:janv(?:ier)?|jan(?:uary)?|fevr?(?:ier)?|feb(?:ruary)?|mars|march|avr(?:il)?|apr(?:il)?|mai|may|juin|june?|juil(?:let)?|july?|aout|aug(?:ust)?|"
    r"sept?(?:embre|ember)?|oct(?:obre|ober)?|nov(?:embre|ember)?|dec(?:embre|ember)?)\.?"
)
_MONTH_ONLY = lazy(
    rf"(?<![a-z0-9])(?:nee?s?|born|naissance|nais\.?)(?: (?:en|in|au mois de|sometime in))?[ :,]{{1,2}}(?P<date>{_MONTH},? (?:de |of )?(?P<year>(?:19|20)[0-9]{{2}}|'?[0-9]{{2}}))"
    r"(?![0-9a-z]| ?(?:ans|h|heures)|, ?[0-9])"
)
_CHILD = lazy(
    rf"(?<![a-z0-9])(?:enfants?|child|patiente?|eleve|student|pupil|beneficiaire|demandeur|applicant|candidate?|nom|name|prenom|fils|fille|son|daughter|kid)"
    rf" ?[:=] ?(?:[a-z\x80\-'.]{{2,20}},? ?){{1,3}}[,/|;(\-] ?(?P<date>{FULL})"
)
_FROM = lazy(
    rf"(?<![a-z0-9])(?:je suis|i'm|i am|chu|elle est|il est) (?:de|from|ne en) (?P<date>(?P<year>19[0-9]{{2}}),? (?:le |un )?{WITHOUT_YEAR})"
)
_TOLD = (
    r"(?:n(?:e|ee|es|ees|e\(e\)|e\.e|e/e|e-e)(?:,? (?:a|en|au) [a-z\x80\-' ]{2,30}?)?,?(?: le| un| :|:)?|"
    r"born(?:,? (?:in|at) [a-z\x80\-' ]{2,30}?)?,?(?: on| the| on the)?|"
    r"n(?:e|ee) [a-z\x80' ]{3,24}?,? le|born,? [a-z\x80' ]{3,24}?,? on|came into (?:this|the) world(?: on)?|venue?s? au monde(?: le)?|born ?:|"
    r"b\.|naquit le|vu le jour le|(?:my|his|her|their|your|[a-z\x80]{2,20}'s) (?:birthday|b-?day|bday)(?: is| was|:|\?)?(?: on)?|"
    r"(?:ma|sa|ta|leur|votre|l'|la) ?(?:fete|naissance)(?: est| :|:)?(?: le)?|(?:mon|son|ton|leur|"
    r"votre) anniversaire(?: est| :|:)?(?: le)?|"
    r"(?:anniv|anniversaire|fete) (?:a|de|d'|pour) [a-z\x80\-]{2,20}(?: est| :|:)?(?: le)?)"
)
_LINK = r"(?: ?(?:est|is|was|etait|c'est|le|the|on|du|de|of|:|=|,|-|\(|#|\)|\?|\(? ?(?:[djm]{1,2}[/ .\-]?[djm]{1,2}[/ .\-]?[ay]{1,4}|[ay]{4}[/ .\-]?[djm]{2}[/ .\-]?[djm]{2}) ?\)?|[a-z\x80]{1,15}:|(?:du|de la|of the|de|of) [a-z\x80]{3,15}|(?:on|dans|in|should|must|form|formulaire|the|read|reads|doit|etre|lire|sur|it|says?|dit|here|ici|officielle|officially|complete|actuelle|my|his|her|ma|sa)(?![a-z]))){0,7} ?"
_OF_WHOM = r"(?:,? [a-z\x80'\-]{1,16}){1,6} ?(?::|=|\(|\best|\bis|\bc'est|\bwas)(?: le| the)? ?"
_ANNOUNCED = lazy(
    rf"(?<![a-z0-9])(?:(?P<firm>{_FIRM})[.]?(?:{_LINK}|{_OF_WHOM})|(?P<told>{_TOLD}) ?)(?P<date>{FULL}|(?P<short>{WITHOUT_YEAR}))"
)
_AFTER = lazy(rf"(?<![a-z0-9/.\-])(?P<date>{FULL}) ?[(\[,:\-]{{1,2}} ?(?:{_FIRM})(?![a-z])")
_YEAR_FIRST = lazy(
    rf"(?<![a-z0-9])(?:nee?s?|born) (?:en|in) (?P<date>(?P<year>(?:19|20)[0-9]{{2}}|'?[0-9]{{2}}(?=,? (?:le |un )))(?:,)? (?:le |un |on )?(?:the )?{WITHOUT_YEAR})"
)
_IN_TWO = lazy(
    rf"(?<![a-z0-9])(?:fete|birthday|anniversaire|nee?|born)(?: (?:le|un|on|the|est|is|was|c'est|fall on|tombe|:)){{0,2}} (?P<date>{WITHOUT_YEAR})"
    r"[a-z\x80', ]{0,30}? (?:de|en|in|of|from|back in|annee|year) (?P<year>(?:19|20)[0-9]{2})(?![0-9])"
)
_TURNED = lazy(
    r"\b(?:a eu|aura|aurait eu|turned|turns|turning|fete ses|celebre ses|a fete ses) [0-9]{1,3}(?: ans)?[a-z' ]{0,16} ?[(,] ?(?P<date>(?P<year>(?:19|20)[0-9]{2})[\-/. ][0-9]{1,2}[\-/. ][0-9]{1,2})(?![0-9])"
)
_AGE = lazy(r"(?<![a-z0-9])(?:age|aged?)(?: ?[:=] ?|: ?)(?P<date>[0-9]{1,3})(?: ?(?:ans|years|yrs|yo))?(?![a-z0-9])")
_FORM = lazy(
    r"\b(?:nom|prenom|name|sexe|sex|gender|genre|patient[e]?|dossier|eleve|student|adresse|address|client[e]?|tel|phone)\b ?:"
)
_THINGS = lazy(
    r"(?<!de l')(?<!de la )(?<!du )(?<!de )(?<!of the )(?<!of )\b(?:entreprise|compagnie|company|organisme|organisation|organization|fondation|foundation|projet|project|"
    r"internet|web|linux|windows|logiciel|"
    r"programme|program|ville|city|pays|country|magasin|store|chat|chatte|chaton|cat|kitten|chien|chienne|chiot|dog|"
    r"puppy|cheval|horse|lapin|rabbit|poulain|poule|"
    r"cpe|parti|syndicat|ministere|garderie|ecole|school|equipe|team|comite|ligue|league|blogue|blog|podcast|chaine|resto|restaurant|cafe|boutique|startup|agence|agency|orchestre|choeur|troupe|journal|revue|magazine|groupe|band|festival|idee|idea|mouvement|club|parc|quebecor|vaccin|jeu|game|console|telephone|ordinateur|"
    r"computer|marque|brand|"
    r"imprimante|printer|machine|levain|sourdough|starter|serveur|server|portable|laptop|voiture|car|velo|bike|plante|plant|arbre|tree|maison|"
    r"house|"
    r"recette|recipe|chanson|song|album|film|movie|livre|book|loi|charte|site|reseau|network|fichier|peremption|"
    r"expiration|expiry|best before)\b"
)
_FOR_A_THING = lazy(
    r"\b(?:birthday to the|anniversaire (?:au|a la|du|de la)|fete (?:au|a la|du|de la)) (?!best|greatest|love|man|woman|one|meilleure?|plus|petite?|grande?|belle)[a-z0-9 ]{2,25}$"
    r"|\b(?:notre|nos|our) (?!fils|fille|filles|bebe|petit|petite|fiston|gars|ami|amie|coll|doyen|benevole|stagiaire|chere?|"
    r"premiere?|as\b|mere|pere|son\b|daughter|baby|kid|boy|girl|grand|trainee|volunteer|intern|mom|dad|twins|jumeaux)"
    r"[a-z]{2,20}(?: (?:est|sont|was|were|is))?$"
)
_HISTORY = lazy(
    r"\b(?:mort[e]?s? (?:en|le|a)|decedee?s? (?:en|le|a)|disparue? (?:en|le)|died|passed away|poete|poetesse|peintre|"
    r"compositeur|compositrice|chanteur|chanteuse|"
    r"chansonnier|ecrivaine?|romanciere?|auteur de|autrice de|auteure de|sculpteur|comedienne?|humoriste|acteur|"
    r"actrice|realisateur|realisatrice|cineaste|musicien|"
    r"premier ministre|premiere ministre|president|presidente|roi|reine|pape|explorateur|philosophe|"
    r"mathematicien(?:ne)?|scientifique|physicienne?|"
    r"poet|painter|composer|singer|songwriter|novelist|writer of|author of|sculptor|actor|actress|filmmaker|musician|"
    r"prime minister|king|queen|pope|explorer|"
    r"philosopher|mathematician|scientist|physicist|legend|legende|icone|icon|hall of fame|temple de la renommee|"
    r"musees?|museum|came out|released|sortie? (?:en|le)|wikipedia|biographie|biography|historique|"
    r"dans l'histoire|in history|in 1[0-8][0-9]{2}|en 1[0-8][0-9]{2}|detour culturel|ephemeride|album|albums|disque|"
    r"playing .{0,30} on repeat)\b"
)
_OLDEST = 1925


class BirthDate(Identifier):
    """A full date after words that announce a birth."""

    id = "identifiers.birth-date"
    severity = Severity.MEDIUM
    messages = told(
        (
            "Ce texte donne ce qui semble être la date de naissance d’une personne.",
            "Retirez l’année, ou la date entière : avec un nom, elle facilite l’usurpation d’identité. Pour "
            "souligner un "
            "anniversaire, le jour suffit, avec l’accord de la personne.",
        ),
        (
            "This text gives what looks like a person’s date of birth.",
            "Remove the year, or the whole date: with a name, it makes identity theft easier. To celebrate a birthday, "
            "the day is enough, with the person’s agreement.",
        ),
    )

    def cues(self, policy: Policy) -> Iterable[Cue]:
        """The words, near a digit where they are common ones."""
        yield Cue(
            "firm",
            r"\b(?:date de (?:sa |ma |leur )?fete|date ?-?de ?-?naissance|naissance|naiss|ddn|d\.d\.n|dob|d\.o\.b|date of birth|dates of birth|birth ?-?dates?)\b",
        )
        month = r"(?:jan|fe|mar|a[vpou]|ma[iy]|ju[inl]|sep|oct|nov|dec)"
        yield Cue(
            "told",
            rf"\bn(?:e|ee|es|ees|e\(e\)|e\.e|e/e|e-e)[ ,:]{{1,2}}(?:le |un |en )?(?:[0-9]{{1,4}}(?:er)?[ \-/._]{{0,2}}(?:[0-9]|le [0-9]|{month})|premier {month})",
        )
        yield Cue("told", r"\bnee?s? (?:a|en|au) [a-z\x80\-' ]{2,30},? le [0-9]")
        yield Cue(
            "told", rf"\bborn,? (?:(?:in|at) [a-z\x80\-' ]{{2,30}} )?(?:in )?(?:on )?(?:the )?(?:[0-9]|first|{month})"
        )
        yield Cue(
            "told", rf"\b(?:birthday|bday|b-day|anniv|anniversaire|fete)[a-z' :\x80\-]{{0,24}}(?:[0-9]{{1,2}}|{month})"
        )
        yield Cue("told", rf"\bb\. ?(?:[0-9]{{1,2}}[ \-/.]|[0-9]{{4}}-|{month})")
        yield Cue(
            "told",
            rf"\b(?:nee?s?|born)(?: (?:en|in|au mois de|sometime in))? {month}[a-z.]{{0,8}},? (?:de |of )?'?[0-9]{{2}}",
        )
        yield Cue("told", r"\bnee?s? [a-z\x80' ]{3,24},? le [0-9]")
        yield Cue("told", rf"\bborn,? [a-z\x80' ]{{3,24}},? on (?:[0-9]|the |{month})")
        yield Cue("told", rf"\bborn ?: ?(?:[0-9]|{month})")
        yield Cue("told", r"\b(?:je suis|i'm|i am|chu) (?:de|from) 19[0-9]{2}\b")
        yield Cue("told", rf"\b(?:into (?:this|the) world|au monde)(?: on| le)? (?:[0-9]|the |{month})")
        yield Cue(
            "child",
            r"\b(?:enfants?|child|patiente?|eleve|student|pupil|beneficiaire|demandeur|applicant|candidate?|nom|name|prenom|fils|fille|son|daughter|kid) ?[:=][a-z\x80\-'., ]{2,60}[,/|;( \-]{1,3}[0-9]{1,4}[ /.\-]",
        )
        yield Cue("told", r"\b(?:naquit le|vu le jour le) [0-9]")
        yield Cue(
            "told",
            r"\b(?:a eu|aura|turned|turns|turning|fete ses|celebre ses) [0-9]{1,3}(?: ans)?[a-z' ]{0,16} ?[(,] ?(?:19|20)[0-9]{2}[\-/. ][0-9]",
        )
        yield Cue("told", r"\bnee?s? en '?[0-9]{2},? (?:le|un) [0-9]")
        yield from born_cues()
        yield Cue("age", r"\b(?:age|aged) ?[:=] ?[0-9]")

    def sightings(self, reading: Reading) -> Iterator[Sighting]:
        """Each date once."""
        text = reading.folded
        for match in _ANNOUNCED.finditer(text):
            apart = match["apart"] is not None
            digits = re.sub("[^0-9]", "", match["date"])
            if apart and not is_date(digits):
                continue
            if match["short"] is not None:
                # A day without its year is what people wish one another a happy birthday with.
                if match["firm"] is not None and match["firm"] != "naissance":
                    yield seen(*match.span("date"), 0.4, LABELLED)
                continue
            if match["firm"] is not None and match["firm"] != "naissance":
                if (year_of(match["date"]) or _OLDEST) < _OLDEST - 10:
                    continue
                yield seen(*match.span("date"), 0.95, LABELLED)
            elif not _of_nobody_private(reading, match):
                yield seen(*match.span("date"), 0.88, LABELLED)
        for match in _AFTER.finditer(text):
            yield seen(*match.span("date"), 0.9, LABELLED)
        for match in _CHILD.finditer(text):
            if match["apart"] is None and (year_of(match["date"]) or _OLDEST) >= _OLDEST:
                yield seen(*match.span("date"), 0.8, LABELLED)
        for pattern in (_YEAR_FIRST, _IN_TWO, _TURNED, _MONTH_ONLY, _FROM):
            for match in pattern.finditer(text):
                if len(match["year"]) < 4 and not re.search(r" (?:en|in|mois de) ", match.group()):
                    # «born June 17»: a day.
                    continue
                if (len(match["year"]) < 4 or int(match["year"]) >= _OLDEST) and not _of_nobody_private(reading, match):
                    yield seen(*match.span("date"), 0.85, LABELLED)
        for match in born_matches(reading):
            year = year_of(match["date"])
            if (year is None or year >= _OLDEST) and not _of_nobody_private(reading, match):
                yield seen(*match.span("date"), 0.8, LABELLED)
        for place in beside_people(reading):
            yield seen(*place, 0.7, LABELLED)
        on_a_form = _FORM.search(text) is not None
        for match in _AGE.finditer(text):
            if on_a_form and 0 < int(match["date"]) < 120:
                yield seen(*match.span("date"), 0.45, LABELLED)


def _of_nobody_private(reading: Reading, match: re.Match[str]) -> bool:
    """Whether the date is that of a thing, of a person of history or of a well-known one."""
    year = year_of(match["date"])
    words = match.groupdict()
    told = words.get("told") or words.get("firm") or ""
    if year is not None and year < _OLDEST:
        return True
    if ("day" in told or "fete" in told or "anniversaire" in told) and (year is None or year > 2022):
        return True
    text = reading.folded
    first = max(reading.sentence(match.start()).start, match.start() - 60)
    # The clause that says what was born: before the comma that «, né le …» follows.
    clause = text[first : match.start()].rstrip(" ,(")
    if _THINGS.search(clause, clause.rfind(",") + 1) or _THINGS.search(told) or _FOR_A_THING.search(clause):
        return True
    if "told" not in words and _THINGS.search(text, match.end(), match.end() + 30):
        return True
    near = text[max(0, match.start() - 120) : match.end() + 120]
    return _HISTORY.search(near) is not None or well_known(near)


detector = BirthDate()
