"""From obligations to the yeses that are needed, and who may give them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

import pytest

from balise import load_policy
from balise.web.approvals.answering import eligible, may_answer
from balise.web.approvals.requirements import Need, declared, required, sourced, speaking_clause
from balise.web.people.models import Person, RoleHolding
from balise.web.people.roles import Role

IMAGE = (
    Need("approval", "communications", "3.2"),
    Need("consent", "person", "3.4"),
    Need("authorisation", "management", "3.4"),
    Need("source", "author", "3.6"),
    Need("approval", "partner:ope", "3.2"),
)


def test_roles_and_partners_say_yes_the_rest_is_declared() -> None:
    assert [one.by for one in required(IMAGE, speaking="3.2")] == ["communications", "management", "partner:ope"]
    assert declared(IMAGE) == (Need("consent", "person", "3.4"),)
    assert sourced(IMAGE) == (Need("source", "author", "3.6"),)


def test_communications_answer_to_whatever_is_sent() -> None:
    [only] = required((), speaking=speaking_clause(load_policy("opeq")))
    assert (only.by, only.clauses, only.kinds) == ("communications", ("3.2",), ("approval",))


@pytest.mark.parametrize("by", ["communications", "hr", "management", "privacy", "manager"])
@pytest.mark.django_db
def test_the_author_is_never_among_those_who_may(cast: SimpleNamespace, today: dt.date, by: str) -> None:
    for author in vars(cast).values():
        people = eligible(by, author=author, today=today)
        assert author not in people
        assert not may_answer(author, by=by, author=author, today=today)
        assert all(may_answer(one, by=by, author=author, today=today) for one in people)


@pytest.mark.django_db
def test_where_only_the_author_could_the_alternate_does_else_management(
    cast: SimpleNamespace, person: Callable[..., Person], today: dt.date
) -> None:
    kept: dict[str, Any] = {"author": cast.communications, "today": today}
    assert eligible("communications", **kept) == [cast.management]
    RoleHolding.objects.filter(person=cast.communications, role=Role.COMMUNICATIONS).update(alternate=cast.manager)
    assert eligible("communications", **kept) == [cast.manager]
    other = person("corinne", Role.COMMUNICATIONS)
    assert eligible("communications", **kept) == [other]
    assert eligible("manager", author=cast.employee, today=today) == [cast.manager]
    assert eligible("manager", author=cast.hr, today=today) == [cast.management]  # nobody above them
    assert eligible("partner:partner", author=cast.employee, today=today) == [cast.partner]
    assert eligible("partner:other", author=cast.employee, today=today) == []
