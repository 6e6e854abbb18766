"""Changes to people: each with its permission and its record; codes on paper; files of people, all or nothing."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from types import SimpleNamespace

import pytest

from balise.web.access import Refused
from balise.web.audit.models import Record
from balise.web.audit.verifying import verify
from balise.web.directory.importing import apply_plan, present
from balise.web.directory.paper_codes import give_code, use_code
from balise.web.directory.transitions import (
    CODE_GOOD_FOR,
    CREATE,
    DEACTIVATE,
    EDIT,
    EDIT_PROFILE,
    END_ROLE,
    GRANT_ROLE,
    REACTIVATE,
)
from balise.web.people.importing import plan
from balise.web.people.models import PaperCode, Person, RoleHolding
from balise.web.people.queries import holders, uncovered_roles
from balise.web.people.roles import Role
from balise.web.workflow import Invalid, System, create, perform


def test_somebody_arrives_gets_a_role_and_leaves(cast: SimpleNamespace, now: dt.datetime, today: dt.date) -> None:
    inputs = {"username": "nadia", "name": "Nadia", "manager": cast.manager.pk}
    nadia = create(actor=cast.hr, transition=CREATE, now=now, inputs=inputs)
    assert not nadia.has_usable_password()
    perform(actor=cast.hr, transition=GRANT_ROLE, subject=nadia, now=now, inputs={"role": "employee"})
    nadia.forget_roles()
    assert nadia.roles(today) == {Role.EMPLOYEE}
    perform(actor=cast.hr, transition=END_ROLE, subject=nadia, now=now, inputs={"role": "employee"})
    nadia.forget_roles()
    assert nadia.roles(today) == frozenset()
    gone = perform(actor=cast.hr, transition=DEACTIVATE, subject=nadia, now=now)
    assert gone.state == "inactive"
    perform(actor=cast.hr, transition=REACTIVATE, subject=nadia, now=now)
    assert [record.tag.split(":", 1)[1] for record in Record.objects.order_by("number")] == [
        "person:create", "role:grant", "role:end", "person:deactivate", "person:reactivate",
    ]  # fmt: skip
    assert verify() is None


def test_only_administration_gives_sensitive_roles(cast: SimpleNamespace, now: dt.datetime) -> None:
    with pytest.raises(Invalid):
        perform(actor=cast.hr, transition=GRANT_ROLE, subject=cast.hr, now=now, inputs={"role": "admin"})
    perform(actor=cast.admin, transition=GRANT_ROLE, subject=cast.hr, now=now, inputs={"role": "privacy"})
    with pytest.raises(Refused):
        perform(actor=cast.hr, transition=EDIT, subject=cast.admin, now=now, inputs={"email": "hugo@exemple.ca"})
    with pytest.raises(Refused):
        perform(actor=cast.admin, transition=DEACTIVATE, subject=cast.admin, now=now)


@pytest.mark.parametrize("alternate", ["hr", "admin"])
def test_no_alternate_takes_a_role_by_closing_the_account_of_its_holder(
    cast: SimpleNamespace, now: dt.datetime, today: dt.date, alternate: str
) -> None:
    taker = getattr(cast, alternate)
    RoleHolding.objects.filter(person=cast.communications).update(alternate=taker)
    with pytest.raises(Refused):
        perform(actor=taker, transition=DEACTIVATE, subject=cast.communications, now=now)
    assert Role.COMMUNICATIONS not in Person.objects.get(pk=taker.pk).roles(today)
    RoleHolding.objects.filter(person=cast.communications).update(until=today - dt.timedelta(days=1))
    perform(actor=taker, transition=DEACTIVATE, subject=cast.communications, now=now)  # nothing is left to take


@pytest.mark.parametrize("name", ["admin", "management", "privacy"])
def test_only_administration_closes_or_opens_again_an_account_with_sensitive_records(
    cast: SimpleNamespace, now: dt.datetime, person: Callable[..., Person], name: str
) -> None:
    other, subject = person("adele", Role.ADMIN), getattr(cast, name)
    with pytest.raises(Refused):
        perform(actor=cast.hr, transition=DEACTIVATE, subject=subject, now=now)
    closed = perform(actor=other, transition=DEACTIVATE, subject=subject, now=now)
    with pytest.raises(Refused):
        perform(actor=cast.hr, transition=REACTIVATE, subject=closed, now=now)
    assert perform(actor=other, transition=REACTIVATE, subject=closed, now=now).is_active


@pytest.mark.parametrize("name", ["management", "privacy"])
def test_only_administration_changes_the_address_that_opens_an_account_with_sensitive_records(
    cast: SimpleNamespace, now: dt.datetime, name: str
) -> None:
    subject = getattr(cast, name)
    changed = {"name": "Un autre nom", "email": "hugo@exemple.ca"}
    for active in (True, False):  # closed, it would be opened again
        Person.objects.filter(pk=subject.pk).update(is_active=active)
        with pytest.raises(Invalid) as told:
            perform(actor=cast.hr, transition=EDIT, subject=subject, now=now, inputs=changed)
        assert told.value.field == "email"
    same = {**changed, "email": subject.email}
    assert perform(actor=cast.hr, transition=EDIT, subject=subject, now=now, inputs=same).name == "Un autre nom"
    assert (
        perform(actor=cast.admin, transition=EDIT, subject=subject, now=now, inputs=changed).email == changed["email"]
    )
    perform(actor=cast.hr, transition=EDIT, subject=cast.employee, now=now, inputs={"email": "elise@exemple.ca"})


@pytest.mark.parametrize(
    ("inputs", "field"),
    [
        ({"username": "elise", "name": "X"}, "username"),
        ({"username": "espace là", "name": "X"}, "username"),
        ({"username": "nino", "name": " "}, "name"),
        ({"username": "nino", "name": "N", "email": "nimporte"}, "email"),
        ({"username": "nino", "name": "N", "manager": 999_999}, "manager"),
    ],
)
def test_bad_people_are_refused_with_the_field(
    cast: SimpleNamespace, now: dt.datetime, inputs: dict[str, object], field: str
) -> None:
    with pytest.raises(Invalid) as told:
        create(actor=cast.hr, transition=CREATE, now=now, inputs=inputs)
    assert told.value.field == field
    assert not Record.objects.exists()


def test_nobody_is_above_themselves(cast: SimpleNamespace, now: dt.datetime) -> None:
    with pytest.raises(Invalid):
        perform(actor=cast.hr, transition=EDIT, subject=cast.manager, now=now, inputs={"manager": cast.employee.pk})


def test_a_profile_is_one_s_own_and_absences_bring_the_alternate(
    cast: SimpleNamespace, now: dt.datetime, today: dt.date
) -> None:
    role = {"role": "communications", "alternate": cast.manager.pk}
    perform(actor=cast.admin, transition=GRANT_ROLE, subject=cast.communications, now=now, inputs=role)
    assert holders(Role.COMMUNICATIONS, today) == [cast.communications]
    away = {"absent_from": today, "absent_until": today + dt.timedelta(days=3)}
    with pytest.raises(Refused):
        perform(actor=cast.admin, transition=EDIT_PROFILE, subject=cast.communications, now=now, inputs=away)
    bad = {"absent_from": today, "absent_until": today - dt.timedelta(days=1)}
    with pytest.raises(Invalid):
        perform(actor=cast.communications, transition=EDIT_PROFILE, subject=cast.communications, now=now, inputs=bad)
    perform(actor=cast.communications, transition=EDIT_PROFILE, subject=cast.communications, now=now, inputs=away)
    assert holders(Role.COMMUNICATIONS, today) == [cast.manager]
    assert holders(Role.COMMUNICATIONS, today + dt.timedelta(days=4)) == [cast.communications]
    cast.manager.forget_roles()
    assert Role.COMMUNICATIONS in cast.manager.roles(today)
    assert uncovered_roles(today) == []
    Person.objects.filter(pk=cast.privacy.pk).update(is_active=False)
    assert uncovered_roles(today) == [Role.PRIVACY]


def test_a_paper_code_opens_once(cast: SimpleNamespace, now: dt.datetime) -> None:
    code = give_code(actor=cast.manager, person=cast.employee, now=now)
    assert code.replace("-", "") not in PaperCode.objects.get().hash
    assert use_code(username="elise", code="AAAA-AAAA-AAAA", now=now) is None
    assert use_code(username="personne", code=code, now=now) is None
    assert use_code(username="elise", code=code.lower().replace("-", " "), now=now) == cast.employee
    assert use_code(username="elise", code=code, now=now) is None
    assert [record.actor_kind for record in Record.objects.order_by("number")] == ["person", "system"]


def test_a_paper_code_grows_old_and_the_next_one_replaces_it(cast: SimpleNamespace, now: dt.datetime) -> None:
    first = give_code(actor=cast.hr, person=cast.employee, now=now)
    second = give_code(actor=cast.hr, person=cast.employee, now=now)
    assert use_code(username="elise", code=first, now=now) is None
    assert use_code(username="elise", code=second, now=now + CODE_GOOD_FOR) is None
    assert use_code(username="elise", code=second, now=now + dt.timedelta(days=1)) == cast.employee


@pytest.mark.parametrize(
    ("giver", "receiver", "may"),
    [
        ("manager", "employee", True),
        ("manager", "communications", False),
        ("manager", "manager", False),
        ("hr", "communications", True),
        ("hr", "admin", False),
        ("admin", "hr", True),
        ("employee", "outsider", False),
        ("communications", "employee", False),
    ],
)
def test_who_may_give_a_code_to_whom(
    cast: SimpleNamespace, now: dt.datetime, giver: str, receiver: str, may: bool
) -> None:
    if may:
        assert give_code(actor=getattr(cast, giver), person=getattr(cast, receiver), now=now)
    else:
        with pytest.raises(Refused):
            give_code(actor=getattr(cast, giver), person=getattr(cast, receiver), now=now)


FILE = """utilisateur;nom;courriel;langue;roles;gestionnaire
elise;Élise Beaulieu;elise@exemple.ca;fr;équipe;camille
nadia;Nadia;;en;équipe;nora
nora;Nora;;;équipe + gestionnaire;
"""


def test_a_file_is_applied_whole(cast: SimpleNamespace, now: dt.datetime, today: dt.date) -> None:
    made = plan(FILE.encode("latin-1"), present(today))
    assert not made.problems
    assert apply_plan(actor=cast.hr, plan=made, now=now) == 3
    nadia = Person.objects.get(username="nadia")
    assert (nadia.language, nadia.manager, nadia.roles(today)) == (
        "en",
        Person.objects.get(username="nora"),
        {Role.EMPLOYEE},
    )
    assert plan(FILE.encode(), present(today)).changes == ()
    assert verify() is None


def test_a_file_with_one_refusal_changes_nothing(cast: SimpleNamespace, now: dt.datetime, today: dt.date) -> None:
    made = plan((FILE + "aude;Aude;;;audit + admin;\n").encode(), present(today))
    with pytest.raises(Invalid):
        apply_plan(actor=cast.hr, plan=made, now=now)
    assert not Person.objects.filter(username="nadia").exists()
    assert not Record.objects.exists()
    apply_plan(actor=cast.admin, plan=made, now=now)
    with pytest.raises(ValueError, match="problems"):
        apply_plan(actor=cast.admin, plan=plan(b"nom\nx\n", []), now=now)


def test_set_up_acts_under_its_name(db: None, now: dt.datetime) -> None:
    first = create(
        actor=System("set-up"), transition=CREATE, now=now, inputs={"username": "a", "name": "A", "password": "x" * 14}
    )
    perform(actor=System("set-up"), transition=GRANT_ROLE, subject=first, now=now, inputs={"role": "admin"})
    assert first.check_password("x" * 14)
    assert {record.actor_id for record in Record.objects.all()} == {"set-up"}
