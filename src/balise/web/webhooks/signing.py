"""Signatures as Standard Webhooks has them (www.standardwebhooks.com): receivers need no code of ours."""

from __future__ import annotations

import base64
import hmac
import secrets
from hashlib import sha256

PREFIX = "whsec_"


def draw() -> str:
    """A new secret, as receivers paste it."""
    return PREFIX + base64.b64encode(secrets.token_bytes(32)).decode()


def headers(*, secret: str, reference: str, timestamp: int, body: bytes) -> dict[str, str]:
    """HMAC-SHA256 over ``reference.timestamp.body``; by the time a receiver refuses what is played back."""
    key = base64.b64decode(secret.removeprefix(PREFIX))
    signed = b".".join([reference.encode(), str(timestamp).encode(), body])
    signature = base64.b64encode(hmac.new(key, signed, sha256).digest()).decode()
    return {"webhook-id": reference, "webhook-timestamp": str(timestamp), "webhook-signature": f"v1,{signature}"}
