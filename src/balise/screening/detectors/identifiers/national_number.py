"""National numbers of other countries: United States SSN, French NIR, British National Insurance number.

The SSN in its usual groups with hyphens, or announced by words; the NIR with its check (modulo 97); the British one when
announced. Sources: Social Security Administration; INSEE; HM Revenue & Customs.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from balise.policy.model import Policy
from balise.screening.detecting import Cue
from balise.screening.detectors.identifiers._context import announced, announcing
from balise.screening.detectors.identifiers._identifier import CHECKED, LABELLED, SHAPED, Identifier, seen, told
from balise.screening.detectors.identifiers._numbers import SEPARATOR, digits_cue, glued, runs
from balise.screening.model import Sighting
from balise.screening.patterns import lazy
from balise.screening.reading import Reading

_SSN_WORDS = announcing(
    "ssn", "ssns", "s.s.n", "social security", "social security number", "social sec", "soc sec", "ss#", "social",
    "itin", "tax id", "taxpayer",
)  # fmt: skip
_NIR_WORDS = announcing("nir", "securite sociale", "secu", "numero de secu", "carte vitale", "insee", "no de secu")
_NINO_WORDS = announcing("national insurance", "nino", "ni number", "ni no", "n.i.", "insurance number")
_CARD = (
    r"(?:cartes? (?:nationale|d'identite|d'identification|de sejour|de resident(?:e)? permanent[e]?|rp)(?: [a-z]{4,16}){0,2}|cni|cedula|dni|nie|cin|aadhaar|"
    r"national id(?:entity)?(?: card)?|id(?:entity)? card|(?:nhs|bsn|pesel|cpf|curp|nif|rut|nric|pps|ppsn|tfn|iuc|uci|phin|nin|emirates id|medicare) ?(?:number|num|numero|no|id)?|"
    r"titre de sejour|green card|alien number|a-number|pr card|carte rp|permis (?:d'etudes|de travail)|(?:study|work) permit|numero d'etranger|personnummer|codice fiscale|"
    r"numero fiscal|tax file number|social security|securite sociale|secu|nir)"
)
_ON_CARD = lazy(
    rf"(?<![a-z0-9]){_CARD}(?![a-z])[a-z\x80' :#=,()°\-]{{0,40}}?(?<![a-z0-9])(?P<number>[a-z]{{0,6}}[ \-]?[0-9](?:[ .\-/]?[0-9]){{6,19}}(?:[ \-]?[a-z](?![a-z0-9]))?)(?![0-9]|[.,][0-9])"
)
_NINO = lazy(
    rf"(?<![a-z0-9])[a-ceghj-prstw-z]{SEPARATOR}{{0,3}}[a-ceghj-nprstw-z]{SEPARATOR}{{0,3}}[0-9](?:{SEPARATOR}{{0,3}}[0-9]){{5}}{SEPARATOR}{{0,3}}[a-d](?![a-z0-9])"
)


class NationalNumber(Identifier):
    """A number that a State gives a person, elsewhere than in Canada."""

    id = "identifiers.national-number"
    messages = told(
        (
            "Ce texte contient ce qui semble être un numéro d’identité national.",
            "Retirez-le : ce numéro suffit à usurper une identité. S’il doit être transmis, faites-le par un moyen "
            "sûr.",
        ),
        (
            "This text holds what looks like a national identity number.",
            "Remove it: that number is enough to steal an identity. If it has to be sent, use a safe channel.",
        ),
    )

    def cues(self, policy: Policy) -> Iterable[Cue]:
        """Three groups with hyphens, words with digits, thirteen digits."""
        yield Cue("ssn", r"\b[0-9]{3}-[0-9]{2}-[0-9]{4}\b")
        yield Cue(
            "words",
            r"\b(?:ssn|social sec[a-z.]{0,6}|itin|national insurance|nino|ni (?:number|no|num)|n\.i\. (?:number|no))\b",
        )
        yield Cue("nir", digits_cue(15))
        yield Cue("card", rf"\b{_CARD}\b[a-z\x80' :#=,()\-]{{0,40}}[0-9]{{1,4}}[ .\-/]?[0-9]{{2}}[ .\-/]?[0-9]")

    def sightings(self, reading: Reading) -> Iterator[Sighting]:
        """Each number once."""
        text = reading.folded
        for run in runs(reading):
            american = announced(text, run.start, run.end, _SSN_WORDS) == "wanted"
            reached = 0
            for window in run.windows({9, 15}, everywhere=american):
                if window.start < reached or glued(text, window.start, window.end):
                    continue
                said = announced(text, window.start, window.end, _SSN_WORDS)
                if len(window.digits) == 15:
                    if _is_nir(window.digits) and announced(text, window.start, window.end, _NIR_WORDS) != "other":
                        reached = window.end
                        yield seen(window.start, window.end, 0.9, CHECKED)
                elif _is_ssn(window.digits) and said != "other":
                    if said == "wanted":
                        reached = window.end
                        yield seen(window.start, window.end, 0.95, LABELLED)
                    elif window.widths == (3, 2, 4) and window.separator == "-" and window.alone:
                        yield seen(window.start, window.end, 0.65, SHAPED)
        for match in _ON_CARD.finditer(text):
            if sum(map(str.isalnum, match["number"])) >= 8 and len(set(match["number"])) > 3:
                yield seen(*match.span("number"), 0.8, LABELLED)
        for match in _NINO.finditer(text) if _NINO_WORDS.search(text) else ():
            if announced(text, *match.span(), _NINO_WORDS) == "wanted":
                yield seen(*match.span(), 0.9, LABELLED)


def _is_ssn(digits: str) -> bool:
    """Whether such a number could have been given (900 and above are taxpayers')."""
    return digits[:3] not in {"000", "666"} and digits[3:5] != "00" and digits[5:] != "0000" and len(set(digits)) > 2


def _is_nir(digits: str) -> bool:
    """Sex, year, month, place and order, with the key."""
    month = int(digits[3:5])
    return (
        digits[0] in "12" and (1 <= month <= 12 or 20 <= month <= 42) and 97 - int(digits[:13]) % 97 == int(digits[13:])
    )


detector = NationalNumber()
