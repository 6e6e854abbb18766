"""Somebody who left long ago, whose answer and all that goes with it is still kept."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

import pytest

from tests.integration.web.signing.conftest import drafted, published

__all__ = ["drafted", "published"]
DRAWN = "M10 60 L90 20 L170 70"


@pytest.fixture(autouse=True)
def _apart(settings: Any, tmp_path: Any) -> None:
    settings.BALISE_OIDC_SECOND_FACTOR = True
    settings.MEDIA_ROOT = tmp_path / "files"


@pytest.fixture
def gone(
    cast: SimpleNamespace, person: Callable[..., Any], published: Callable[..., Any], now: dt.datetime, today: dt.date
) -> Callable[..., Any]:
    """Somebody who answered, by hand, no to something, and left so many days ago."""
    from balise.web.lifecycle import transitions
    from balise.web.lifecycle.transitions.declaring import DEPARTURE
    from balise.web.people.models import Person
    from balise.web.people.roles import Role
    from balise.web.signatures.means import Session
    from balise.web.signing import answers_transitions
    from balise.web.signing.answers_transitions import Act, Answer
    from balise.web.signing.versions_queries import in_force

    def make(username: str, *, days: int) -> Any:
        version = in_force() or published()
        somebody = person(username, Role.EMPLOYEE, manager=cast.manager)
        answer = answers_transitions.give(
            actor=somebody,
            person=somebody,
            version=version,
            answer=Answer(
                acknowledged=True, agrees=False, name="Nom Écrit", date=today, place="Québec", reason="Non merci."
            ),
            act=Act(session=Session(mark="m", entered_by="password"), means="session", drawn=True, path=DRAWN),
            now=now,
        )
        last = today - dt.timedelta(days=days)
        stay = transitions.hire(
            actor=cast.hr, person=somebody, first_day=last - dt.timedelta(days=100), last_day=last, now=now
        )
        ended = transitions.end(actor=DEPARTURE, stay=stay, now=now)
        closed = transitions.close(actor=cast.hr, stay=ended, missing=["profiles"], now=now)
        return SimpleNamespace(person=Person.objects.get(pk=somebody.pk), answer=answer, stay=closed)

    return make
