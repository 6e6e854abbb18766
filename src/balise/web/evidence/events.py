"""What happened to proofs, for whoever keeps what they prove."""

from __future__ import annotations

from dataclasses import dataclass

from balise.web.events import Event


@dataclass(frozen=True)
class CertificateMade(Event):
    """A certificate asked for by ``making.request`` is kept: ``file_id`` is its ``SealedFile``."""

    source_kind: str
    source_id: str
    file_id: int
