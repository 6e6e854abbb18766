"""Killed while tokens are renewed, at any place: the account is still ours, or somebody is told that it is not."""

from __future__ import annotations

import datetime as dt
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from django.db import connection as database
from django.utils import timezone

from balise.networks.credentials import Secret, Tokens
from balise.networks.errors import LostPermission
from balise.networks.x.joining import Joining
from balise.web.connections.models import Connection
from balise.web.connections.opening import RENEWING, opened
from balise.web.connections.sealing import open_tokens
from balise.web.notifications.models import Notification
from tests.integration.web.connections.making import connected
from tests.integration.web.connections.refreshing import moved

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.mark.parametrize(("place", "state"), [("asking", "active"), ("answered", "broken"), ("kept", "active")])
def test_killed_while_renewing(place: str, state: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    now, held = timezone.now(), tmp_path / "held"
    held.write_text("first", encoding="utf-8")
    tokens = Tokens(access=Secret("old"), refresh=Secret("first"), expires=now + dt.timedelta(minutes=1))
    connection = connected("x", now=now - dt.timedelta(hours=2), tokens=tokens)
    process = subprocess.Popen(
        [sys.executable, str(Path(__file__).with_name("renewing_process.py")), str(connection.pk), str(held), place],
        env={
            **os.environ,
            "TESTED_DATABASE": str(database.settings_dict["NAME"]),
            "PYTHONPATH": os.pathsep.join([*sys.path, str(Path(__file__).parents[4])]),
        },
        stdout=subprocess.PIPE,
        text=True,
    )
    try:
        assert process.stdout is not None
        assert process.stdout.readline() == "here\n"
    finally:
        process.kill()
        process.communicate()

    def refresh(_joining: Any, *, grant: Any, now: dt.datetime, **_more: Any) -> Tokens:
        return moved(held, grant.tokens, now=now)

    monkeypatch.setattr(Joining, "refresh", refresh)
    later = timezone.now() + RENEWING
    if state == "broken":  # the answer was lost on its way, with the only tokens that the network still takes
        with pytest.raises(LostPermission):
            opened(connection, now=later)
        assert Notification.objects.filter(kind="presence.connection").exists()
    else:
        opened(connection, now=later)
        refresh_token = open_tokens(Connection.objects.get()).refresh
        assert refresh_token is not None
        assert refresh_token.reveal() == held.read_text(encoding="utf-8") == "first+"
    assert Connection.objects.get().state == state
