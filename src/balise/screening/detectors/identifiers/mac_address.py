"""MAC addresses: the twelve hexadecimal digits that name a network card.

Six pairs with colons or hyphens (at least one letter, or colons), three groups of four with dots, and with words such as
«adresse MAC» any other writing. All zeros and all ones are left. Source: IEEE 802.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import islice

from balise.policy.model import Policy, Severity
from balise.screening.detecting import Cue
from balise.screening.detectors.identifiers._context import announced, announcing
from balise.screening.detectors.identifiers._identifier import LABELLED, SHAPED, Identifier, seen, told
from balise.screening.detectors.identifiers._numbers import SEPARATOR
from balise.screening.model import Sighting
from balise.screening.patterns import lazy
from balise.screening.reading import Reading

_WORDS = announcing(
    "mac", "m.a.c", "adresse mac", "adresses mac", "mac address", "mac addresses", "mac addr", "adresse physique",
    "physical address", "wifi mac", "bssid",
    "adresse materielle", "hardware address", "ethernet", "bluetooth",
)  # fmt: skip
_NAMED = lazy(r"(?<![a-z0-9])(?:mac|adresse physique|physical address|hardware address|bssid)(?![a-z0-9])")
_MOST = 300
_HEX = "[0-9a-f]"
_SHAPES = lazy(
    rf"(?<![a-z0-9:])(?:{_HEX}{{2}}(?P<pair>{SEPARATOR}{{1,3}}){_HEX}{{2}}(?:(?P=pair){_HEX}{{2}}){{4}}"
    rf"|{_HEX}{{4}}(?P<four>{SEPARATOR}{{1,3}}){_HEX}{{4}}(?P=four){_HEX}{{4}}"
    rf"|{_HEX}{{6}}(?P<six>[\-:.]){_HEX}{{6}}"
    rf"|{_HEX}{{12}}"
    rf"|{_HEX}(?P<one>{SEPARATOR}{{1,3}}){_HEX}(?:(?P=one){_HEX}){{10}})(?![a-z0-9:])"
)


class MacAddress(Identifier):
    """Twelve hexadecimal digits in pairs, or said to be a network card's."""

    id = "identifiers.mac-address"
    severity = Severity.MEDIUM
    messages = told(
        (
            "Ce texte contient ce qui semble être l’adresse MAC d’un appareil.",
            "Retirez-la : elle permet de suivre l’appareil d’une personne. Le soutien technique la demandera en privé.",
        ),
        (
            "This text holds what looks like the MAC address of a device.",
            "Remove it: it can be used to follow a person’s device. Technical support will ask for it privately.",
        ),
    )

    def cues(self, policy: Policy) -> Iterable[Cue]:
        """Pairs, groups of four, and the words."""
        yield Cue("pairs", rf"\b{_HEX}{{2}}[:\-]{_HEX}{{2}}[:\-]{_HEX}{{2}}[:\-]{_HEX}{{2}}[:\-]")
        yield Cue("fours", rf"\b{_HEX}{{4}}\.{_HEX}{{4}}\.{_HEX}{{4}}\b")
        yield Cue("words", r"\badresse physique\b")
        yield Cue("words", r"\bphysical address\b")
        yield Cue("words", r"\b(?:adresses? mac|mac addr|mac address|mac)\b")

    def sightings(self, reading: Reading) -> Iterator[Sighting]:
        """Each address once."""
        text = reading.folded
        for match in islice(_SHAPES.finditer(text), _MOST):
            bare = re.sub("[^0-9a-f]", "", match.group())
            if len(set(bare)) < 3:
                continue
            said = announced(text, *match.span(), _WORDS)
            letters = not bare.isdigit()
            usual = (match["pair"] in {":", "-"} and (letters or match["pair"] == ":")) or (
                match["four"] == "." and letters
            )
            if letters and match["pair"] and _NAMED.search(text, max(0, match.start() - 60), match.start()):
                said = "wanted"
            if said == "wanted" and (letters or usual or len(match.group()) > 12):
                yield seen(*match.span(), 0.96, LABELLED)
            elif usual and (letters or said != "other"):
                yield seen(*match.span(), 0.85, SHAPED)


detector = MacAddress()
