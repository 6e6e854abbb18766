"""Permanent code of a pupil or student in Québec (code permanent).

Three letters of the surname, one of the first name, then the birth date as DD (62 more for women), MM and YY, and two
more digits: TREJ 1503 0812. A good date is asked for, unless the words around announce such a code, which then gets
advice only. Source: the format that the ministère de l'Éducation publishes.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from balise.policy.model import Policy
from balise.screening.detecting import Cue
from balise.screening.detectors.identifiers._codes import code_cues, codes
from balise.screening.detectors.identifiers._context import announcing
from balise.screening.detectors.identifiers._identifier import LABELLED, SHAPED, Identifier, seen, told
from balise.screening.model import Sighting
from balise.screening.reading import Reading

_WORDS = announcing(
    "code permanent", "codes permanents", "code perm", "code perm.", "permanent code", "permanent codes",
    "code d'eleve", "code eleve",
    "code etudiant", "code d'etudiant", "code scolaire", "student code", "pupil code", "student id",
    "student number", "numero d'eleve",
    "matricule", "no d'eleve", "no etudiant", "code du ministere", "code meq", "code mees", "code mels",
)  # fmt: skip


def is_good(digits: str) -> bool:
    """Whether the eight digits hold a birth date in the order of this code."""
    day = int(digits[:2])
    return (1 <= day <= 31 or 63 <= day <= 93) and 1 <= int(digits[2:4]) <= 12


class PermanentCode(Identifier):
    """Four letters and eight digits that hold a birth date in the order of the permanent code."""

    id = "identifiers.permanent-code"
    messages = told(
        (
            "Ce texte contient ce qui semble être le code permanent d’une ou d’un élève.",
            "Retirez-le : il identifie l’élève tout au long de ses études et révèle sa date de naissance. Écrivez à "
            "l’école "
            "par un moyen privé.",
        ),
        (
            "This text holds what looks like a pupil’s permanent code.",
            "Remove it: it identifies the pupil throughout school and reveals a birth date. Write to the school "
            "privately.",
        ),
    )

    def cues(self, policy: Policy) -> Iterable[Cue]:
        """The shape."""
        yield from code_cues()

    def sightings(self, reading: Reading) -> Iterator[Sighting]:
        """Each code once."""
        for code in codes(reading, _WORDS, is_good):
            if code.said == "wanted":
                yield seen(code.start, code.end, 0.97 if code.plausible else 0.45, LABELLED)
            else:
                yield seen(code.start, code.end, 0.7, SHAPED)


detector = PermanentCode()
