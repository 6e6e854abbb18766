"""Versions of an invented policy, prepared by HR and approved by management."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

FRENCH = """## 3.3 Respect

Les injures, les menaces et le harcèlement sont interdits, et l'on reste calme.

On peut être en désaccord.

## 3.4 Renseignements confidentiels

Ce qui n'est pas public ne se publie pas : renseignements personnels, dossiers, mots de passe.

## Stationnement

Les cases près de la porte sont pour les visiteurs.
"""
ENGLISH = """## 3.3 Respect

Insults, threats and harassment are forbidden.

## 3.4 Confidential information

What is not public is not published: personal information, files, passwords.
"""


@pytest.fixture(autouse=True)
def _second_factor_elsewhere(settings: Any) -> None:
    """Second factors have tests of their own."""
    settings.BALISE_OIDC_SECOND_FACTOR = True


@pytest.fixture
def drafted(cast: Any, now: Any) -> Callable[..., Any]:
    """A draft of HR's with its texts."""
    from balise.web.signing import versions_transitions

    def make(french: str = FRENCH, english: str = "") -> Any:
        version = versions_transitions.draft(actor=cast.hr, now=now)
        for language, text in (("fr", french), ("en", english)):
            if text:
                version = versions_transitions.import_text(
                    actor=cast.hr, version=version, language=language, filename="p.md", content=text.encode(), now=now
                )
        return version

    return make


@pytest.fixture
def published(drafted: Callable[..., Any], cast: Any, now: Any) -> Callable[..., Any]:
    """A version in force."""
    from balise.web.signing import versions_transitions
    from balise.web.signing.versions_content import fingerprint

    def make(french: str = FRENCH, english: str = "") -> Any:
        version = drafted(french, english)
        version = versions_transitions.approve(
            actor=cast.management, version=version, content_hash=fingerprint(version), now=now
        )
        return versions_transitions.publish(actor=cast.hr, version=version, now=now)

    return make
