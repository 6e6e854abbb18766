"""Killed at any point of publishing to three networks: each post is there once, or a person is asked. Never twice."""

from __future__ import annotations

import datetime as dt
import os
import subprocess
import sys
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from django.db import connection

from balise.networks.registry import all_networks
from balise.web.outbox.models import OutboxRow
from balise.web.publishing import transitions
from balise.web.publishing.models import Dispatch
from tests.integration.web.connections.making import connected
from tests.integration.web.publishing import shelf

pytestmark = pytest.mark.django_db(transaction=True)
KILLS = int(os.environ.get("BALISE_TESTS_KILLS", "20"))  # ``make killed`` asks for a hundred


@pytest.mark.slow
def test_a_post_is_there_once_or_somebody_is_asked(
    tmp_path: Path,
    cast: SimpleNamespace,
    write: Callable[..., Any],
    send: Callable[..., Any],
    now: dt.datetime,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    for number, name in enumerate(shelf.NETWORKS, 1):
        monkeypatch.setitem(all_networks(), name, all_networks()[name])
        connected(name, now=now, remote_id=str(number))
    monkeypatch.setenv(shelf.FOLDER, "")
    shelf.put_in_place(tmp_path)
    count = max(4, KILLS // 3)
    for number in range(count):
        post = send(write(cast.employee, networks=shelf.NETWORKS, text=f"Notre collecte numéro {number} est samedi."))
        post = transitions.approve(
            actor=cast.communications, publication=post, content_hash=post.hash, by=["communications"], now=now
        )
        transitions.send(actor=cast.communications, publication=post, now=now)
    environment = {
        **os.environ,
        "TESTED_DATABASE": str(connection.settings_dict["NAME"]),
        "BALISE_TESTS_SHELF_PAUSE": "0.03",
        "PYTHONPATH": os.pathsep.join([str(Path(__file__).parents[4]), *sys.path]),
    }
    script = str(Path(__file__).with_name("killed_carrier.py"))
    done = subprocess.run(
        [sys.executable, script, str(tmp_path), str(KILLS), "balise"],
        env=environment,
        capture_output=True,
        text=True,
        timeout=540,
        check=False,
    )
    assert done.returncode == 0, done.stderr[-2_000:]
    killed = int(done.stdout.split()[-1])
    for name in shelf.NETWORKS:
        there = Counter(one["marker"] for one in shelf.posts(tmp_path, name))
        assert max(there.values()) == 1, (name, there)
        for one in Dispatch.objects.filter(network=name):
            assert one.state in {Dispatch.State.DONE, Dispatch.State.UNSURE}, (name, one.state, one.problem)
            if one.state == Dispatch.State.DONE:
                assert there[one.marker] == 1, name
                assert one.publication.placements.filter(network=name).count() == 1
    unsure = Dispatch.objects.filter(state=Dispatch.State.UNSURE)
    assert {one.network for one in unsure} <= {"x"}  # where its list can prove, nobody is asked for nothing
    assert OutboxRow.objects.filter(kind="publishing.send", state="uncertain").count() == unsure.count()
    assert killed >= min(KILLS, count), killed
    print(f"{killed} killed, {count} posts on three networks, {unsure.count()} asked of a person")
