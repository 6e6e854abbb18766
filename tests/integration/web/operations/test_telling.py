"""A backup that failed is told once a day and waits until one succeeds; a restoration makes the index again."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import replace
from types import SimpleNamespace
from typing import Any

import pytest
from django.utils import timezone

from balise.web.notifications.models import Notification
from balise.web.operations import transitions
from balise.web.people.models import Person
from balise.web.publishing.content import Draft
from balise.web.publishing.models import Publication
from balise.web.publishing.transitions import create_publication
from balise.web.search import registry
from balise.web.search.models import Entry
from balise.web.search.queries import Wanted, search
from balise.web.tasks.queries import tasks_for
from balise.web.vault.models import WrappedKey
from balise.web.workflow import System

pytestmark = pytest.mark.django_db
BY = System("schedule")
WORD = "ornithorynque"


@pytest.fixture(autouse=True)
def _second_factor_elsewhere(settings: Any) -> None:
    settings.BALISE_OIDC_SECOND_FACTOR = True


def _fail(slot: str, now: dt.datetime) -> None:
    backup = transitions.begin(actor=BY, slot=slot, now=now)
    transitions.fail(actor=BY, backup=backup, error="disk-full", now=now)


def _waits(cast: SimpleNamespace, now: dt.datetime) -> Iterator[tuple[str, dt.datetime | None]]:
    for name, person in vars(cast).items():
        person.forget_roles()
        for one in tasks_for(person, now=now):
            if one.task.id == "backup.repair":
                yield name, one.task.due


def test_who_looks_after_backups_is_told_once_a_day(cast: SimpleNamespace, now: dt.datetime) -> None:
    for minutes in range(3):
        _fail("daily", now + dt.timedelta(minutes=minutes))
    told = Notification.objects.filter(kind="backup.failed")
    assert [one.person.username for one in told] == [cast.admin.username]
    _fail("daily", now + dt.timedelta(days=1))
    assert told.all().count() == 2


def test_it_waits_until_a_backup_succeeds(cast: SimpleNamespace, now: dt.datetime) -> None:
    assert not list(_waits(cast, now))
    _fail("one", now)
    ((name, due),) = _waits(cast, now)
    assert name == "admin"
    _fail("two", now + dt.timedelta(days=3))
    assert list(_waits(cast, now + dt.timedelta(days=3))) == [("admin", due)]  # late since the first
    backup = transitions.begin(actor=BY, slot="three", now=now + dt.timedelta(days=4))
    assert list(_waits(cast, now + dt.timedelta(days=4)))  # under way is not done
    said = {"file": "x", "size": 1, "sha256": "0", "audit_number": 1}
    transitions.finish(actor=BY, backup=backup, now=now + dt.timedelta(days=4), **said)
    assert not list(_waits(cast, now + dt.timedelta(days=4)))


def test_after_a_restoration_search_finds_what_is_there_and_nothing_destroyed(
    cast: SimpleNamespace, now: dt.datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    def write(text: str) -> Publication:
        draft = Draft(common=text, networks=("facebook",))
        return create_publication(actor=cast.employee, voice="official", draft=draft, now=now)

    def found(reader: Person) -> set[str]:
        hits = search(reader=reader, wanted=Wanted(words=WORD), today=timezone.localdate()).hits
        return {hit.entry.record for hit in hits if hit.entry.kind == "publication"}

    kept, changed, gone, destroyed = (write(f"Un {WORD} {number}.") for number in range(4))
    # What no signal told the index of, as when tables are put back beneath it.
    Entry.objects.filter(kind="publication", record=str(kept.pk)).delete()
    Publication.objects.filter(pk=changed.pk).update(
        draft=Draft(common="Autre chose.", networks=("facebook",)).as_json()
    )
    Publication.objects.filter(pk=gone.pk)._raw_delete(using="default")
    source = replace(registry._sources["publication"], vault_table="tests.secret")
    monkeypatch.setitem(registry._sources, "publication", source)
    WrappedKey.objects.create(table="tests.secret", record=str(destroyed.pk), wrapped=None, destroyed=now)
    assert found(cast.employee) != {str(kept.pk)}
    transitions.record_restoration(now=now, made=now, audit_number=1, destroyed_again=1, to_settle=0)
    assert found(cast.employee) == {str(kept.pk)}
