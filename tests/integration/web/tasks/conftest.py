"""A publication at each stage, and the tasks of somebody by kind."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest

TEXT = "Notre prochaine collecte de matériel informatique aura lieu samedi à Québec. Bienvenue à toutes et à tous!"


@pytest.fixture(autouse=True)
def _second_factor_elsewhere(settings: Any) -> None:
    settings.BALISE_OIDC_SECOND_FACTOR = True


@pytest.fixture
def write(now: dt.datetime) -> Callable[..., Any]:
    """A draft of somebody's."""
    from balise.web.publishing import transitions
    from balise.web.publishing.content import Draft

    def make(author: Any, text: str = TEXT, *, at: dt.datetime = now, **more: Any) -> Any:
        own = {name: more.pop(name) for name in ("voice", "planned", "title") if name in more}
        draft = Draft(common=text, **{"networks": ("facebook",), **more})
        return transitions.create_publication(actor=author, draft=draft, now=at, **{"voice": "official", **own})

    return make


@pytest.fixture
def send(now: dt.datetime) -> Callable[..., Any]:
    """Send a draft as its page does."""
    from balise.web.publishing import transitions
    from balise.web.publishing.readiness import parts_of
    from balise.web.verdicts.engine import judge

    def act(publication: Any, *, at: dt.datetime = now) -> Any:
        judgement = judge(parts_of(publication.content), voice=publication.voice)
        return transitions.submit(
            actor=publication.author,
            publication=publication,
            content_hash=publication.hash,
            judgement=judgement,
            now=at,
        )

    return act


@pytest.fixture
def approve(now: dt.datetime) -> Callable[..., Any]:
    from balise.web.publishing import transitions

    def act(publication: Any, who: Any, by: str = "communications") -> Any:
        return transitions.approve(actor=who, publication=publication, content_hash=publication.hash, by=[by], now=now)

    return act


@pytest.fixture
def waits(now: dt.datetime) -> Callable[..., list[str]]:
    """Ids of what waits for somebody."""
    from balise.web.tasks.queries import tasks_for

    def ask(person: Any, at: dt.datetime = now) -> list[str]:
        person.forget_roles()
        return [one.task.id for one in tasks_for(person, now=at)]

    return ask
