"""Driver's licence number: Québec's, and those of other provinces when words announce them.

Québec writes one letter and twelve digits, the last eight being the birth date DDMMYY and two more: L1234-150385-07. The
shape and a good date are enough, unless something else is announced. Ontario's letter and fourteen digits, and plain
numbers of five to nine digits (other provinces), need words such as «permis de conduire» right before them. Source: the
format that the Société de l'assurance automobile du Québec publishes.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from balise.policy.model import Policy
from balise.screening.detecting import Cue, words
from balise.screening.detectors.identifiers._context import announced, announcing
from balise.screening.detectors.identifiers._identifier import LABELLED, SHAPED, Identifier, seen, told
from balise.screening.detectors.identifiers._numbers import SEPARATOR, in_address
from balise.screening.model import Sighting
from balise.screening.patterns import lazy
from balise.screening.reading import Reading

_QUEBEC = lazy(rf"(?<![a-z0-9])[a-z]{SEPARATOR}{{0,3}}[0-9](?:{SEPARATOR}{{0,3}}[0-9]){{11}}(?![a-z0-9])")
_ANNOUNCED = (
    "permis de conduire", "permis conduire", "permis de conducteur", "numero de permis", "no de permis",
    "driver's licence", "driver's license",
    "drivers licence", "drivers license", "driver licence", "driver license", "driving licence", "driving license",
    "licence number",
    "license number", "licence no", "license no", "saaq",
)  # fmt: skip
_WORDS = announcing(*_ANNOUNCED, "permis", "licence", "license", "conduire", "driver")
_FIRM = lazy(
    announcing(*_ANNOUNCED).pattern
    + r"(?:[ \n]{0,2}(?:number|num|numero|no|nr|is|was|est|c'est|le|la|the|qc|quebec|ontario|canadien|du|de|:|#|=|,|\(|-|[.])){0,6}[ \n]{0,2}"
    rf"(?P<number>[a-z]{SEPARATOR}?[0-9](?:{SEPARATOR}?[0-9]){{6,13}}|"
    rf"[0-9](?:[ .\-]?[0-9]){{5,9}})(?![a-z0-9])(?![ .,\-][0-9])"
)
_LATER = lazy(
    announcing(*_ANNOUNCED, "licence", "license", "permis").pattern
    + rf"[a-z',: \n\-]{{1,45}}(?<![a-z0-9])(?P<number>[a-z]{{1,5}}{SEPARATOR}?[0-9](?:{SEPARATOR}?[0-9]){{6,13}})(?![a-z0-9])(?![ .,\-][0-9])"
)
_ONE_SIGN = lazy(r"[^a-z0-9]+")
_GROUPS = lazy(r"[0-9]+")
_USUAL = {"12", "4,6,2", "4,2,2,2,2", "4,8", "1,1,1,1,1,1,1,1,1,1,1,1", "4,4,4", "10,2", "4,2,2,4"}


class DriversLicence(Identifier):
    """A letter and twelve digits that hold a birth date, or another number announced as a licence."""

    id = "identifiers.drivers-licence"
    messages = told(
        (
            "Ce texte contient ce qui semble être un numéro de permis de conduire.",
            "Retirez-le : il sert à établir l’identité d’une personne et révèle sa date de naissance. Un permis "
            "trouvé se remet à "
            "la SAAQ ou à la police.",
        ),
        (
            "This text holds what looks like a driver’s licence number.",
            "Remove it: it is used to prove a person’s identity and reveals a birth date. A licence that was found "
            "goes "
            "to the licensing office or the police.",
        ),
    )

    def cues(self, policy: Policy) -> Iterable[Cue]:
        """The shape of Québec, and the words for a licence."""
        yield Cue("quebec", rf"\b[a-z]{SEPARATOR}{{0,3}}[0-9](?:{SEPARATOR}{{0,3}}[0-9]){{11}}\b")
        yield Cue(
            "later",
            rf"\b(?:licen[cs]es?|permis)\b[a-z',: \-]{{1,40}}\b[a-z]{{1,5}}{SEPARATOR}?[0-9](?:{SEPARATOR}?[0-9]){{6}}",
        )
        yield from words("words", _ANNOUNCED)

    def sightings(self, reading: Reading) -> Iterator[Sighting]:
        """Each number once."""
        text = reading.folded
        taken: set[int] = set()
        for match in _QUEBEC.finditer(text):
            digits = _ONE_SIGN.sub("", match.group())[1:]
            dated = 1 <= int(digits[4:6]) <= 31 and (1 <= int(digits[6:8]) <= 12 or 51 <= int(digits[6:8]) <= 62)
            said = announced(text, *match.span(), _WORDS)
            groups = ",".join(str(len(group)) for group in _GROUPS.findall(match.group()))
            if said == "wanted" or (
                dated and said != "other" and groups in _USUAL and not in_address(text, match.start())
            ):
                if not dated and said == "wanted" and groups not in _USUAL:
                    continue
                taken.add(match.start())
                yield seen(*match.span(), 0.96 if said else 0.75, LABELLED if said else SHAPED)
        for pattern in (_FIRM, _LATER):
            for match in pattern.finditer(text):
                start = match.start("number")
                number = reading.original(*match.span("number"))
                if start not in taken and (pattern is _FIRM or number[:1].isupper()):
                    taken.add(start)
                    yield seen(start, match.end("number"), 0.8, LABELLED)


detector = DriversLicence()
