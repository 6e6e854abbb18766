"""Addresses that open something for one person, and the code that goes with them.

The database holds a reference and a hash of the code; the address is worked out with a key that it does not hold, so
that who reads a backup opens nothing.
"""

from __future__ import annotations

import hmac
import secrets
from hashlib import sha256

from django.contrib.auth.hashers import check_password, make_password

from balise.web.keys import read_key

TRIES = 5  # wrong codes, then the link is void
_KEY = "signing-links"
_DIGITS = 8
_LENGTH = 32


def token_of(reference: str, *, purpose: str = "") -> str:
    """What stands in the address; ``purpose`` keeps the address of one thing from opening another."""
    return f"{reference}{_mac(reference, purpose)}"


def reference_in(token: str, *, purpose: str = "") -> str | None:
    """The reference that a token stands for; None for a forged one."""
    reference, mac = token[:_LENGTH], token[_LENGTH:]
    return reference if hmac.compare_digest(mac.encode(), _mac(reference, purpose).encode()) else None


def draw_code() -> str:
    """Eight digits, to be said aloud."""
    return "".join(secrets.choice("0123456789") for _ in range(_DIGITS))


def hash_of(code: str) -> str:
    """What is kept of a code."""
    return make_password(code)


def fits(code: str, code_hash: str) -> bool:
    """Whether this is the code, however it was spaced."""
    plain = "".join(one for one in code if one.isdecimal())
    return bool(code_hash) and check_password(plain, code_hash)


def spaced(code: str) -> str:
    """As it is shown, once."""
    return f"{code[:4]} {code[4:]}"


def _mac(reference: str, purpose: str) -> str:
    said = f"{purpose}:{reference}" if purpose else reference
    return hmac.new(read_key(_KEY), said.encode(), sha256).hexdigest()[:_LENGTH]
