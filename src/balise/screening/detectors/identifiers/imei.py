"""IMEI, the number of a mobile telephone: fifteen digits with a Luhn check digit, announced by words.

The word «IMEI» makes it sure; words for a telephone do when the number begins as telephones' do (35, 86, 99, 01).
Source: 3GPP TS 23.003.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from stdnum import luhn

from balise.policy.model import Policy, Severity
from balise.screening.detecting import Cue
from balise.screening.detectors.identifiers._context import announced, announcing
from balise.screening.detectors.identifiers._identifier import CHECKED, LABELLED, Identifier, seen, told
from balise.screening.detectors.identifiers._numbers import digits_cue, glued, groups_cue, runs, spread_cue
from balise.screening.model import Sighting
from balise.screening.reading import Reading

_WORDS = announcing("imei", "i.m.e.i", "imei1", "imei2", "meid", "imei/meid")
_TELEPHONES = announcing(
    "cell", "cellulaire", "telephone", "phone", "iphone", "smartphone", "android", "samsung", "galaxy", "pixel",
    "mobile", "appareil", "device",
)  # fmt: skip
_REACH = 70
_BEGINNINGS = ("35", "86", "99", "01")


class Imei(Identifier):
    """Fifteen digits with a good check digit, said to be a telephone's."""

    id = "identifiers.imei"
    severity = Severity.MEDIUM
    messages = told(
        (
            "Ce texte contient ce qui semble être le numéro IMEI d’un téléphone.",
            "Retirez-le : il suit l’appareil et la personne qui s’en sert. Un appareil volé se signale à la police "
            "et au fournisseur.",
        ),
        (
            "This text holds what looks like the IMEI of a telephone.",
            "Remove it: it follows the device and whoever uses it. A stolen device is reported to the police and the "
            "carrier.",
        ),
    )

    def cues(self, policy: Policy) -> Iterable[Cue]:
        """Fifteen digits."""
        yield Cue("digits", digits_cue(14))
        yield Cue("groups", groups_cue(3, 2, 8))
        yield Cue("spread", spread_cue(15))

    def sightings(self, reading: Reading) -> Iterator[Sighting]:
        """Each number once."""
        text = reading.folded
        for run in runs(reading):
            near = (
                _WORDS.search(text, max(0, run.start - _REACH), run.start) is not None
                or announced(text, run.start, run.end, _WORDS) == "wanted"
            )
            reached = 0
            for window in run.windows({15}, everywhere=near):
                if window.start < reached or not luhn.is_valid(window.digits) or len(set(window.digits)) < 3:
                    continue
                if near:
                    confidence, code = 0.96, LABELLED
                elif (
                    window.digits.startswith(_BEGINNINGS)
                    and not glued(text, window.start, window.end)
                    and _TELEPHONES.search(text, max(0, window.start - 80), window.start)
                    and announced(text, window.start, window.end, _TELEPHONES) == "wanted"
                ):
                    confidence, code = 0.7, CHECKED
                else:
                    continue
                reached = window.end
                yield seen(window.start, window.end, confidence, code)


detector = Imei()
