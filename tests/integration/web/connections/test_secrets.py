"""No token, secret or password shows anywhere in clear: rows on disk, logs, errors, pages, the terminal, the API."""

from __future__ import annotations

import datetime as dt
import json
import logging
import traceback
from collections.abc import Callable, Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from click.testing import CliRunner
from django.conf import settings as django_settings
from django.core import serializers
from django.db import connection as database
from django.test import Client
from django.utils import timezone

from balise.cli import balise, starting
from balise.networks.credentials import Secret, Tokens
from balise.networks.errors import NetworkError
from balise.networks.http import Http
from balise.web.connections import opening
from balise.web.connections.asking import Failed, come_back
from balise.web.connections.health import look_after
from balise.web.connections.models import Application, Attempt, Connection
from balise.web.connections.opening import opened
from balise.web.connections.sealing import open_application, open_tokens
from balise.web.outbox.dispatching import dispatch
from balise.web.people.models import Person
from tests.integration.web.connections.making import connected, registered
from tests.networks_here import ACCESS, CLIENT_SECRET, Instance

pytestmark = pytest.mark.django_db(transaction=True)
PASSWORD, REFRESH, VERIFY = "canaryPASSWORDword", "canaryREFRESHword", "canaryVERIFYword"
CANARIES = (ACCESS, CLIENT_SECRET, PASSWORD, REFRESH, VERIFY)


def _rows() -> Iterator[bytes]:
    """Every row of every table, as the database gives it back."""
    with database.cursor() as cursor:
        for table in database.introspection.table_names(cursor):
            cursor.execute(f"SELECT * FROM {database.ops.quote_name(table)}")  # noqa: S608 - our own tables
            for row in cursor.fetchall():
                for value in row:
                    yield bytes(value) if isinstance(value, memoryview | bytes) else str(value).encode()


def _files() -> Iterator[bytes]:
    """The data folder as it lies on disk: the database of SQLite, its journal, queues, files."""
    if database.vendor == "sqlite":
        with database.cursor() as cursor:
            cursor.execute("PRAGMA wal_checkpoint(FULL)")
        path = Path(str(database.settings_dict["NAME"]))
        for one in path.parent.glob(f"{path.name}*"):
            yield one.read_bytes()
    for one in Path(django_settings.BALISE_DATA).rglob("*"):
        if one.is_file():
            yield one.read_bytes()


def _clean(said: bytes | str) -> None:
    whole = said if isinstance(said, bytes) else said.encode()
    for canary in CANARIES:
        assert canary.encode() not in whole, canary
        for hidden in (canary.encode("utf-16-le"), canary.encode().hex().encode(), json.dumps(canary)[1:-1].encode()):
            assert hidden not in whole, canary


def _traced(error: BaseException) -> Iterator[str]:
    """What the product’s own frames hold, as a page of errors would show it."""
    for frame, _line in traceback.walk_tb(error.__traceback__):
        if "/src/balise/" in frame.f_code.co_filename:
            yield repr(frame.f_locals)
    yield "".join(traceback.format_exception_only(error))


def _connecting(
    camille: Client, adam: Client, cast: SimpleNamespace, here: Instance
) -> tuple[list[Any], dict[str, str]]:
    """The pages of everybody who has a secret in hand, and what came back from the network."""
    now = timezone.now()
    said = {"client_id": "1234", "secret": CLIENT_SECRET, "verify_token": VERIFY, "settings": ""}
    networks = ("facebook", "linkedin", "x")
    pages = [adam.post(f"/connexions/applications/{network}/", said) for network in networks]
    pages += [adam.get(f"/connexions/applications/{network}/") for network in networks]
    pages.append(adam.get("/connexions/applications/"))
    tokens = Tokens(access=Secret(ACCESS), refresh=Secret(REFRESH), expires=now + dt.timedelta(hours=2))
    connected("x", now=now, tokens=tokens, actor=cast.communications)
    ours = registered("mastodon", now=now, actor=cast.communications)
    bluesky = registered("bluesky", now=now, actor=cast.communications)
    typed = {"handle": "opeq", "password": PASSWORD}
    pages.append(camille.post(f"/connexions/compte/{bluesky.pk}/connecter/", typed))
    pages.append(camille.post(f"/connexions/compte/{ours.pk}/connecter/", {"server": here.origin}, follow=True))
    address = pages[-1].content.decode().partition('href="' + here.origin)[2].partition('"')[0]
    back = here.consent(here.origin + address.replace("&amp;", "&"))
    pages.append(camille.get("/connexions/retour/", back, follow=True))
    _clean(b"".join(_rows()))  # what was granted and not chosen yet is sealed as well
    pages.append(camille.post(pages[-1].redirect_chain[-1][0], {"compte": "7", "publishes": "on"}, follow=True))
    return pages, back


def test_nothing_secret_shows_anywhere(
    here: Instance,
    cast: SimpleNamespace,
    signed_in: Callable[[Person], Client],
    caplog: pytest.LogCaptureFixture,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    caplog.set_level(logging.DEBUG)
    x = {"https://api.x.com": here.origin}
    monkeypatch.setattr(opening, "HTTP", lambda clock: Http(clock=clock, inside=[here.host], routes=x))
    camille = signed_in(cast.communications)
    pages, back = _connecting(camille, signed_in(cast.admin), cast, here)
    every = list(Connection.objects.select_related("account"))
    assert len(every) == 2
    paths = [f"compte/{one.account_id}/{page}" for one in every for page in ("", "deconnecter/", "connecter/")]
    pages += [camille.get(f"/connexions/{path}") for path in ["", *paths]]
    pages += [camille.get(f"/comptes-officiels/registre/{one.account_id}/") for one in every]
    for page in pages:
        assert page.status_code in {200, 302, 422}
        _clean(page.content)
        _clean(str(page.headers))

    here.down = True
    later = timezone.now() + dt.timedelta(hours=3)
    errors: list[BaseException] = []
    for one in every:
        with pytest.raises(NetworkError) as caught:
            opened(one, now=later).verify()
        errors.append(caught.value)
    with pytest.raises(Failed) as failed:
        come_back(actor=cast.communications, query=back, session="", now=later)
    for error in [*errors, failed.value]:
        _clean("\n".join(line for line in _traced(error) if back["code"] not in line))
    look_after(now=later + dt.timedelta(hours=4))
    dispatch(clock=lambda: later + dt.timedelta(hours=4))
    monkeypatch.setattr(starting, "configured", lambda: None)
    for arguments in (["check"], ["check", "--json"], ["list", "--json"]):
        _clean(CliRunner().invoke(balise, ["network", *arguments]).output)
    for model in (Application, Attempt, Connection):
        _clean(serializers.serialize("json", model.objects.all()))
        _clean(repr(list(model.objects.all())))
    rows, files = b"".join(_rows()), b"".join(_files())
    assert b"mastodon.example" in rows
    assert database.vendor != "sqlite" or b"mastodon.example" in files  # it is the right file that is read
    _clean(rows)
    _clean(files)
    _clean("\n".join(f"{record.getMessage()} {record.__dict__}" for record in caplog.records))
    known = Connection.objects.select_related("application").get(network="x")
    assert open_tokens(known).refresh == Secret(REFRESH)  # sealed, and not lost
    assert known.application is not None
    assert open_application(known.application).client_secret == Secret(CLIENT_SECRET)
