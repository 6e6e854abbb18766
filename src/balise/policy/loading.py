"""A folder of files -> ``Policy``. A bad pack is refused whole, with everything that is wrong with it."""

from __future__ import annotations

import importlib
from pathlib import Path
from typing import cast

from balise.policy.files import PackFiles, read_pack
from balise.policy.model import Policy
from balise.policy.problems import PackError, Problem
from balise.policy.storing import recall, store


def load_policy(name_or_path: str | Path) -> Policy:
    """The policy of a built-in pack (by its name) or of a folder.

    Raises ``PackError``, holding every problem found. A pack that loaded once is read from the user's cache the
    next time, as long as none of its files changed.
    """
    files = read_pack(name_or_path)
    known = recall(files.fingerprint)
    if known is not None:
        return known
    policy, problems = _validate(files)
    if policy is None or problems:
        raise PackError(files.name, problems)
    store(policy)
    return policy


def problems_of(name_or_path: str | Path) -> tuple[Problem, ...]:
    """Everything wrong with a pack, by file and line; nothing when it loads. Never reads the cache."""
    try:
        files: PackFiles = read_pack(name_or_path)
    except PackError as error:
        return error.problems
    return _validate(files)[1]


def _validate(files: PackFiles) -> tuple[Policy | None, tuple[Problem, ...]]:
    # Parsing and checking are loaded only when the cache has no answer: they would double the time of a start.
    module = importlib.import_module("balise.policy.validating")
    return cast("tuple[Policy | None, tuple[Problem, ...]]", module.validate(files))
