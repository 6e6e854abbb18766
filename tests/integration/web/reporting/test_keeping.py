"""What is kept, for how long, and what neither the logs, the measures nor the database may tell."""

from __future__ import annotations

import datetime as dt
import logging
from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

import pytest
from django.test import Client
from django.urls import get_resolver

from balise.web.notifications.models import Notification
from balise.web.operations import measures
from balise.web.reporting import receipts, routing
from balise.web.reporting.models import File, Message, Part
from balise.web.reporting.showing import opened
from balise.web.reporting.transitions import handling
from balise.web.reporting.transitions.delivering import deliver_batch
from balise.web.retention.transitions import destroy_due
from balise.web.tasks.queries import tasks_for
from balise.web.vault.models import WrappedKey
from balise.web.vault.sealing import destroy

pytestmark = pytest.mark.django_db
Report = Callable[..., Any]


def test_two_years_after_it_is_closed_nothing_is_left(cast: SimpleNamespace, report: Report, now: dt.datetime) -> None:
    from balise.web.reporting.cleaning import Bare

    part = report("conflict", files=[Bare(content=b"texte", ending="txt")])[0]["hr"]
    open_ = report("work")[0]["hr"]
    handling.close(actor=cast.hr, part=part, text="Réglé.", now=now)
    assert destroy_due(now=now + dt.timedelta(days=729)) == 0
    assert destroy_due(now=now + dt.timedelta(days=731)) == 1
    assert list(Part.objects.values_list("pk", flat=True)) == [open_.pk]  # what is not closed is never destroyed
    assert not File.objects.exists()
    assert not Message.objects.exists()
    assert WrappedKey.objects.get(table="reporting.part", record=str(part.pk)).wrapped is None


def test_a_destroyed_key_leaves_a_page_that_says_so(report: Report, cast: SimpleNamespace, now: dt.datetime) -> None:
    part, code = report("work")
    destroy(table="reporting.part", record=part["hr"].pk, now=now)
    assert not opened(part["hr"], desk=True, language="fr").readable
    witness = Client()
    witness.post("/signalements/suivi/", {"code": code})
    assert "ne peuvent plus être lus" in witness.get("/signalements/suivi/conversations/1/").content.decode()


def test_no_hour_is_kept(report: Report, cast: SimpleNamespace, now: dt.datetime) -> None:
    from django.db.models import DateTimeField

    report("conflict", "post")
    deliver_batch(now=now)
    for model in (Part, Message, File):
        assert not [field.name for field in model._meta.get_fields() if isinstance(field, DateTimeField)]
    for key in WrappedKey.objects.filter(table="reporting.part"):
        local = key.created.astimezone(dt.timezone(dt.timedelta(hours=-5)))
        assert (local.minute, local.second, local.microsecond) == (0, 0, 0)


def test_logs_and_measures_say_nothing_of_who_came(
    cast: SimpleNamespace, caplog: pytest.LogCaptureFixture, report: Report
) -> None:
    _parts, code = report("work")
    caplog.set_level(logging.INFO)
    client = Client()
    before = measures.page().decode()
    for path, said in (
        ("/signalements/", {"step": "kinds"}),
        ("/signalements/suivi/", {"code": "1" * 16}),
        ("/signalements/suivi/", {"code": code}),
        ("/signalements/suivi/conversations/1/", {"words": ""}),
        ("/signalements/suivi/conversations/9/", {"words": "x"}),
    ):
        client.get(path)
        client.post(path, said)
    assert [one.getMessage() for one in caplog.records if one.name.startswith("balise")] == []
    assert "reporting" not in measures.page().decode().replace(before, "")
    assert not [one for one in caplog.records if "signalements" in one.getMessage() and one.name == "balise.web"]


def test_pages_without_an_account_leave_no_trace() -> None:
    public = [entry for entry in _reporting() if entry.callback.needs == "public"]
    assert len(public) == 9
    assert all(getattr(entry.callback, "untold", False) for entry in public)


def _reporting() -> list[Any]:
    resolver = next(one for one in get_resolver().url_patterns if str(one.pattern) == "signalements/")
    return list(resolver.url_patterns)


def test_codes_are_spread_over_all_values() -> None:
    codes = {receipts.code_of(str(number)) for number in range(2_000)}
    assert len(codes) == 2_000
    assert {len(code) for code in codes} == {16}
    assert {code[0] for code in codes} == set("0123456789")


def test_delays_are_those_of_the_policy_and_wait_as_tasks(
    cast: SimpleNamespace, report: Report, now: dt.datetime, today: dt.date
) -> None:
    part = report("work")[0]["hr"]
    assert (routing.receipt_days(), routing.answer_days()) == (2, 10)
    due = routing.receipt_due(part)
    assert due is not None
    assert today < due <= today + dt.timedelta(days=4)

    def waits() -> list[str]:
        cast.hr.forget_roles()
        return [one.task.id for one in tasks_for(cast.hr, now=now) if one.task.id.startswith("report")]

    assert waits() == [f"report.received:{part.pk}"]
    part = handling.acknowledge(actor=cast.hr, part=part, now=now)
    assert waits() == [f"report.acknowledged:{part.pk}"]
    part = handling.answer(actor=cast.hr, part=part, text="Voici.", now=now)
    assert waits() == []
    assert set(Notification.objects.values_list("kind", "person__username")) == {("report.received", "hugo")}
