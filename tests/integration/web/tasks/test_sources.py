"""What waits for whom, from everything there is; and that it is gone once done."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import replace
from types import SimpleNamespace
from typing import Any

import pytest

from balise.policy.problems import PackError
from balise.web.approvals.models import Approval
from balise.web.approvals.transitions import grant_mandate
from balise.web.directory.paper_codes import give_code
from balise.web.outbox.models import OutboxRow
from balise.web.people.models import Person, RoleHolding
from balise.web.people.roles import Role
from balise.web.publishing import transitions

pytestmark = pytest.mark.django_db
Make = Callable[..., Any]


def test_an_answer_waits_for_who_may_give_it_until_it_is_given(
    cast: SimpleNamespace, write: Make, send: Make, approve: Make, waits: Make
) -> None:
    post = send(write(cast.employee))
    wanted = f"publication.approve:{post.pk}"
    assert [name for name, who in vars(cast).items() if wanted in waits(who)] == ["communications"]
    approve(post, cast.communications)
    assert wanted not in waits(cast.communications)


def test_nobody_answers_for_themselves(cast: SimpleNamespace, write: Make, send: Make, waits: Make) -> None:
    post = send(write(cast.communications))
    assert f"publication.approve:{post.pk}" not in waits(cast.communications)
    assert f"publication.approve:{post.pk}" in waits(cast.management)  # nobody else can


def test_a_text_returned_is_its_authors(
    cast: SimpleNamespace, write: Make, send: Make, waits: Make, now: dt.datetime
) -> None:
    post = write(cast.employee)
    assert waits(cast.employee) == [f"publication.correct:{post.pk}"]
    post = send(post)
    assert waits(cast.employee) == []
    transitions.return_to_author(
        actor=cast.communications, publication=post, content_hash=post.hash, reason="Quand?", now=now
    )
    assert waits(cast.employee) == [f"publication.correct:{post.pk}"]
    assert waits(cast.communications) == []


def test_what_is_approved_is_to_be_put_online_by_who_keeps_the_accounts(
    cast: SimpleNamespace, write: Make, send: Make, approve: Make, waits: Make, now: dt.datetime
) -> None:
    official = approve(send(write(cast.employee)), cast.communications)
    own = approve(send(write(cast.employee, voice="personal", networks=("linkedin",))), cast.communications)
    assert waits(cast.communications) == [f"publication.publish:{official.pk}"]
    assert waits(cast.employee) == [f"publication.publish:{own.pk}"]
    transitions.record_address(
        actor=cast.communications,
        publication=official,
        network="facebook",
        address="https://www.facebook.com/page/posts/1",
        now=now,
    )
    assert waits(cast.communications) == []


def test_a_period_that_is_over_goes_back_to_its_author(
    cast: SimpleNamespace, write: Make, send: Make, approve: Make, waits: Make, now: dt.datetime
) -> None:
    post = approve(send(write(cast.employee, latest=now + dt.timedelta(hours=2))), cast.communications)
    later = now + dt.timedelta(days=1)
    assert waits(cast.communications, later) == []
    assert waits(cast.employee, later) == [f"publication.redate:{post.pk}"]


def test_a_retraction_is_done_by_one_and_seen_by_another(
    cast: SimpleNamespace,
    person: Callable[..., Person],
    write: Make,
    send: Make,
    approve: Make,
    waits: Make,
    now: dt.datetime,
) -> None:
    second = person("olga", Role.EMPLOYEE, Role.COMMUNICATIONS)
    post = approve(send(write(cast.employee)), cast.communications)
    transitions.record_address(
        actor=second, publication=post, network="facebook", address="https://www.facebook.com/page/posts/1", now=now
    )
    post.refresh_from_db()
    post = transitions.ask_retraction(actor=cast.employee, publication=post, clause="3.3", reason="Non.", now=now)
    for somebody in (cast.communications, second):
        assert waits(somebody) == [f"publication.remove:{post.pk}"]
    assert not [one for who in (cast.management, cast.employee) for one in waits(who) if one.startswith("publication")]
    transitions.mark_removed(actor=second, publication=post, now=now)
    assert waits(second) == []
    assert waits(cast.communications) == [f"publication.confirm_removed:{post.pk}"]
    assert f"publication.confirm_removed:{post.pk}" in waits(cast.management)


def test_a_source_waits_for_who_may_check_it(
    cast: SimpleNamespace, write: Make, send: Make, waits: Make, now: dt.datetime
) -> None:
    post = write(cast.employee)
    transitions.add_claim(
        actor=cast.employee, publication=post, statement="Dix.", source="Un livre", checked=False, now=now
    )
    post.refresh_from_db()
    post = send(post)
    wanted = f"source.verify:{post.pk}"
    assert {name for name, who in vars(cast).items() if wanted in waits(who)} == {"communications", "management"}
    claim = post.claims.get()
    transitions.verify_claim(actor=cast.management, publication=post, claim=claim.pk, now=now)
    assert wanted not in waits(cast.communications)


def test_an_emergency_is_reread_by_who_decides_nothing(
    cast: SimpleNamespace, person: Callable[..., Person], write: Make, send: Make, waits: Make, now: dt.datetime
) -> None:
    post = send(write(cast.employee))
    post = transitions.approve_urgently(
        actor=cast.management, publication=post, content_hash=post.hash, reason="Vite.", now=now
    )
    approval = Approval.objects.get(way=Approval.Way.URGENT)
    wanted = f"publication.reread:{approval.pk}"
    assert [name for name, who in vars(cast).items() if wanted in waits(who)] == ["auditor"]
    assert wanted not in waits(cast.auditor, now + dt.timedelta(days=31))
    second = person("ariane", Role.AUDITOR)
    transitions.reread(actor=cast.auditor, publication=post, approval=approval.pk, now=now)
    assert wanted not in waits(cast.auditor)
    assert wanted in waits(second)  # each reads for themselves


def test_a_mandate_that_ends_waits_for_its_holder_and_who_grants(
    cast: SimpleNamespace, waits: Make, now: dt.datetime, today: dt.date
) -> None:
    given: dict[str, Any] = {"actor": cast.management, "holder": cast.employee, "topic": "Ateliers", "networks": []}
    mandate = grant_mandate(since=today, until=today + dt.timedelta(days=10), now=now, **given)
    wanted = f"mandate.renew:{mandate.pk}"
    those = {name for name, who in vars(cast).items() if wanted in waits(who)}
    assert those == {"employee", "communications", "management"}
    grant_mandate(since=today + dt.timedelta(days=10), until=today + dt.timedelta(days=90), now=now, **given)
    assert wanted not in waits(cast.employee)  # another follows


def test_codes_on_paper(cast: SimpleNamespace, waits: Make, now: dt.datetime) -> None:
    assert waits(cast.manager) == [f"code.give:{cast.employee.pk}"]
    give_code(actor=cast.manager, person=cast.employee, now=now)
    given = cast.employee.paper_codes.get()
    assert waits(cast.manager) == [f"code.used:{given.pk}"]
    given.used = now
    given.save()
    Person.objects.filter(pk=cast.employee.pk).update(last_login=now)
    assert waits(cast.manager) == []


def test_second_factors_that_are_missing_wait_for_administration(
    cast: SimpleNamespace, waits: Make, settings: Any
) -> None:
    settings.BALISE_OIDC_SECOND_FACTOR = False
    missing = {one for one in waits(cast.admin) if one.startswith("second_factor.remind")}
    people = (cast.hr, cast.management, cast.privacy)
    assert missing == {f"second_factor.remind:{one.pk}" for one in people}  # theirs, not one's own
    assert not [one for one in waits(cast.hr) if one.startswith("second_factor")]


def test_an_absence_nobody_covers(cast: SimpleNamespace, waits: Make, today: dt.date) -> None:
    holding = RoleHolding.objects.get(person=cast.communications, role="communications")
    Person.objects.filter(pk=cast.communications.pk).update(absent_from=today + dt.timedelta(days=5))
    wanted = f"absence.cover:{holding.pk}"
    assert {name for name, who in vars(cast).items() if wanted in waits(who)} == {"admin", "hr", "communications"}
    holding.alternate = cast.employee
    holding.save()
    assert wanted not in waits(cast.hr)


def test_duties_that_nobody_holds(cast: SimpleNamespace, waits: Make, today: dt.date) -> None:
    alone = {one for one in waits(cast.admin) if one.startswith("duty.second")}
    assert alone  # one person for each role, and no alternate
    Person.objects.filter(pk=cast.privacy.pk).update(is_active=False)
    for somebody in (cast.admin, cast.management, cast.auditor):
        assert [one for one in waits(somebody) if one.startswith("duty.hold") and "renseignements" in one]
    assert not [one for one in waits(cast.hr) if one.startswith("duty")]


def test_a_policy_that_does_not_load_still_lets_administration_in(
    cast: SimpleNamespace, waits: Make, signed_in: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken() -> None:
        raise PackError("x", [])

    monkeypatch.setattr("balise.web.setup.duties.the_policy", broken)
    assert "policy.load" in waits(cast.admin)
    assert signed_in(cast.admin).get("/").status_code == 200


def test_what_could_not_be_sent_waits_for_administration(cast: SimpleNamespace, waits: Make, now: dt.datetime) -> None:
    for state in ("failed", "failed", "uncertain", "done", "waiting"):
        OutboxRow.objects.create(kind="x", state=state, created=now)
    assert {"outbox.failed", "outbox.uncertain"} <= set(waits(cast.admin))
    assert not [one for one in waits(cast.management) if one.startswith("outbox")]


def test_nobody_without_a_role_has_anything(cast: SimpleNamespace, write: Make, send: Make, waits: Make) -> None:
    send(write(cast.employee))
    assert waits(cast.outsider) == []


def test_a_correction_is_written_then_made_online(
    cast: SimpleNamespace, write: Make, send: Make, approve: Make, waits: Make, now: dt.datetime
) -> None:
    post = approve(send(write(cast.employee)), cast.communications)
    address = "https://www.facebook.com/page/posts/1"
    given: dict[str, Any] = {"actor": cast.communications, "network": "facebook", "address": address, "now": now}
    post = transitions.record_address(publication=post, **given)
    post = transitions.ask_correction(actor=cast.communications, publication=post, reason="Le jour.", now=now)
    assert waits(cast.employee) == [f"publication.correct:{post.pk}"]
    draft = replace(post.content, common=post.content.common + " Venez!")
    post = transitions.save_draft(
        actor=cast.employee, publication=post, version=post.version, draft=draft, title="", planned=None, now=now
    )
    post = approve(send(post), cast.communications)
    assert waits(cast.communications) == [f"publication.correct_online:{post.pk}"]
    transitions.record_correction(publication=post, **given)
    assert waits(cast.communications) == []
    assert waits(cast.employee) == []
