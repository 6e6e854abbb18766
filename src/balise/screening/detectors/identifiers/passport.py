"""Passport number, announced by the word «passeport» or *passport*.

Canada gives two letters and six digits, or since 2023 a letter, six digits and two letters; others in the same words:
France (two digits, two letters, five digits), the United States (a letter or none and eight or nine digits), and codes of
eight or nine signs right after «numéro». Without the word such codes are left: parts and models look the same.
Source: the formats that passport offices publish.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from balise.policy.model import Policy
from balise.screening.detecting import Cue
from balise.screening.detectors.identifiers._context import announcing, said_before
from balise.screening.detectors.identifiers._identifier import LABELLED, Identifier, seen, told
from balise.screening.detectors.identifiers._numbers import SEPARATOR
from balise.screening.model import Sighting
from balise.screening.patterns import lazy
from balise.screening.reading import Reading

_NAMES = ("passeport", "passeports", "passport", "passports", "pasport", "passep")
_WORDS = announcing(*_NAMES)
_SIX = rf"[0-9](?:{SEPARATOR}{{0,3}}[0-9]){{5}}"
_SHAPES = lazy(
    rf"(?<![a-z0-9])(?:[a-z]{SEPARATOR}{{0,3}}{_SIX}{SEPARATOR}{{0,3}}[a-z]{SEPARATOR}{{0,3}}[a-z](?![a-z0-9])"
    rf"|[a-z]{SEPARATOR}{{0,3}}[a-z]{SEPARATOR}{{0,3}}{_SIX}(?!{SEPARATOR}{{0,3}}[0-9])(?![a-z])"
    r"|[0-9]{2}[ \-]?[a-z]{2}[ \-]?[0-9]{5}(?![a-z0-9])"
    r"|[a-z][0-9]{7,8}(?![a-z0-9])|[a-z]{2}[0-9]{7}(?![a-z0-9])|[a-z]{3}[0-9]{6}(?![a-z0-9])|[0-9]{9}(?![a-z0-9]))"
)
_SHORT_WORDS = frozenset(
    (
        "a",
        "de",
        "le",
        "la",
        "et",
        "du",
        "en",
        "un",
        "au",
        "is",
        "to",
        "of",
        "on",
        "at",
        "in",
        "ma",
        "mon",
        "no",
        "my",
        "ou",
        "or",
        "si",
        "je",
        "tu",
        "il",
        "ta",
        "sa",
        "ce",
        "se",
        "me",
        "te",
        "ne",
        "by",
        "as",
        "it",
        "an",
        "if",
        "so",
        "we",
        "he",
        "y",
    )
)
_FOLLOWED = 90
_BEFORE = 40


class Passport(Identifier):
    """A code of the shape of a passport number near the word."""

    id = "identifiers.passport"
    messages = told(
        (
            "Ce texte contient ce qui semble être un numéro de passeport.",
            "Retirez-le : ce numéro sert à prouver une identité. Un passeport perdu ou trouvé se signale au "
            "Programme de "
            "passeport, jamais publiquement.",
        ),
        (
            "This text holds what looks like a passport number.",
            "Remove it: that number is used to prove an identity. A lost or found passport is reported to the passport "
            "program, never in public.",
        ),
    )

    def cues(self, policy: Policy) -> Iterable[Cue]:
        """The word."""
        yield Cue("word", "pass?epo|pass?port|passep[. ]")

    def sightings(self, reading: Reading) -> Iterator[Sighting]:
        """Each number once."""
        text = reading.folded
        reached = 0
        for word in _WORDS.finditer(text):
            first = max(reached, word.start() - _BEFORE)
            last = min(len(text), word.end() + _FOLLOWED)
            for match in _SHAPES.finditer(text, first, last):
                if match.end() <= word.start() and said_before(text, match.start(), _WORDS, 30) == "other":
                    continue
                if match.start() >= word.end() and said_before(text, match.start(), _WORDS, _FOLLOWED) != "wanted":
                    continue
                if _loose(match, reading.original(*match.span())):
                    continue
                yield seen(match.start(), match.end(), 0.95, LABELLED)
                reached = match.end()


def _loose(match: re.Match[str], written: str) -> bool:
    """Whether the letters are an ordinary short word beside a number («de 123456», «1 234 567 et»)."""
    found = match.group()
    if written[:2].isupper() and written[:2].isalpha() and re.search("[0-9][a-z ]+$", found) is None:
        return False
    if re.search("[a-z0-9]{2}", found) is None:
        return False
    head = re.match(r"([a-z]{1,2})[ ,.]", found)
    tail = re.search(r"[ ,.]([a-z]{2})$", found)
    return (head is not None and head.group(1) in _SHORT_WORDS) or (tail is not None and tail.group(1) in _SHORT_WORDS)


detector = Passport()
