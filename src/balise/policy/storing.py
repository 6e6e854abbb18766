"""Keeps loaded packs between two starts, as JSON, so that reading a pack again takes a few milliseconds.

A stored pack is found by the fingerprint of its files and opens with its own SHA-256: changed files give another
name, a damaged one is passed over. It holds data only, never code.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import time
from datetime import date
from pathlib import Path
from typing import Any

import orjson

from balise.caching import cache_folder
from balise.policy.model import (
    Account,
    Clause,
    ClauseText,
    Contact,
    Decision,
    Example,
    FormField,
    Ladder,
    Modality,
    NetworkDefinition,
    ObligationRule,
    Organisation,
    Partner,
    Policy,
    RegisterTerm,
    Role,
    Rule,
    Severity,
    Situation,
    SituationText,
    Step,
    Voice,
)

_MOST_TERMS = 20_000
"""Beyond this many terms a register reads faster than its copy would, and its secrets are not written twice."""


def _code_stamp() -> bytes:
    """Changes whenever the code that reads and checks packs does: an old copy may have passed older checks."""
    root = Path(__file__).parent
    checks = root / "checks"
    places = (root, checks, checks / "shape", checks / "meaning")
    stamps = []
    for place in places:
        with os.scandir(place) as entries:
            for entry in entries:
                if entry.name.endswith(".py"):
                    status = entry.stat()
                    stamps.append(f"{entry.name} {status.st_size} {status.st_mtime_ns}")
    return "\n".join(sorted(stamps)).encode()


def _path(fingerprint: str) -> Path:
    name = hashlib.sha256(_code_stamp() + fingerprint.encode()).hexdigest()
    return cache_folder() / "policies" / f"{name}.json"


def recall(fingerprint: str) -> Policy | None:
    """The stored policy with this fingerprint, or None when there is none or it is damaged."""
    try:
        data = _path(fingerprint).read_bytes()
    except OSError:
        return None
    digest, _, body = data.partition(b"\n")
    if digest != hashlib.sha256(body).hexdigest().encode():
        return None
    try:
        policy = _policy(orjson.loads(body))
    except (ValueError, KeyError, TypeError):
        return None
    return policy if policy.fingerprint == fingerprint else None


def store(policy: Policy) -> None:
    """Writes the policy for the next start, in one move, readable by its owner only. A full disk is no failure."""
    if len(policy.register) > _MOST_TERMS:
        return
    body = orjson.dumps(policy)
    path = _path(policy.fingerprint)
    with contextlib.suppress(OSError):
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        # A name of its own, so that two starts never write in one file (tempfile would double the time of importing).
        temporary = path.with_suffix(f".{os.getpid()}-{time.monotonic_ns()}.part")
        descriptor = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        try:
            with os.fdopen(descriptor, "wb") as file:
                file.write(hashlib.sha256(body).hexdigest().encode() + b"\n" + body)
            temporary.replace(path)
        except OSError:
            temporary.unlink(missing_ok=True)
            raise


def _policy(data: dict[str, Any]) -> Policy:
    data["languages"] = tuple(data["languages"])
    data["organisation"] = _organisation(data["organisation"])
    data["clauses"] = tuple(_clause(clause) for clause in data["clauses"])
    data["roles"] = tuple(Role(**role) for role in data["roles"])
    data["obligations"] = tuple(ObligationRule(**obligation) for obligation in data["obligations"])
    data["ladders"] = tuple(_ladder(ladder) for ladder in data["ladders"])
    data["networks"] = tuple(NetworkDefinition(**network) for network in data["networks"])
    data["accounts"] = tuple(Account(**account) for account in data["accounts"])
    data["form"] = tuple(FormField(**field) for field in data["form"])
    data["register"] = tuple(_term(term) for term in data["register"])
    data["situations"] = tuple(_situation(situation) for situation in data["situations"])
    data["lexicons"] = {name: tuple(terms) for name, terms in data["lexicons"].items()}
    return Policy(**data)


def _organisation(data: dict[str, Any]) -> Organisation:
    for name in ("names", "handles", "services", "products", "domains", "emails", "phones", "addresses"):
        data[name] = tuple(data[name])
    data["competitors"] = tuple(tuple(spellings) for spellings in data["competitors"])
    data["partners"] = tuple(
        Partner(partner["id"], tuple(partner["names"]), partner["site"]) for partner in data["partners"]
    )
    data["contacts"] = {role: Contact(**contact) for role, contact in data["contacts"].items()}
    return Organisation(**data)


def _clause(data: dict[str, Any]) -> Clause:
    data["modality"] = Modality(data["modality"])
    data["binds"] = tuple(data["binds"])
    data["moments"] = tuple(data["moments"])
    data["voices"] = tuple(map(Voice, data["voices"]))
    data["rules"] = tuple(_rule(rule) for rule in data["rules"])
    data["texts"] = {
        language: ClauseText(
            text["rule"],
            text["why"],
            tuple(_example(example) for example in text["avoid"]),
            tuple(_example(example) for example in text["fine"]),
        )
        for language, text in data["texts"].items()
    }
    return Clause(**data)


def _rule(data: dict[str, Any]) -> Rule:
    data["modality"] = Modality(data["modality"])
    data["voices"] = tuple(map(Voice, data["voices"]))
    data["detectors"] = tuple(data["detectors"])
    if data["severity"] is not None:
        data["severity"] = Severity(data["severity"])
    if data["decision"] is not None:
        data["decision"] = Decision(data["decision"])
    return Rule(**data)


def _example(data: dict[str, Any]) -> Example:
    data["voice"] = Voice(data["voice"])
    if data["decision"] is not None:
        data["decision"] = Decision(data["decision"])
    return Example(**data)


def _situation(data: dict[str, Any]) -> Situation:
    data["texts"] = {
        language: SituationText(text["story"], tuple(text["choices"]), text["why"], text["quote"])
        for language, text in data["texts"].items()
    }
    return Situation(**data)


def _ladder(data: dict[str, Any]) -> Ladder:
    data["steps"] = tuple(Step(**step) for step in data["steps"])
    return Ladder(**data)


def _term(data: dict[str, Any]) -> RegisterTerm:
    for name in ("start", "embargo_end"):
        if data[name] is not None:
            data[name] = date.fromisoformat(data[name])
    return RegisterTerm(**data)
