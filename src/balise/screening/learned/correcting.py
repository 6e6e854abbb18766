"""What turns a proposal of the learned tier down: small readings of language that sums of words do not make.

Each correction looks at one category and says whether the text is about something else. A correction never touches
what a rule saw, since rules make these readings themselves.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from balise.screening.patterns import lazy
from balise.screening.reading import Reading

_RECOURSE = lazy(
    r"\b(?:port(?:er|e|es|ez|ons|ent|erai|era|erons|eront) plainte|depos(?:er|e|ons|ez|erai) une plainte|"
    r"(?:mon|notre|un|une|ton|votre) avocate?|petites creances|mise en demeure|protection du consommateur|"
    r"protecteur du citoyen|ombudsman|tribunal|recours collectif|fil(?:e|ed|ing) a (?:formal )?complaint|"
    r"small claims|(?:my|our|a) lawyer|legal action|consumer protection|see you in court)\b"
)


_ISM = r"(?:discriminations?|racis[mt]e?s?|racism|homophobi[ea]|transphobi[ea]|islamophobi[ea]|antisemitis[mt]e?|antisemitism|sexis[mt]e?|sexism|haine|hatred|hate|prejuges?|prejudices?|intolerance|exclusion)"
_AGAINST_HATE = lazy(
    r"\b(?:interdi(?:t|sent|re|te?s?)|prohibe(?:e?s?)?|contre|lutt(?:e|er|ons|ent)(?: contre)?|combatt?(?:re|ons|ent)?|denonc(?:e|er|ons|ent)|"
    r"tolerance zero|aucune place|pas de place|non a|stop a|journee (?:internationale|mondiale)|prohibits?|prohibited|forbids?|against|fight(?:s|ing)?|"
    r"condemns?|denounces?|zero tolerance|no place for|no to|say no to|ends?|stop)\b[^.!?]{0,40}\b" + _ISM + r"\b"
)


def lawful_recourse(reading: Reading) -> bool:
    """A complaint, a lawyer or a court announced is a right, not a threat."""
    return _RECOURSE.search(reading.folded) is not None


def hatred_opposed(reading: Reading) -> bool:
    """A text that names discrimination or hatred in order to forbid or fight it, and says little else."""
    return _AGAINST_HATE.search(reading.folded) is not None and len(reading.sentences) < 3


CORRECTIONS: Mapping[str, tuple[Callable[[Reading], bool], ...]] = {
    "threat": (lawful_recourse,),
    "hate": (hatred_opposed,),
}
"""For each category, the readings that turn a proposal down."""


def turned_down(category: str, reading: Reading) -> bool:
    """Whether a proposal of ``category`` is about something else."""
    return any(correction(reading) for correction in CORRECTIONS.get(category, ()))
