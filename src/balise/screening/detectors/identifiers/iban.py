"""International bank account number (IBAN).

A country code, two check digits and the account, at most 34 signs, with the length that the country uses and a good
check (modulo 97); groups or single signs may be set apart in any way. Source: ISO 13616 and its registry (lengths).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from stdnum.iso7064 import mod_97_10

from balise.policy.model import Policy
from balise.screening.detecting import Cue
from balise.screening.detectors.identifiers._identifier import CHECKED, Identifier, seen, told
from balise.screening.detectors.identifiers._numbers import SEPARATOR
from balise.screening.model import Sighting
from balise.screening.patterns import lazy
from balise.screening.reading import Reading

_BY_LENGTH = {
    15: "no", 16: "be", 18: "dk fi fo gl nl sd fk", 19: "mk si", 20: "at ba ee kz lt lu mn xk", 21: "ch hr li lv",
    22: "bg bh cr de gb ge ie me rs va", 23: "ae gi il iq om so tl", 24: "ad cz dz es md pk ro sa se sk tn vg",
    25: "ly pt st", 26: "is tr", 27: "bi dj fr gr it mc mr sm", 28: "al az by cy do gt hu lb ma ni pl sv", 29: "br eg ps qa ua",
    30: "jo kw mu ye", 31: "mt sc", 32: "lc", 33: "ru",
}  # fmt: skip
_LENGTHS = {country: length for length, countries in _BY_LENGTH.items() for country in countries.split()}
_COUNTRIES = "|".join(sorted(_LENGTHS))
_HEAD = lazy(
    rf"(?<![a-z0-9])(?:{_COUNTRIES})(?:{SEPARATOR}{{0,3}}[0-9]){{2}}{SEPARATOR}{{0,3}}[a-z0-9]"
    rf"|(?<![a-z0-9])[a-z]{SEPARATOR}{{1,3}}[a-z](?:{SEPARATOR}{{1,3}}[0-9]){{2}}(?:{SEPARATOR}{{1,3}}[a-z0-9])"
)
_BODY = lazy(rf"[a-z0-9](?:{SEPARATOR}{{0,3}}[a-z0-9]){{14,40}}")
_SIGN = lazy(r"[a-z0-9]")


class Iban(Identifier):
    """A country's code, its number of signs and a good check."""

    id = "identifiers.iban"
    messages = told(
        (
            "Ce texte contient ce qui semble être un numéro de compte bancaire international (IBAN).",
            "Retirez-le et transmettez-le par un moyen privé à la personne qui en a besoin.",
        ),
        (
            "This text holds what looks like an international bank account number (IBAN).",
            "Remove it and send it privately to the person who needs it.",
        ),
    )

    def cues(self, policy: Policy) -> Iterable[Cue]:
        """Two letters, two digits and more; or signs one by one."""
        yield Cue(
            "written",
            rf"\b[a-z]{{2}}{SEPARATOR}?[0-9]{SEPARATOR}?[0-9](?:{SEPARATOR}?[a-z0-9]){{2}}(?:{SEPARATOR}?[0-9a-z]){{7}}[0-9]",
        )
        yield Cue("apart", rf"\b[a-z]{SEPARATOR}[a-z](?:{SEPARATOR}[0-9]){{2}}(?:{SEPARATOR}[a-z0-9]){{11}}\b")
        yield Cue("word", r"\biban\b")

    def sightings(self, reading: Reading) -> Iterator[Sighting]:
        """Each number once."""
        text = reading.folded
        reached = 0
        for head in _HEAD.finditer(text):
            if head.start() < reached:
                continue
            end = _end(text, head.start())
            if end:
                reached = end
                yield seen(head.start(), end, 0.98, CHECKED)


def _end(text: str, start: int) -> int:
    """Where the number that begins at ``start`` ends, 0 when there is none."""
    body = _BODY.match(text, start)
    if body is None:
        return 0
    places = [match.start() for match in _SIGN.finditer(text, start, body.end())]
    country = text[places[0]] + text[places[1]]
    length = _LENGTHS.get(country)
    if length is None or length > len(places):
        return 0
    end = places[length - 1] + 1
    if end < len(text) and text[end].isalnum():
        return 0
    number = "".join(text[place] for place in places[:length])
    return end if mod_97_10.is_valid(number[4:] + number[:4]) else 0


detector = Iban()
