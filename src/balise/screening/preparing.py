"""From the detectors' cues to a scanner, kept between two starts.

Asking seventy detectors for their cues and building what finds them takes seconds; reading it back takes
milliseconds. What is kept stands in the cache folder under a name made of the pack's fingerprint, the date and size
of every file of this package, the hyperscan version and the processor. It is written under a temporary name and
renamed, readable by its owner only, and carries its own SHA-256: hyperscan loads a damaged database without a word.
"""

from __future__ import annotations

import contextlib
import hashlib
import importlib.metadata
import os
import platform
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import orjson

from balise.caching import cache_folder
from balise.policy.model import Policy
from balise.screening.detecting import Detector
from balise.screening.phrases import Sorted
from balise.screening.scanning import Plan, compile_patterns, plan_for

_FORMAT = b"balise-cues-5\n"


class Prepared(NamedTuple):
    """The kinds of cues by number: whose, called what, whether only in replies; and the plan that finds them."""

    detectors: list[int]
    names: list[str]
    in_replies: list[bool]
    plan: Plan


def prepare(policy: Policy, detectors: Sequence[Detector], cache: Path | None = None) -> Prepared:
    """What to look for under ``policy``, from the cache when it holds it."""
    if not policy.fingerprint:
        return _made(policy, detectors)
    path = (cache_folder() if cache is None else cache) / f"cues-{_key(policy, detectors)}.bin"
    known = _read(path)
    if known is not None:
        with contextlib.suppress(ValueError, TypeError, KeyError):
            return _unpacked(known)
    made = _made(policy, detectors)
    made = made._replace(plan=made.plan._replace(database=compile_patterns(made.plan)))
    _write(path, _packed(made))
    return made


def _made(policy: Policy, detectors: Sequence[Detector]) -> Prepared:
    kinds: dict[tuple[int, str, bool], int] = {}
    patterns: list[str] = []
    owners: list[int] = []
    for number, detector in enumerate(detectors):
        for cue in detector.cues(policy):
            patterns.append(cue.pattern)
            owners.append(kinds.setdefault((number, cue.name, cue.in_replies), len(kinds)))
    return Prepared(
        [number for number, _, _ in kinds],
        [name for _, name, _ in kinds],
        [in_replies for _, _, in_replies in kinds],
        plan_for(patterns, owners),
    )


def _key(policy: Policy, detectors: Sequence[Detector]) -> str:
    files = {str(path) for path in Path(__file__).parent.rglob("*") if path.suffix in {".py", ".txt"}}
    files |= {str(getattr(sys.modules[type(detector).__module__], "__file__", "")) for detector in detectors}
    described: list[Any] = [policy.fingerprint, platform.machine(), platform.system(), sys.version_info[:2]]
    with contextlib.suppress(importlib.metadata.PackageNotFoundError):
        described.append(importlib.metadata.version("hyperscan"))
    described += [detector.id for detector in detectors]
    for name in sorted(files):
        with contextlib.suppress(OSError):
            state = Path(name).stat()
            described.append((name, state.st_mtime_ns, state.st_size))
    return hashlib.sha256(repr(described).encode()).hexdigest()[:32]


def _packed(made: Prepared) -> bytes:
    plan = made.plan
    arrays = (plan.phrases.keys.tobytes(), plan.phrases.bounds.tobytes(), plan.database)
    head = orjson.dumps(
        [
            made.detectors, made.names, made.in_replies, plan.phrases.texts, plan.phrases.owners,
            plan.phrases.endings, plan.patterns,
            plan.owners, plan.lengths, [len(array) for array in arrays],
        ]
    )  # fmt: skip
    return len(head).to_bytes(4, "little") + head + b"".join(arrays)


def _unpacked(body: bytes) -> Prepared:
    size = int.from_bytes(body[:4], "little")
    detectors, names, in_replies, texts, text_owners, endings, patterns, owners, lengths, sizes = orjson.loads(
        body[4 : 4 + size]
    )
    place = 4 + size
    pieces = []
    for length in sizes:
        pieces.append(body[place : place + length])
        place += length
    phrases = Sorted(
        np.frombuffer(pieces[0], np.uint64), np.frombuffer(pieces[1], np.uint32), texts, text_owners, endings
    )
    return Prepared(detectors, names, in_replies, Plan(phrases, patterns, owners, lengths, pieces[2]))


def _read(path: Path) -> bytes | None:
    """What was kept when it is whole, else None."""
    try:
        data = path.read_bytes()
    except OSError:
        return None
    head = len(_FORMAT)
    if data[:head] != _FORMAT or data[head : head + 32] != hashlib.sha256(data[head + 32 :]).digest():
        return None
    return data[head + 32 :]


def _write(path: Path, body: bytes) -> None:
    """Keep ``body`` for the next start; a folder that can't be written costs speed, never an answer."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        descriptor, temporary = tempfile.mkstemp(dir=path.parent, prefix=".cues-")
        with os.fdopen(descriptor, "wb") as stream:
            stream.write(_FORMAT + hashlib.sha256(body).digest() + body)
        Path(temporary).replace(path)
    except OSError:
        return
