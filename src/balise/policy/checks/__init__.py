"""What a pack must satisfy, one check a file.

Checks of ``shape`` look at the parsed files and run first; checks of ``meaning`` look at the policy built from
them. Each module offers ``check``; adding one is adding a file.
"""

from __future__ import annotations

import importlib
from collections.abc import Callable, Iterable
from functools import lru_cache
from pathlib import Path
from typing import Any

from balise.policy.draft import Draft
from balise.policy.model import Policy
from balise.policy.problems import Problem

ShapeCheck = Callable[[Draft], Iterable[Problem]]
MeaningCheck = Callable[[Draft, Policy], Iterable[Problem]]


def _checks(folder: str) -> tuple[Any, ...]:
    names = sorted(path.stem for path in (Path(__file__).parent / folder).glob("*.py") if path.stem != "__init__")
    return tuple(importlib.import_module(f"{__name__}.{folder}.{name}").check for name in names)


@lru_cache(maxsize=1)
def shape_checks() -> tuple[ShapeCheck, ...]:
    """The checks of parsed files, in alphabetical order of their modules."""
    return _checks("shape")


@lru_cache(maxsize=1)
def meaning_checks() -> tuple[MeaningCheck, ...]:
    """The checks of a built policy, in alphabetical order of their modules."""
    return _checks("meaning")
