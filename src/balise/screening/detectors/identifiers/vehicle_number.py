"""Vehicle identification number (VIN, in French NIV): seventeen letters and digits without I, O or Q, announced. Source: ISO 3779."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from balise.policy.model import Policy, Severity
from balise.screening.detecting import Cue
from balise.screening.detectors.identifiers._identifier import LABELLED, Identifier, seen, told
from balise.screening.model import Sighting
from balise.screening.patterns import lazy
from balise.screening.reading import Reading

_WORDS = r"(?:vin|niv|v\.i\.n|n\.i\.v|chassis|vehicule|vehicle|numero de serie|serial)"
_VIN = lazy(rf"\b{_WORDS}\b[a-z0-9' :#.,()=\-]{{0,40}}?(?<![a-z0-9])(?P<number>[a-hj-npr-z0-9]{{17}})(?![a-z0-9])")
_LEAST_DIGITS = 5


class VehicleNumber(Identifier):
    """The number stamped on a vehicle."""

    id = "identifiers.vehicle-number"
    severity = Severity.MEDIUM
    messages = told(
        (
            "Ce texte contient ce qui semble être le numéro d’identification d’un véhicule.",
            "Retirez-le : il mène à la personne qui possède le véhicule.",
        ),
        (
            "This text holds what looks like a vehicle identification number.",
            "Remove it: it leads to the owner of the vehicle.",
        ),
    )

    def cues(self, policy: Policy) -> Iterable[Cue]:
        """The word and the number."""
        yield Cue("number", rf"\b{_WORDS}\b[a-z0-9' :#.,()=\-]{{0,40}}\b[a-hj-npr-z0-9]{{17}}\b")

    def sightings(self, reading: Reading) -> Iterator[Sighting]:
        """Each number once."""
        for match in _VIN.finditer(reading.folded):
            number = match["number"]
            if sum(map(str.isdigit, number)) >= _LEAST_DIGITS and not number.isdigit():
                yield seen(*match.span("number"), 0.85, LABELLED)


detector = VehicleNumber()
