"""Numbers by which a school, an employer, a clinic or a service knows a person: matricule, student or employee number, file number.

A number that only persons have («matricule», *student ID*, «dossier médical») counts when it has four digits or more.
That of a file, a client or a member counts when the text says whose it is: a name, «mon dossier», *her file*. Left: files of
courts, newspapers and orders, and numbers of products.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from balise.policy.model import Policy, Severity
from balise.screening.detecting import Cue
from balise.screening.detectors.identifiers._identifier import LABELLED, Identifier, seen, told
from balise.screening.model import Sighting
from balise.screening.patterns import lazy
from balise.screening.reading import Reading

_NO = r"(?:numeros?|nos?|num|nr|n)\.?"
_OF = r"(?: de | d'| du | des | )"
_PERSON_FR = r"(?:employee?s?|etudiante?s?|eleves?|patiente?s?|fiche|salariee?|stagiaire|beneficiaire|usager|candidate?|assuree?)"
_PERSON_EN = r"(?:employee|student|pupil|patient|staff|payroll|learner|badge|personnel|medical record|health record|inmate|applicant|trainee)"
_FILE_EN = r"(?:client|customer|member|membership|case|file|client file|claim|policy|social worker file)"
_ID = r"(?:id|ids|number|num|no|nr|#|file|record|code)\.?"
_PERSONAL = (
    rf"(?:matricules?(?:{_OF}{_PERSON_FR})?|(?:employee?|etudiante?|eleve|patiente?|candidate?) {_NO}|{_NO}{_OF}?{_PERSON_FR}|fiche{_OF}{_PERSON_FR}|{_PERSON_EN} ?{_ID}|mrn|"
    rf"dossiers?(?:{_OF})?(?:medica(?:l|ux)|scolaire|d'employee?|de patiente?|d'eleve|d'etudiante?|de paie|patient|eleve|employe|etudiant)|"
    rf"code (?:d'employee?|d'etudiant|etudiant)|carte d'hopital(?: (?:du |de |de la )?[a-z]{2, 12})?|hospital card|numero de da)"
)
_FILED = (
    rf"(?:{_NO}{_OF}?(?:client|cliente|dossier|membre|reclamation|cas|police d'assurance|police|assurance(?: auto| habitation| vie| collective)?)|dossiers?(?: (?:client|csst|cnesst|dpj|saaq|ivac|d'aide sociale|immigration))?|"
    rf"{_FILE_EN} ?{_ID}|uci)"
)
_BESIDE = lazy(
    r"(?<![a-z0-9])(?:(?P<who>employees?|employee?|etudiante?|student|eleve|patiente?|resident|client|customer|member|membre|agent|badge|staff|candidate?|inmate|detenue?|puncheur|caissiere?|cashier|chauffeuse?|driver|livreur|operat(?:or|rice)|operateur|prepose[e]?|vendeuse?|clerk)"
    r"|(?P<what>claim|reclamation|policy|police|file|dossier|loan|pret|hypotheque|mortgage|membership|abonnement|bail|lease|account|compte hydro|da|pret etudiant))"
    r"(?: (?:d'assurance|habitation|auto|etudiant|insurance|hydro|hypothecaire|client|personnel|no|number|numero|num|nr|id|#)){0,3}\.?,?(?: (?:numero|no|number))?[ :#(\-]{1,3}"
    r"(?P<number>[a-z]{0,3}-?[0-9][0-9a-z]{0,9}(?:[\-./ ][0-9]{1,9}){0,4}(?:-[a-z])?)(?![a-z0-9])"
)
_TOLD_OF = lazy(
    r"(?<![a-z])(?:called|calls|forgot|oublie|absent|absente|sick|malade|puncher?|clock(?:ed|s)?|late|retard|congedie[e]?|fired|stole|vole|works|travaille|again|encore|"
    r"c'est|that's|that is|qui est|named|nomme[e]?)(?![a-z])"
)
_LINK = (
    r"(?:[ \n]{0,2}(?:est|is|was|c'est|le|la|the|du|de|des|on|au|chez vous|chez|no|nr|num|numero|number|mon|ma|my|"
    r"vous|:|#|=|,|\(|-|[.]|[a-z']{1,12})){0,5}[ \n]{0,2}"
)
_NUMBER = r"(?P<number>[a-z]{0,4}[\-.]?[0-9](?:[\-./]?[0-9]| [0-9]|-?[a-z](?![a-z]{2})){3,13})(?![a-z0-9])"
_ANNOUNCED = lazy(rf"(?<![a-z0-9])(?:(?P<personal>{_PERSONAL})|(?P<filed>{_FILED}))(?![a-z]){_LINK}{_NUMBER}")
_WHOSE = lazy(
    r"\b(?:mon|ma|mes|son|sa|ses|leur|ton|ta|votre|my|his|her|their|your|c'est moi|me|je|j'ai|i|i'm|it's me|"
    r"mme|madame|monsieur|mr|mrs|ms)\b"
)
_NAME = lazy(
    r"(?:\b(?:[Ll]ast name|[Nn]om|[Nn]ame|[Ss]urname)(?: is| est)?:? [A-ZÀ-Ý]|\b[A-ZÀ-Ý][a-zà-ÿ'\-]{1,20} [A-ZÀ-Ý][a-zà-ÿ'\-]{2,20}\b|\b(?:de|of|for|under|pour|à|is|to|famille|family|,) [A-ZÀ-Ý][a-zà-ÿ]{2,}|\([A-ZÀ-Ý][a-zà-ÿ'\-]{2,}\))"
)
_OTHER = lazy(
    r"\b(?:cour|superieure|tribunal|tal|recours|juges?|court|lawsuit|canlii|radio-canada|special|reportages?|enquete|"
    r"appel d'offres|factures?(?! (?:deux|trois|2|3|en double|en trop))|commandes?|orders?|billets?|tickets?|permis|livraison|colis|tracking|presse|journal|"
    r"greffe|docket|cause|produit|product|article|brevet|patent|bienfaisance|charity|lot|gazette|projet de loi|bape|municipal)\b"
)
_MONEY = lazy(
    r" ?(?:\$|%|dollars?|fois|times|pages|personnes|people|employes|employees|students|eleves|clients|members|membres)"
)
_DIGIT = lazy("[0-9]")


class FileNumber(Identifier):
    """A number that words say is a person's with a school, an employer or a service."""

    id = "identifiers.file-number"
    severity = Severity.MEDIUM
    messages = told(
        (
            "Ce texte contient ce qui semble être le numéro de dossier ou le matricule d’une personne.",
            "Retirez-le et transmettez-le en privé : il permet de retrouver tout ce qu’un service sait d’elle.",
        ),
        (
            "This text holds what looks like a person’s file, student or employee number.",
            "Remove it and send it privately: it leads to all that a service knows about them.",
        ),
    )

    def cues(self, policy: Policy) -> Iterable[Cue]:
        """The words, with digits soon after."""
        near = r"[a-z' :#.,()=\-]{0,28}[0-9]"
        yield Cue(
            "words",
            rf"\b(?:matricules?|mrn|dossiers?|uci|carte d'hopital|hospital card|{_NO}{_OF}?{_PERSON_FR})\b{near}",
        )
        yield Cue("words", rf"\b(?:{_NO}{_OF}(?:cliente?|membre|reclamation|police|assurance)|fiche de)\b{near}")
        yield Cue("words", rf"\b(?:employee?|etudiante?|eleve|patiente?|candidate?) {_NO}{near}")
        yield Cue(
            "beside",
            r"\b(?:employees?|employee?|etudiante?|student|eleve|patiente?|resident|client|customer|member|membre|agent|badge|staff|candidate?|inmate|detenue?|caissiere?|cashier|chauffeuse?|driver|livreur|claim|reclamation|"
            r"policy|police|file|loan|pret|pret etudiant|hypotheque|mortgage|membership|abonnement|bail|lease|da)(?: (?:d'assurance|habitation|auto|etudiant|insurance|hydro|hypothecaire|no|number|numero|#)){0,3}\.?,?(?: (?:numero|no|number))?[ :#(]{1,3}[a-z]{0,3}-?[0-9][0-9\-. ]{2}",
        )
        yield Cue("words", rf"\b(?:{_PERSON_EN}|{_FILE_EN}) ?{_ID}{near}")

    def sightings(self, reading: Reading) -> Iterator[Sighting]:
        """Each number once."""
        text = reading.folded
        for match in _ANNOUNCED.finditer(text):
            start, end = match.span("number")
            number = match["number"]
            if len(_DIGIT.findall(number)) < 4 or _MONEY.match(text, end):
                continue
            if re.fullmatch(r"(?:19|20)[0-9]{2}", number):
                continue
            sentence = reading.sentence(start)
            first, last = max(sentence.start, start - 110), min(len(text), end + 90)
            if _OTHER.search(text, first, min(last, max(sentence.end, end))):
                continue
            if match["filed"] is not None and not _is_whose(reading, first, last, match):
                continue
            yield seen(start, end, 0.85 if match["personal"] else 0.75, LABELLED)
        yield from _beside(reading)


def _beside(reading: Reading) -> Iterator[Sighting]:
    """«employee 44821 (that's Mark)», «claim 4471-220-19 for Mr. Abebe»: the number right after the noun, and a person near."""
    text = reading.folded
    for match in _BESIDE.finditer(text):
        start, end = match.span("number")
        digits = len(_DIGIT.findall(match["number"]))
        if digits < (4 if match["who"] else 5) or digits > 14 or _MONEY.match(text, end):
            continue
        if re.match(r"(?:19|20)[0-9]{2}(?![0-9])", match["number"]) and digits < 8:
            continue
        sentence = reading.sentence(start)
        first, last = max(sentence.start, start - 110), min(len(text), end + 90)
        if _OTHER.search(text, first, max(sentence.end, end)):
            continue
        if match["what"] == "da" and not reading.original(*match.span("what")).isupper():
            continue
        named = _is_whose(reading, first, last, match)
        if named or (match["who"] and _TOLD_OF.search(text, end, last)):
            yield seen(start, end, 0.7, LABELLED)


def _is_whose(reading: Reading, first: int, last: int, match: re.Match[str]) -> bool:
    """Whether the words around say whose the number is."""
    text = reading.folded
    if _WHOSE.search(text, first, match.start()) or _WHOSE.search(text, match.end(), min(last, match.end() + 25)):
        return True
    return _NAME.search(reading.original(first, last)) is not None


detector = FileNumber()
