"""Tokens as they are written: ``balise_<handle>_<secret>``, so that a leaked one is recognised for what it is."""

from __future__ import annotations

import hmac
import secrets
from hashlib import sha256
from typing import NamedTuple

PREFIX = "balise"


class Drawn(NamedTuple):
    """A new token: what is shown once, and what is kept."""

    token: str
    handle: str
    hash: str


def draw() -> Drawn:
    """256 random bits: a plain hash is enough, nobody guesses them."""
    handle, secret = secrets.token_hex(6), secrets.token_hex(32)
    return Drawn(f"{PREFIX}_{handle}_{secret}", handle, _hash(secret))


def handle_of(token: str) -> str:
    """What to look the row up by; empty when it is no token of ours."""
    parts = token.split("_")
    return parts[1] if len(parts) == 3 and parts[0] == PREFIX and len(parts[1]) == 12 and parts[1].isalnum() else ""


def fits(token: str, kept: str) -> bool:
    """Whether the secret is the one whose hash was kept, in a time that tells nothing."""
    return hmac.compare_digest(_hash(token.rpartition("_")[2]), kept)


def _hash(secret: str) -> str:
    return sha256(secret.encode("utf-8", "surrogatepass")).hexdigest()
