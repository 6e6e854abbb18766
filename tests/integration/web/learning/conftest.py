"""Somebody who practises: a series begun, situations answered well or missed."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest


@pytest.fixture(autouse=True)
def _second_factor_elsewhere(settings: Any) -> None:
    """Second factors have tests of their own."""
    settings.BALISE_OIDC_SECOND_FACTOR = True


@pytest.fixture
def other() -> Callable[[Any], str]:
    """An answer that misses a situation."""
    return lambda situation: next(one for one in situation.answers if one != situation.answer)


@pytest.fixture
def practise(now: dt.datetime, other: Callable[[Any], str]) -> Callable[..., list[str]]:
    """Begin a series and answer it, missing some: ``missing`` are places in the series, from 0. The ids of it."""
    from balise.web.learning import queries, transitions

    def act(person: Any, *, missing: tuple[int, ...] = (), until: int = 5, at: dt.datetime = now) -> list[str]:
        transitions.begin(actor=person, now=at)
        series = list(queries.practice_of(person).series)  # type: ignore[union-attr]
        for place in range(until):
            before = queries.before(person)
            assert before is not None
            situation = before[0]
            said = other(situation) if place in missing else situation.answer
            transitions.answer(actor=person, situation=situation, answer=said, now=at)
        return series

    return act


@pytest.fixture
def in_force(cast: Any, now: dt.datetime) -> Any:
    """A version of the policy in force."""
    from balise.web.signing import versions_transitions
    from balise.web.signing.versions_content import fingerprint
    from tests.integration.web.signing.conftest import FRENCH

    version = versions_transitions.draft(actor=cast.hr, now=now)
    version = versions_transitions.import_text(
        actor=cast.hr, version=version, language="fr", filename="p.md", content=FRENCH.encode(), now=now
    )
    version = versions_transitions.approve(
        actor=cast.management, version=version, content_hash=fingerprint(version), now=now
    )
    return versions_transitions.publish(actor=cast.hr, version=version, now=now)
