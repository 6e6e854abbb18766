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
from collections.abc import Collection, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import orjson

from balise.caching import cache_folder
from balise.policy.model import Policy
from balise.screening.detecting import Detector
from balise.screening.phrases import ALL_ALIKE, Frequency, Sorted, split_phrases
from balise.screening.scanning import Plan, compile_patterns, spell_out

_FORMAT = b"balise-cues-6\n"


class Prepared(NamedTuple):
    """The kinds of cues by number: whose, called what, whether only in replies; and the plans that find them.

    ``first`` is looked for in every text, ``second`` in texts that deserve a closer look.
    """

    detectors: list[int]
    names: list[str]
    in_replies: list[bool]
    first: Plan
    second: Plan


def prepare(
    policy: Policy,
    detectors: Sequence[Detector],
    frequency: Frequency | None = None,
    sieved: Collection[Detector] = (),
    cache: Path | None = None,
) -> Prepared:
    """What to look for under ``policy``, from the cache when it holds it.

    With ``frequency``, which tells common words from rare ones, what the detectors ``sieved`` look for is set apart;
    without it everything is looked for in every text.
    """
    if not policy.fingerprint:
        return _made(policy, detectors, frequency, sieved)
    path = (cache_folder() if cache is None else cache) / f"cues-{_key(policy, detectors, frequency)}.bin"
    known = _read(path)
    if known is not None:
        with contextlib.suppress(ValueError, TypeError, KeyError):
            return _unpacked(known)
    made = _made(policy, detectors, frequency, sieved)
    made = made._replace(first=_compiled(made.first), second=_compiled(made.second))
    _write(path, _packed(made))
    return made


def _compiled(plan: Plan) -> Plan:
    return plan._replace(database=compile_patterns(plan))


def _made(
    policy: Policy, detectors: Sequence[Detector], frequency: Frequency | None, sieved: Collection[Detector]
) -> Prepared:
    kinds: dict[tuple[int, str, bool], int] = {}
    everywhere: tuple[list[str], list[int]] = ([], [])
    apart: tuple[list[str], list[int]] = ([], [])
    for number, detector in enumerate(detectors):
        patterns, owners = apart if frequency is not None and detector in sieved else everywhere
        for cue in detector.cues(policy):
            patterns.append(cue.pattern)
            owners.append(kinds.setdefault((number, cue.name, cue.in_replies), len(kinds)))
    first, second = spell_out(*everywhere), spell_out(*apart)
    if frequency is not None:
        rare, common = split_phrases(second.phrases, frequency)
        first, second = first._replace(phrases=[*first.phrases, *rare]), second._replace(phrases=common)
    return Prepared(
        [number for number, _, _ in kinds],
        [name for _, name, _ in kinds],
        [in_replies for _, _, in_replies in kinds],
        first.plan(frequency or ALL_ALIKE),
        second.plan(frequency or ALL_ALIKE),
    )


def _key(policy: Policy, detectors: Sequence[Detector], frequency: Frequency | None) -> str:
    files = {str(path) for path in Path(__file__).parent.rglob("*") if path.suffix in {".py", ".txt", ".npz"}}
    files |= {str(getattr(sys.modules[type(detector).__module__], "__file__", "")) for detector in detectors}
    described: list[Any] = [
        policy.fingerprint,
        platform.machine(),
        platform.system(),
        sys.version_info[:2],
        frequency is None,
    ]
    with contextlib.suppress(importlib.metadata.PackageNotFoundError):
        described.append(importlib.metadata.version("hyperscan"))
    described += [detector.id for detector in detectors]
    for name in sorted(files):
        with contextlib.suppress(OSError):
            state = Path(name).stat()
            described.append((name, state.st_mtime_ns, state.st_size))
    return hashlib.sha256(repr(described).encode()).hexdigest()[:32]


def _packed(made: Prepared) -> bytes:
    arrays: list[bytes] = []
    heads: list[Any] = [made.detectors, made.names, made.in_replies]
    for plan in (made.first, made.second):
        phrases = plan.phrases
        heads += [
            phrases.texts, phrases.owners, phrases.endings, phrases.offsets, plan.patterns, plan.owners, plan.lengths,
        ]  # fmt: skip
        arrays += [phrases.keys.tobytes(), phrases.bounds.tobytes(), plan.database]
    head = orjson.dumps([*heads, [len(array) for array in arrays]])
    return len(head).to_bytes(4, "little") + head + b"".join(arrays)


def _unpacked(body: bytes) -> Prepared:
    size = int.from_bytes(body[:4], "little")
    detectors, names, in_replies, *plans, sizes = orjson.loads(body[4 : 4 + size])
    place = 4 + size
    pieces = []
    for length in sizes:
        pieces.append(body[place : place + length])
        place += length
    first, second = (_unpacked_plan(plans[:7], pieces[:3]), _unpacked_plan(plans[7:], pieces[3:]))
    return Prepared(detectors, names, in_replies, first, second)


def _unpacked_plan(heads: list[Any], arrays: list[bytes]) -> Plan:
    texts, text_owners, endings, offsets, patterns, owners, lengths = heads
    keys, bounds = np.frombuffer(arrays[0], np.uint64), np.frombuffer(arrays[1], np.uint32)
    return Plan(Sorted(keys, bounds, texts, text_owners, endings, offsets), patterns, owners, lengths, arrays[2])


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
