"""What turns a proposal of the learned tier down: small readings of language that sums of words do not make.

Each correction looks at one category and says whether the text, or the words that weighed most, are about something
else. A correction never touches what a rule saw, since rules make these readings themselves.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from balise.screening.patterns import lazy
from balise.screening.polarity import cited, disowned, said_of_oneself
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


_NOT_ONE = lazy(
    r"\b(?:(?:pas|not|n'est pas|isn'?t|jamais|never|rien de|nothing) (?:un |une |a |an |du tout |vraiment |really |being )?"
    r"(?:racistes?|sexistes?|homophobes?|transphobes?|haineu(?:x|se)|racist|sexist|homophobic|transphobic|hateful)|"
    r"(?:no offen[sc]e|sans vouloir (?:offenser|blesser|insulter)|nothing against|rien contre))\b"
)
"""«I'm not racist, but …»: what follows is meant."""


def lawful_recourse(reading: Reading) -> bool:
    """A complaint, a lawyer or a court announced is a right, not a threat."""
    return _RECOURSE.search(reading.folded) is not None


def hatred_opposed(reading: Reading) -> bool:
    """A text that names discrimination or hatred in order to forbid or fight it, and says little else."""
    return _AGAINST_HATE.search(reading.folded) is not None and len(reading.sentences) < 3


def rejected(reading: Reading, start: int, end: int) -> bool:
    """Somebody else's words, told or quoted in order to reject them, or called false."""
    return _NOT_ONE.search(reading.folded) is None and disowned(reading, start, end)


CORRECTIONS: Mapping[str, tuple[Callable[[Reading], bool], ...]] = {
    "threat": (lawful_recourse,),
    "hate": (hatred_opposed,),
}
"""For each category, the readings of a whole text that turn a proposal down."""
IN_PLACE: Mapping[str, tuple[Callable[[Reading, int, int], bool], ...]] = {
    "threat": (rejected, cited),
    "hate": (rejected, cited),
    "insult": (rejected, cited, said_of_oneself),
    "harassment": (rejected, cited),
}
"""For each category, the readings of the words that weighed most which turn a proposal down."""


def turned_down(category: str, reading: Reading, start: int | None = None, end: int | None = None) -> bool:
    """Whether a proposal of ``category`` is about something else; ``start`` and ``end`` tell the words that weighed
    most, in offsets of the folded text (the whole of it by default)."""
    if any(correction(reading) for correction in CORRECTIONS.get(category, ())):
        return True
    first, last = (0, len(reading.folded)) if start is None or end is None else (start, end)
    return any(correction(reading, first, last) for correction in IN_PLACE.get(category, ()))
