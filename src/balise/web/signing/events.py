"""What happened to versions of the policy, for whoever must ask people again or tell them."""

from __future__ import annotations

from dataclasses import dataclass

from balise.web.events import Event


@dataclass(frozen=True)
class VersionPublished(Event):
    """A version is in force; ``replaced_id`` is the one it replaces."""

    version_id: int
    replaced_id: int | None


@dataclass(frozen=True)
class VersionWithdrawn(Event):
    """A version that was in force no longer is, and nothing replaces it."""

    version_id: int


@dataclass(frozen=True)
class Answered(Event):
    """Somebody answered a version; ``refused`` when one of the two answers is no."""

    attestation_id: int
    person_id: int
    version_id: int
    refused: bool
