"""The number of queries of the pages people wait for does not grow with what they hold."""

from __future__ import annotations

from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

pytestmark = pytest.mark.django_db
Make = Callable[..., Any]


def _count(client: Client, address: str) -> int:
    client.get(address)  # what is read once a process is read
    with CaptureQueriesContext(connection) as queries:
        assert client.get(address).status_code == 200
    return len(queries)


def test_the_queue(cast: SimpleNamespace, seat: Callable[[Any], Client], write: Make, send: Make) -> None:
    seats = {name: seat(getattr(cast, name)) for name in ("communications", "management", "manager", "partner")}
    send(write(cast.employee))
    before = {name: _count(client, "/approbations/") for name, client in seats.items()}
    for _ in range(12):
        send(write(cast.employee))
    assert {name: _count(client, "/approbations/") for name, client in seats.items()} == before
    assert max(before.values()) <= 22, before


def test_the_lists(cast: SimpleNamespace, seat: Callable[[Any], Client], write: Make, send: Make) -> None:
    camille = seat(cast.communications)
    addresses = ("/publications/", "/publications/?voir=toutes", "/publications/?voir=a-publier")
    send(write(cast.employee))
    before = [_count(camille, address) for address in addresses]
    for _ in range(12):
        send(write(cast.employee))
        write(cast.communications)
    assert [_count(camille, address) for address in addresses] == before
    assert max(before) <= 16, before


def test_a_publication(cast: SimpleNamespace, seat: Callable[[Any], Client], write: Make, send: Make, now: Any) -> None:
    from dataclasses import replace

    from balise.web.publishing import transitions

    sent = send(write(cast.employee, networks=("facebook", "x", "linkedin")))
    camille, elise = seat(cast.communications), seat(cast.employee)
    addresses = (f"/publications/{sent.pk}/", f"/approbations/{sent.pk}/", f"/publications/{sent.pk}/historique/")
    before = [_count(camille, address) for address in addresses]
    for number in range(6):
        back = transitions.return_to_author(
            actor=cast.communications, publication=sent, content_hash=sent.hash, reason="Encore.", now=now
        )
        changed = transitions.save_draft(
            actor=cast.employee,
            publication=back,
            version=back.version,
            draft=replace(back.content, common=f"Version {number}"),
            title="",
            planned=None,
            now=now,
        )
        sent = send(changed)
    assert [_count(camille, address) for address in addresses] == before
    assert max(before) <= 30, before
    assert _count(elise, f"/publications/{sent.pk}/") <= 28
