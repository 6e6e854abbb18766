"""Names found by a statistical model: the optional extra ``ner`` (spaCy with the model ``fr_core_news_md``).

Our list of first names and capital letters find most persons; the model finds some names that no list holds. It costs a
second to read and milliseconds a text, and its answers may change with its version, so it is used only when asked for
by ``BALISE_NER=1`` and when it is installed; without it nothing fails.
"""

from __future__ import annotations

import bisect
import os
from functools import cache
from typing import Any

from balise.screening.reading import Reading

_MODEL = "fr_core_news_md"
_PERSON = frozenset(["PER", "PERSON"])


@cache
def _model() -> Any:
    """The model, or None when it is not installed."""
    try:
        import spacy

        return spacy.load(_MODEL, exclude=["parser", "lemmatizer", "attribute_ruler"])
    except (ImportError, OSError):
        return None


def asked_for() -> bool:
    """Whether the model is wanted."""
    return os.environ.get("BALISE_NER") == "1"


def names_by_model(reading: Reading, first: int, last: int) -> list[tuple[int, int]]:
    """The names that the model sees between two places, in folded offsets; none when it is not wanted or not there."""
    if not asked_for() or first >= last:
        return []
    model = _model()
    if model is None:
        return []
    origin = reading.place(first, last)[0]
    places = [reading.place(at, at + 1)[0] - origin for at in range(first, last)]
    return [
        (first + bisect.bisect_left(places, name.start_char), first + bisect.bisect_left(places, name.end_char))
        for name in model(reading.original(first, last)).ents
        if name.label_ in _PERSON
    ]
