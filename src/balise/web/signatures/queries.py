"""Reads of signatures, for whoever keeps what was signed and has asked who reads it."""

from __future__ import annotations

from balise.web.signatures.models import TABLE, Signature
from balise.web.vault.sealing import open_sealed


def drawn_path(signature: Signature) -> str:
    """What was drawn; empty when nothing was. Raises ``Destroyed``."""
    if signature.drawing is None:
        return ""
    return open_sealed(bytes(signature.drawing), table=TABLE, column="drawing", record=signature.reference)
