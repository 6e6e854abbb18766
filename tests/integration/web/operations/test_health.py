"""What machines ask (alive, ready, measures), what the logs tell, and the page of operations."""

from __future__ import annotations

import datetime as dt
import json
import logging
from collections.abc import Callable
from io import StringIO
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from django.conf import settings
from django.db import OperationalError, connection
from django.test import Client
from django.utils import timezone

from balise.web.audit import triggers
from balise.web.config.logging import Structured, formatter
from balise.web.operations import health_checks, processes
from balise.web.operations.health import findings, readiness
from balise.web.operations.models import Backup, Process
from balise.web.people.models import Person

CANARY = "canari-texte-d’une-personne"


@pytest.fixture(autouse=True)
def _asked_anew() -> None:
    readiness.forget()


def test_alive_and_ready(db: None) -> None:
    for address in ("/healthz", "/readyz"):
        answer = Client().get(address)
        assert (answer.status_code, answer.content) == (200, b"ok\n")
        assert answer.headers["Cache-Control"] == "no-store"


def test_ready_says_in_a_word_what_is_lacking(lifted_triggers: None, monkeypatch: pytest.MonkeyPatch) -> None:
    answer = Client().get("/readyz")
    assert (answer.status_code, answer.content) == (503, b"triggers\n")
    triggers.install()
    readiness.forget()
    monkeypatch.setattr("balise.web.operations.health.wrong_keys", lambda: [("vault", "missing")])
    assert Client().get("/readyz").content == b"keys\n"
    readiness.forget()
    monkeypatch.setattr(readiness, "_wanted", frozenset({("people", "9999_later")}))
    assert Client().get("/readyz").content == b"migrations\nkeys\n"
    readiness.forget()

    def down() -> None:
        raise OperationalError(CANARY)

    monkeypatch.setattr("balise.web.operations.health.wrong_keys", down)
    answer = Client().get("/readyz")
    assert (answer.status_code, answer.content) == (503, b"database\n")
    assert Client().get("/healthz").status_code == 200  # a database that is down is no reason to kill the process


@pytest.mark.parametrize(
    ("said", "request_from", "status"),
    [
        ({}, {}, 404),
        ({"BALISE_METRICS": True}, {}, 200),
        ({"BALISE_METRICS": True}, {"REMOTE_ADDR": "203.0.113.9"}, 404),
        ({"BALISE_METRICS": True}, {"HTTP_X_FORWARDED_FOR": "203.0.113.9"}, 404),
        ({"BALISE_METRICS": True, "BALISE_BEHIND_PROXY": True}, {}, 404),
        ({"BALISE_METRICS_TOKEN": "jeton"}, {}, 404),
        ({"BALISE_METRICS_TOKEN": "jeton"}, {"HTTP_AUTHORIZATION": "Bearer autre"}, 404),
        ({"BALISE_METRICS_TOKEN": "jeton"}, {"HTTP_AUTHORIZATION": "Bearer jeton", "REMOTE_ADDR": "203.0.113.9"}, 200),
    ],
)
def test_measures_are_for_who_may_read_them(
    db: None, settings: Any, said: dict[str, Any], request_from: dict[str, str], status: int
) -> None:
    for name, value in said.items():
        setattr(settings, name, value)
    assert Client().get("/metrics", **request_from).status_code == status


def test_measures_name_views_and_nobody(
    cast: SimpleNamespace, signed_in: Callable[[Person], Client], settings: Any
) -> None:
    settings.BALISE_METRICS = True
    browser = signed_in(cast.employee)
    browser.get("/personnes/moi/", {"texte": CANARY})
    Client().get(f"/{CANARY}/")
    Client().generic("CANARI", "/personnes/moi/")
    page = Client().get("/metrics").content.decode()
    assert 'balise_requests_total{method="GET",status="200",view="directory:profile"} ' in page
    assert 'view="unmatched"' in page
    assert "balise_ready 1.0" in page
    assert 'balise_outbox_rows{state="waiting"} 0.0' in page
    for word in ("canari", "CANARI", cast.employee.username, "/personnes"):
        assert word not in page


@pytest.fixture
def lines() -> Any:
    stream = StringIO()
    handler = logging.StreamHandler(stream)
    handler.setFormatter(Structured())
    logging.getLogger().addHandler(handler)
    yield lambda: [json.loads(line) for line in stream.getvalue().splitlines()]
    logging.getLogger().removeHandler(handler)


def test_logs_are_objects_that_carry_the_number_given_back(db: None, lines: Callable[[], list[dict[str, Any]]]) -> None:
    given = "3f2504e0-4f89-41d3-9a0c-0305e82c3301"
    answer = Client().get("/compte/login/", {"texte": CANARY}, headers={"X-Request-ID": given})
    assert answer.headers["X-Request-ID"] == given
    (told,) = [line for line in lines() if line["message"] == "answered"]
    assert told["request"] == given
    assert (told["view"], told["status"], told["method"]) == ("account_login", 200, "GET")
    assert dt.datetime.fromisoformat(told["time"]).tzinfo is not None


@pytest.mark.parametrize("given", [CANARY, "jean.tremblay", "1234", "0" * 65, "abcdef12\n", ""])
def test_a_number_that_could_be_a_text_is_replaced(db: None, lines: Callable[[], Any], given: str) -> None:
    answer = Client().get("/compte/login/", headers={"X-Request-ID": given})
    assert answer.headers["X-Request-ID"] != given
    assert len(answer.headers["X-Request-ID"]) == 12
    assert CANARY not in json.dumps(lines(), ensure_ascii=False)


def test_no_text_of_a_person_reaches_structured_logs(db: None, lines: Callable[[], Any]) -> None:
    Client().post("/compte/login/", {"login": CANARY, "password": CANARY})
    Client().get(f"/{CANARY}/", {"texte": CANARY})
    try:
        raise RuntimeError(CANARY)  # noqa: TRY301
    except RuntimeError:
        logging.getLogger("django.request").exception(
            "Internal Server Error: %s", CANARY, extra={"facts": {"x": CANARY}}
        )
    told = lines()
    assert "canari" not in json.dumps(told, ensure_ascii=False)
    assert told[-1]["trace"][-1].strip() == "builtins.RuntimeError"


def test_the_form_of_logs_is_chosen() -> None:
    assert isinstance(formatter("auto", terminal=False), Structured)
    assert not isinstance(formatter("auto", terminal=True), Structured)
    assert isinstance(formatter("json", terminal=True), Structured)
    with pytest.raises(ValueError, match="BALISE_LOG_FORMAT"):
        formatter("xml", terminal=True)


def test_the_page_shows_what_runs_and_what_was_kept(
    cast: SimpleNamespace, signed_in: Callable[[Person], Client], now: dt.datetime, settings: Any
) -> None:
    settings.BALISE_OIDC_SECOND_FACTOR = True  # asked elsewhere
    said = {"kind": "web", "number": 1, "version": "0.1.0", "started": now}
    Process.objects.create(name="a", machine="un", seen=now, **said)
    Process.objects.create(name="b", machine="deux", seen=now - dt.timedelta(minutes=5), **said)
    Process.objects.create(name="c", machine="trois", seen=now, ended=now, **said)
    Backup.objects.create(slot="daily-1", state="failed", made_by="schedule", error="disk-full", started=now, ended=now)
    page = signed_in(cast.admin).get("/exploitation/").content.decode()
    for word in ("Actif", "Sans nouvelles", "Arrêté", "un", "deux", "trois", "disk-full", "Manquée", "dernier signe"):
        assert word in page, word
    english = signed_in(cast.admin).get("/exploitation/", headers={"accept-language": "en"})
    assert english.status_code == 200
    empty = Client()
    empty.force_login(cast.admin, backend="django.contrib.auth.backends.ModelBackend")
    Process.objects.all().delete()
    Backup.objects.all().delete()
    page = empty.get("/exploitation/").content.decode()
    assert "Aucun processus" in page
    assert "Aucune sauvegarde" in page


def _levels(check: str, *, now: dt.datetime) -> list[str]:
    return [one.level for one in findings(now=now) if one.check == check]


def test_the_doctor_sees_each_thing(db: None, now: dt.datetime, settings: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    said = {"version": "0", "started": now, "seen": now, "machine": "ailleurs", "number": 1}
    Process.objects.create(name="w", kind="web", **said)
    assert _levels("jobs", now=now) == ["wrong"]
    Process.objects.create(name="j", kind="jobs", **said)
    assert _levels("jobs", now=now) == ["good"]
    Process.objects.filter(name="j").update(seen=now + dt.timedelta(hours=1))
    assert _levels("clock", now=now) == ["wrong"]
    Process.objects.all().delete()
    assert _levels("jobs", now=now) == ["advice"]
    assert _levels("clock", now=now) == ["good"]

    old = now - dt.timedelta(days=3)
    done = Backup.objects.create(slot="d", state="done", made_by="schedule", started=old, ended=old)
    assert _levels("backup", now=now) == ["wrong"]
    Backup.objects.filter(pk=done.pk).update(started=now)
    assert _levels("backup", now=now) == ["good"]
    Backup.objects.create(slot="e", state="failed", error="disk-full", made_by="schedule", started=now)
    assert _levels("backup", now=now) == ["wrong", "good"]

    monkeypatch.setattr(health_checks, "LEAST_SPACE", 10**12)
    assert set(_levels("disk", now=now)) == {"wrong"}
    assert _levels("address", now=now) == ["advice"]
    settings.BALISE_SERVED_HERE = False
    settings.BALISE_BEHIND_PROXY = True
    settings.ALLOWED_HOSTS = ["balise.example.org"]
    assert _levels("address", now=now) == ["good"]
    assert _levels("mail", now=now) == ["advice"]
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 9
    assert _levels("mail", now=now) == ["wrong"]
    monkeypatch.setitem(health_checks.LOOKS, "policy", lambda moment: (_ for _ in ()).throw(RuntimeError(CANARY)))
    assert _levels("policy", now=now) == ["wrong"]
    assert CANARY not in str(findings(now=now))


def test_the_doctor_sees_open_modes_and_lost_keys(
    transactional_db: None, now: dt.datetime, cast: SimpleNamespace
) -> None:
    from balise.web.vault.sealing import seal

    seal("secret", table="cases.case", column="facts", record=7)
    key = Path(settings.BALISE_KEYS) / "vault.key"
    assert _levels("key", now=now) == ["good"]
    key.chmod(0o644)
    assert "wrong" in _levels("modes", now=now)
    key.chmod(0o600)
    content = key.read_bytes()
    key.unlink()
    try:
        assert _levels("key", now=now) == ["wrong"]
        assert not key.exists()  # looking draws none
        key.write_bytes(bytes(32))
        assert _levels("key", now=now) == ["wrong"]
    finally:
        key.write_bytes(content)
        key.chmod(0o600)


def test_a_process_tells_its_life_and_its_end(transactional_db: None) -> None:
    beat = processes.Heartbeat("jobs")
    now = timezone.now()
    beat.beat(now=now)
    (alive,) = processes.alive(now=now)
    assert (alive.kind, alive.ended) == ("jobs", None)
    assert processes.alive(now=now + dt.timedelta(minutes=2)) == []
    beat.end()
    assert processes.alive(now=now) == []
    Process.objects.update(ended=None, number=999_999_999)
    assert processes.bury_dead(now=now) == 1
    processes.Heartbeat("web").beat(now=now + dt.timedelta(days=3))
    assert Process.objects.count() == 1  # the old one is forgotten
    connection.close()
