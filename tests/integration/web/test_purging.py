"""Technical rows go after a while; what waits for a person, or what a person decided, never does by itself."""

from __future__ import annotations

import datetime as dt
from types import SimpleNamespace

import pytest

from balise.web.api import replaying
from balise.web.api.models import Replay
from balise.web.config import jobs
from balise.web.notifications import purging as notifications
from balise.web.notifications.models import Notification
from balise.web.outbox import purging as outbox
from balise.web.outbox.models import Intervention, OutboxRow

pytestmark = pytest.mark.django_db
DAY = dt.timedelta(days=1)


def test_mails_long_gone_are_let_go(cast: SimpleNamespace, now: dt.datetime, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(outbox, "_AT_ONCE", 2)
    old, fresh = now - outbox.KEPT - DAY, now - outbox.KEPT + DAY
    for state in OutboxRow.State.values:
        OutboxRow.objects.create(kind="x", state=state, created=old, ended=old if state != "waiting" else None)
    OutboxRow.objects.bulk_create([OutboxRow(kind="y", state="done", created=old, ended=old) for _ in range(5)])
    OutboxRow.objects.create(kind="fresh", state="done", created=old, ended=fresh)
    decided = OutboxRow.objects.create(kind="decided", state="done", created=old, ended=old)
    Intervention.objects.create(row=decided, decision="done", was="uncertain", reason="Reçu.", by=cast.admin, at=old)
    assert outbox.purge(now=now) == 6
    left = set(OutboxRow.objects.values_list("kind", "state"))
    assert left == {("x", one) for one in OutboxRow.State.values if one != "done"} | {
        ("fresh", "done"),
        ("decided", "done"),
    }
    assert Intervention.objects.exists()
    assert outbox.purge(now=now) == 0


def test_old_news_are_let_go(cast: SimpleNamespace, now: dt.datetime, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(notifications, "_AT_ONCE", 2)

    def told(name: str, *, ago: dt.timedelta, read: dt.timedelta | None = None) -> None:
        Notification.objects.create(
            person=cast.employee,
            kind="publication.returned",
            subject_id=name,
            created=now - ago,
            read=None if read is None else now - read,
        )

    season, year = notifications.KEPT_READ, notifications.KEPT_UNREAD
    for number in range(3):
        told(f"read-{number}", ago=season + 2 * DAY, read=season + DAY)
    told("read-lately", ago=season + 2 * DAY, read=season - DAY)
    told("unread", ago=year - DAY)
    told("never-read", ago=year + DAY)
    assert notifications.purge(now=now) == 4
    assert set(Notification.objects.values_list("subject_id", flat=True)) == {"read-lately", "unread"}


def test_keys_of_requests_are_forgotten_though_nobody_sends_another(
    cast: SimpleNamespace, now: dt.datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    for key, ago in (("old", replaying.KEPT + DAY), ("fresh", replaying.KEPT - dt.timedelta(hours=1))):
        Replay.objects.create(person=cast.employee, key=key, asked="x", publication_id=1, created=now - ago)
    monkeypatch.setattr(jobs, "close_old_connections", lambda: None)
    monkeypatch.setattr(jobs.timezone, "now", lambda: now)
    jobs.let_go.call_local()
    assert set(Replay.objects.values_list("key", flat=True)) == {"fresh"}
