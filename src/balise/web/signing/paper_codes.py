"""The code on a printed form: a person, a version, and a proof that it was printed here. It names nobody.

``BALISE-F1:12:3:…`` in the square (letters that a QR code packs tightest), ``12-3-ABCD-EFGH-JKMN-PQRS`` under it for
whoever must type it. The proof is 80 bits of an HMAC, written in Crockford's base 32: O is 0, I and L are 1.
"""

from __future__ import annotations

import base64
import hmac
import re
from dataclasses import dataclass
from hashlib import sha256

from balise.web.keys import read_key

_MARK = "BALISE-F1"
_OURS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_TO_OURS = str.maketrans("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567", _OURS)
_MISREAD = str.maketrans("OIL", "011")
_TYPED = re.compile(r"(\d{1,12})-(\d{1,9})-([0-9A-Z]{4}-?[0-9A-Z]{4}-?[0-9A-Z]{4}-?[0-9A-Z]{4})")
_SCANNED = re.compile(rf"{_MARK}:(\d{{1,12}}):(\d{{1,9}}):([0-9A-Z]{{16}})")


class Forged(Exception):
    """It looks like one of our codes and was not printed here, or was mistyped."""


@dataclass(frozen=True, kw_only=True)
class Named:
    """Whom and what a code names, by their numbers."""

    person: int
    version: int


def code_of(named: Named) -> str:
    """What the square says."""
    return f"{_MARK}:{named.person}:{named.version}:{_proof(named)}"


def typed_of(named: Named) -> str:
    """The same, to be typed."""
    proof = _proof(named)
    return "-".join([str(named.person), str(named.version), *(proof[at : at + 4] for at in range(0, 16, 4))])


def scanned(text: str) -> Named | None:
    """What a square names; None for a code that is none of ours. Raises ``Forged``."""
    if not text.startswith(_MARK):
        return None
    found = _SCANNED.fullmatch(text)
    if found is None:
        raise Forged
    return _checked(found)


def typed(text: str) -> Named:
    """What somebody typed from under the square: case and spaces do not count. Raises ``Forged``."""
    found = _TYPED.fullmatch("".join(text.upper().split()))
    if found is None:
        raise Forged
    return _checked(found)


def _checked(found: re.Match[str]) -> Named:
    named = Named(person=int(found.group(1)), version=int(found.group(2)))
    said = found.group(3).replace("-", "").translate(_MISREAD)
    if not hmac.compare_digest(said.encode(), _proof(named).encode()):
        raise Forged
    return named


def _proof(named: Named) -> str:
    said = f"{_MARK}:{named.person}:{named.version}".encode()
    code = hmac.new(read_key("signing-paper"), said, sha256).digest()[:10]
    return base64.b32encode(code).decode().translate(_TO_OURS)
