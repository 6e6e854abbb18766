"""Answers that are well formed and have not the shape they should: a list where an object was promised.

Whoever reads one stumbles in many ways; here they become one error, and the log says where, with none of the words.
"""

from __future__ import annotations

import functools
import logging
import traceback
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

from balise.networks.errors import Forged, Temporary

_log = logging.getLogger("balise.networks")
_SHAPE = (AttributeError, IndexError, KeyError, OverflowError, TypeError, ValueError)
Method = TypeVar("Method", bound=Callable[..., Any])


def answered(method: Method, *, maybe: bool = False) -> Method:
    """The method, ending in ``Temporary`` (code ``wrong-answer``) when what it reads has another shape."""
    return _shaped(method, lambda: Temporary("wrong-answer", maybe=maybe))


def received(method: Method) -> Method:
    """The method, ending in ``Forged`` when what came has another shape."""
    return _shaped(method, lambda: Forged("wrong-shape"))


def _shaped(method: Method, error: Callable[[], Exception]) -> Method:
    @functools.wraps(method)
    def asked(*words: Any, **more: Any) -> Any:
        try:
            return method(*words, **more)
        except _SHAPE as stumbled:
            frame = traceback.extract_tb(stumbled.__traceback__)[-1]
            place, kind = f"{Path(frame.filename).name}:{frame.lineno}", type(stumbled).__name__
        _log.warning("%s: another shape: %s at %s", method.__qualname__, kind, place)
        raise error()

    return asked  # type: ignore[return-value]
