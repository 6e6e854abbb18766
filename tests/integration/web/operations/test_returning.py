"""What a backup must not bring back with it, on the tables alone; the whole way is in ``test_backups``."""

from __future__ import annotations

import contextlib
import datetime as dt
from types import SimpleNamespace

import pytest

from balise.web.operations import upgrading
from balise.web.operations.backups.returning import leave_numbers_behind
from balise.web.questions.models import TABLE, Question
from balise.web.vault.models import WrappedKey

pytestmark = pytest.mark.django_db


def test_numbers_that_had_a_key_are_left_behind_and_names_drawn_by_chance_are_not_numbers(
    cast: SimpleNamespace, now: dt.datetime
) -> None:
    def asked() -> int:
        return Question.objects.create(asker=cast.employee, voice="personal", asked=now).pk

    first = asked()
    for table, record in ((TABLE, first + 40), (TABLE, "7" * 32), ("gone.app", 3), ("signatures.signature", "8" * 32)):
        WrappedKey.objects.create(table=table, record=str(record), destroyed=now)
    for _ in range(2):
        leave_numbers_behind()
    assert asked() == first + 41
    leave_numbers_behind()
    assert asked() == first + 42


def test_an_upgrade_that_makes_a_table_anew_draws_no_number_again(
    cast: SimpleNamespace, now: dt.datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    WrappedKey.objects.create(table=TABLE, record="90", destroyed=now)
    monkeypatch.setattr(upgrading, "migrations_due", lambda: [("questions", "9999_anew")])
    monkeypatch.setattr(upgrading, "alone", contextlib.nullcontext)
    monkeypatch.setattr(upgrading, "call_command", lambda *_args, **_options: None)
    monkeypatch.setattr(upgrading, "make", lambda _path: SimpleNamespace(path=None))
    upgrading.upgrade(now=now)
    assert Question.objects.create(asker=cast.employee, voice="personal", asked=now).pk == 91
