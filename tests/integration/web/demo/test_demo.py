"""The demonstration: real transitions, one click to be anybody, and nowhere but on this machine."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from balise.policy.model import Decision
from balise.screening.model import Obligation
from balise.web.audit.models import Record
from balise.web.audit.verifying import verify
from balise.web.demo import filling, here, stage
from balise.web.demo.cast import CAST
from balise.web.lifecycle.models import Stay
from balise.web.people import installation
from balise.web.people.installation import begin
from balise.web.people.models import Person
from balise.web.people.queries import uncovered_roles
from balise.web.people.roles import Role
from balise.web.publishing.models import Publication
from balise.web.setup.models import Organisation
from balise.web.signing.models import Attestation, Due, Exemption, PolicyVersion, RefusalReason, SignedPage
from balise.web.signing.versions_content import Change
from balise.web.signing.versions_queries import between


@pytest.fixture
def demo(db: None, settings: Any) -> Iterator[None]:
    """A database made for a demonstration, filled."""
    settings.BALISE_DEMO = True
    settings.BALISE_ORGANISATION = ""
    installation._written_demo.cache_clear()
    begin(demo=True)
    filling.fill(now=timezone.now())
    yield
    installation._written_demo.cache_clear()
    (Path(settings.BALISE_DATA) / "organisation.json").unlink(missing_ok=True)


@pytest.fixture
def visitor(demo: None) -> Client:
    return Client(headers={"host": "localhost"})


def test_a_month_in_every_state(demo: None) -> None:
    states = set(Publication.objects.values_list("state", flat=True))
    assert states == set(Publication.State.values)
    first, last = Record.objects.order_by("number").first(), Record.objects.order_by("number").last()
    assert first is not None
    assert last is not None
    assert last.at - first.at > dt.timedelta(days=28)
    moments = list(Record.objects.order_by("number").values_list("at", flat=True))
    assert moments == sorted(moments)
    assert max(moments) <= timezone.now()
    assert verify() is None
    tags = set(Record.objects.values_list("tag", flat=True))
    assert {"person:publication:approve", "person:publication:reopen", "person:mandate:grant"} <= tags
    assert {"person:situation:answer", "person:situation:begin"} <= tags
    assert {"person:publication:record_correction", "person:question:answer", "person:publication:add_claim"} <= tags


def test_answers_of_every_kind_then_a_second_version_with_something_changed(demo: None) -> None:
    first, second = PolicyVersion.objects.order_by("number")
    assert (first.state, second.state) == ("withdrawn", "published")
    answers = Attestation.objects.filter(version=first, current=True)
    assert set(answers.values_list("state", flat=True)) == set(Attestation.State.values)
    assert set(Attestation.objects.values_list("method", flat=True)) == set(Attestation.Method.values)
    changed = [one.number for one in between(first, second, "fr") if one.change is not Change.SAME]
    assert changed == ["3", "3.4"]
    today = timezone.localdate()
    owing = Due.objects.filter(version=second, state=Due.State.DUE, person__is_active=True)
    assert set(owing.filter(due__lt=today).values_list("person__username", flat=True)) == {"amelie", "mathis"}
    assert owing.filter(due__gte=today).exists()
    assert Exemption.objects.filter(state="granted", person__username="ines", until__gte=today).exists()
    assert SignedPage.objects.filter(state="waiting", person__username="claude").exists()
    assert RefusalReason.objects.count() == 1


@pytest.mark.parametrize("asked", ["nothing", "everything"])
def test_it_can_be_written_whatever_the_engine_asks(
    db: None, settings: Any, monkeypatch: pytest.MonkeyPatch, asked: str
) -> None:
    """A detection that improves, or a stricter pack, must not break the demonstration."""
    real = stage.judge
    obligations = tuple(
        Obligation(*one)
        for one in (
            ("approval", "communications", "3.2"),
            ("approval", "management", "3.4"),
            ("approval", "hr", "3.5"),
            ("authorisation", "privacy", "3.4"),
            ("consent", "person", "3.4"),
            ("source", "author", "3.6"),
        )
    )

    def judged(*given: Any, **more: Any) -> Any:
        found = real(*given, **more)
        if asked == "nothing":
            return replace(found, decision=Decision.CLEAR, findings=(), obligations=())
        return replace(found, decision=Decision.FORBIDDEN, obligations=obligations)

    monkeypatch.setattr(stage, "judge", judged)
    settings.BALISE_DEMO, settings.BALISE_ORGANISATION = True, ""
    installation._written_demo.cache_clear()
    try:
        begin(demo=True)
        filling.fill(now=timezone.now())
        states = set(Publication.objects.values_list("state", flat=True))
        assert {"published", "retracted", "correcting", "refused", "returned", "approved"} <= states
        assert verify() is None
    finally:
        installation._written_demo.cache_clear()
        (Path(settings.BALISE_DATA) / "organisation.json").unlink(missing_ok=True)


def test_every_role_has_somebody(demo: None) -> None:
    today = timezone.localdate()
    assert {part.shown_as for part in CAST} == set(Role)
    assert uncovered_roles(today) == []
    assert Person.objects.filter(is_active=True).count() == len(CAST)
    assert not any(person.has_usable_password() for person in Person.objects.all())
    assert Organisation.objects.get().state == "running"


def test_somebody_begins_a_trainee_leaves_and_somebody_left(demo: None) -> None:
    stays = {one.person.username: one for one in Stay.objects.exclude(first_day__year=2021).select_related("person")}
    today = timezone.localdate()
    assert {name: one.state for name, one in stays.items()} == {"sarah": "here", "mathis": "leaving", "denis": "closed"}
    assert Due.objects.get(person__username="sarah").due == today == stays["sarah"].first_day
    assert today < stays["mathis"].last_day <= today + dt.timedelta(days=14)
    assert (stays["denis"].missing, stays["denis"].person.is_active) == ([], False)


def test_it_is_written_once(demo: None) -> None:
    before = Record.objects.count()
    filling.fill(now=timezone.now())
    assert Record.objects.count() == before


def test_one_click_is_enough_to_be_anybody(visitor: Client) -> None:
    page = visitor.get("/demo/").content.decode()
    assert "Démonstration" in page
    for part in CAST:
        assert f"Entrer comme {part.name}" in page
        entered = visitor.post("/demo/entrer/", {"person": part.username}, follow=True)
        assert entered.status_code == 200, part.username  # each has a first page
        checked = visitor.get("/verifier/")
        assert checked.status_code == 200, part.username
        assert "Changer de personne" in checked.content.decode()


def test_nobody_outside_the_cast(visitor: Client) -> None:
    Person.objects.create_user("vrai", name="Une vraie personne")
    for asked in ("vrai", "", "amelie\x00", "inconnu"):
        assert visitor.post("/demo/entrer/", {"person": asked}).status_code == 404
    assert "_auth_user_id" not in visitor.session


def test_the_first_page_and_sign_in_lead_there(visitor: Client) -> None:
    assert visitor.get("/")["Location"] == "/demo/"
    assert "/demo/" in visitor.get("/compte/login/").content.decode()
    assert visitor.get("/mise-en-route/").status_code == 404


def test_any_address_but_this_machine_is_refused(visitor: Client) -> None:
    for address, headers in [
        ("192.168.1.20", {}),
        ("10.0.0.1", {}),
        ("", {}),
        ("127.0.0.1", {"x-forwarded-for": "203.0.113.9"}),
        ("127.0.0.1", {"forwarded": "for=203.0.113.9"}),
    ]:
        assert visitor.get("/demo/", REMOTE_ADDR=address, headers=headers).status_code == 404
        answer = visitor.post("/demo/entrer/", {"person": "kim"}, REMOTE_ADDR=address, headers=headers)
        assert answer.status_code == 404
    assert "_auth_user_id" not in visitor.session


def test_another_host_name_is_refused(visitor: Client, settings: Any) -> None:
    settings.ALLOWED_HOSTS = ["*"]
    assert visitor.get("/demo/", headers={"host": "balise.example.org"}).status_code == 404
    for host in ("localhost:8765", "127.0.0.1:8765", "[::1]:8765", "[::1]"):
        assert visitor.get("/demo/", headers={"host": host}).status_code == 200


def test_served_to_others_it_has_no_door(visitor: Client, settings: Any) -> None:
    settings.BALISE_SERVED_HERE = False
    assert visitor.get("/demo/").status_code == 404
    assert {"localhost", "127.0.0.1", "[::1]", "::1"} == here._NAMES
