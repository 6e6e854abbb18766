"""The policy of an invented organisation, and what one detector finds in a text under it."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

import pytest

from balise import Content, Screener
from balise.policy.decisions import DEFAULTS
from balise.policy.model import Clause, Modality, Organisation, Policy, Rule, Voice
from balise.screening.detecting import Detector
from balise.screening.model import Finding

Sightings = Callable[..., list[Finding]]


def _clause(category: str) -> Clause:
    """A clause that binds everybody and forbids what its category leads to."""
    voices = tuple(Voice)
    rule = Rule(category, Modality.FORBIDDEN, voices)
    return Clause(category, category, {"fr": category}, Modality.FORBIDDEN, (), voices, (rule,), {})


@cache
def _policy() -> Policy:
    organisation = Organisation(
        name="Atelier Boréal",
        names=("Atelier Boréal", "l'Atelier"),
        handles=("@atelierboreal",),
        services=("réparation de vélos", "bike repair"),
        domains=("atelierboreal.example",),
        emails=("bonjour@atelierboreal.example",),
        phones=("418-555-0100",),
    )
    return Policy(
        id="atelier", version="1", title={"fr": "Politique"}, languages=("fr", "en"), organisation=organisation,
        clauses=tuple(map(_clause, DEFAULTS)), roles=(), obligations=(), ladders=(), networks=(), accounts=(), form=(),
        delays={}, register=(), lexicons={}, fingerprint="0" * 64,
    )  # fmt: skip


@cache
def _screener(detector: Detector, engine: str | None) -> Screener:
    return Screener(_policy(), detectors=[detector], engine=engine)


@pytest.fixture(scope="session")
def policy() -> Policy:
    """A policy that names no real organisation and has one clause a category."""
    return _policy()


@pytest.fixture(scope="session")
def sightings() -> Sightings:
    """``sightings(detector, text, voice="personal", reply_to=None, engine=None)``: the findings of that detector."""

    def run(
        detector: Detector, text: str, voice: str = "personal", reply_to: str | None = None, engine: str | None = None
    ) -> list[Finding]:
        verdict = _screener(detector, engine).screen(Content(text, Voice(voice), reply_to=reply_to))
        return list(verdict.findings)

    return run
