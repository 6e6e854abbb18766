"""The list: overdue first, filtered by the address, acted upon in place, and cheap."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone, translation

from balise.web.people.models import Person
from balise.web.publishing import transitions
from balise.web.publishing.models import Publication
from balise.web.tasks import registry
from balise.web.tasks.deadlines import working_days_after
from balise.web.tasks.queries import When, tasks_for, when
from balise.web.tasks.registry import Gravity, Task
from balise.web.tasks.showing import due_words

Make = Callable[..., Any]
Sign = Callable[[Person], Client]
NOON = dt.datetime(2026, 11, 24, 12, tzinfo=timezone.get_default_timezone())  # a Tuesday
HOUR, DAY = dt.timedelta(hours=1), dt.timedelta(days=1)


def _task(name: str, due: dt.datetime | None = None, **more: Any) -> Task:
    texts = {"what": name, "neutral": name, "why": "x", "left": "x", "url": "/"}
    return Task(id=name, due=due, **texts, **more)


@pytest.fixture
def only(monkeypatch: pytest.MonkeyPatch) -> Callable[..., object]:
    """These tasks and no other."""
    monkeypatch.setattr(registry, "_sources", {})
    return lambda *tasks: registry.register(id="one", label="Un", find=lambda _person, _now: tasks)


@pytest.mark.django_db
def test_overdue_first_then_by_date_the_gravest_first(cast: SimpleNamespace, only: Make) -> None:
    only(
        _task("whenever"),
        _task("tomorrow", NOON + DAY),
        _task("grave tomorrow", NOON + DAY, gravity=Gravity.HIGH),
        _task("late", NOON - HOUR),
        _task("very late", NOON - 3 * DAY),
        _task("grave whenever", gravity=Gravity.HIGH),
        _task("urgent whenever", gravity=Gravity.URGENT),
    )
    found = [one.task.id for one in tasks_for(cast.employee, now=NOON)]
    assert found == ["urgent whenever", "very late", "late", "grave tomorrow", "tomorrow", "grave whenever", "whenever"]


@pytest.mark.parametrize(
    ("due", "whole_day", "expected", "french"),
    [
        (NOON - HOUR, False, When.LATE, "En retard depuis 11\u00a0h\u00a000"),
        (NOON - HOUR, True, When.TODAY, "Aujourd’hui"),
        (NOON - DAY, True, When.LATE, "En retard de 1 jour"),
        (NOON - 3 * DAY, False, When.LATE, "En retard de 3 jours"),
        (NOON + HOUR, False, When.TODAY, "Aujourd’hui, 13\u00a0h\u00a000"),
        (NOON + DAY, False, When.WEEK, "Demain, 12\u00a0h\u00a000"),
        (NOON + 7 * DAY, False, When.WEEK, "Avant le 1er\u00a0décembre 2026"),
        (NOON + 8 * DAY, False, When.LATER, "Avant le 2\u00a0décembre 2026"),
        (None, False, When.LATER, "Sans échéance"),
    ],
)
def test_until_when(due: dt.datetime | None, whole_day: bool, expected: When, french: str) -> None:
    task = _task("x", due, whole_day=whole_day)
    assert when(task, now=NOON) is expected
    with translation.override("fr"):
        assert due_words(task, expected, now=NOON) == french


def test_working_days_leave_out_the_end_of_the_week() -> None:
    friday = dt.datetime(2026, 11, 27, 10, tzinfo=timezone.get_default_timezone())
    assert working_days_after(friday, 1) == dt.datetime(2026, 11, 30, 17, tzinfo=timezone.get_default_timezone())
    assert working_days_after(friday, 6) == dt.datetime(2026, 12, 7, 17, tzinfo=timezone.get_default_timezone())


@pytest.mark.django_db
def test_the_address_says_which_are_shown(cast: SimpleNamespace, only: Make, signed_in: Sign) -> None:
    now = timezone.now()
    only(_task("retardee", now - 2 * DAY), _task("lointaine", now + 30 * DAY))
    browser = signed_in(cast.employee)
    every = browser.get("/").content.decode()
    assert "retardee" in every
    assert "lointaine" in every
    late = browser.get("/?voir=retard").content.decode()
    assert "retardee" in late
    assert "lointaine" not in late
    empty = browser.get("/?voir=aujourdhui").content.decode()
    assert "Rien ne correspond à ces filtres" in empty
    for odd in ("/?voir=x&genre=y&page=z", "/?voir=&genre=one"):
        assert "retardee" in browser.get(odd).content.decode()


@pytest.mark.django_db
def test_management_sees_counts_and_the_three_most_urgent(cast: SimpleNamespace, only: Make, signed_in: Sign) -> None:
    now = timezone.now()
    only(*(_task(f"tache{n}", now + n * DAY) for n in range(-1, 6)))
    browser = signed_in(cast.management)
    page = browser.get("/").content.decode()
    assert [n for n in range(-1, 6) if f">tache{n}<" in page] == [-1, 0, 1]
    assert "Voir les 7 tâches" in page
    assert ">tache5<" in browser.get("/?voir=tout").content.decode()


@pytest.mark.django_db
def test_an_empty_list_says_what_will_appear(cast: SimpleNamespace, only: Make, signed_in: Sign) -> None:
    only()
    page = signed_in(cast.partner).get("/").content.decode()
    assert "Rien ne vous attend" in page
    assert "apparaîtra ici" in page


@pytest.mark.django_db
def test_communications_act_from_the_list(
    cast: SimpleNamespace, write: Make, send: Make, approve: Make, signed_in: Sign
) -> None:
    post = send(write(cast.employee))
    other = send(write(cast.employee, "La collecte reprend mardi."))
    online = approve(send(write(cast.employee, "La collecte reprend jeudi.")), cast.communications)
    desk = signed_in(cast.communications)
    page = desk.get("/").content.decode()
    assert f'value="{post.hash}"' in page
    here = {"next": "/"}
    answer = desk.post(f"/approbations/{post.pk}/approuver/", {"hash": post.hash, "by": "communications", **here})
    assert answer["Location"] == "/"
    answer = desk.post(f"/approbations/{other.pk}/retourner/", {"hash": other.hash, "reason": "Quel mardi?", **here})
    assert answer["Location"] == "/"
    address = {"network": "facebook", "address": "https://www.facebook.com/page/posts/1"}
    answer = desk.post(f"/publications/{online.pk}/fiche/adresse/", address | here)
    assert answer["Location"] == "/"
    states = {one.pk: one.state for one in Publication.objects.all()}
    assert states == {post.pk: "approved", other.pk: "returned", online.pk: "published"}


@pytest.mark.django_db
def test_what_was_approved_in_an_emergency_comes_first_and_says_so(
    cast: SimpleNamespace, write: Make, send: Make, approve: Make, signed_in: Sign, now: dt.datetime
) -> None:
    approve(send(write(cast.employee, planned=now + dt.timedelta(minutes=5))), cast.communications)
    pressing = send(write(cast.employee, "Les locaux sont fermés ce matin."))
    transitions.approve_urgently(
        actor=cast.management, publication=pressing, content_hash=pressing.hash, reason="Tempête.", now=now
    )
    page = signed_in(cast.communications).get("/").content.decode()
    lines = re.findall(r'<li class="task[^"]*" id="([^"]+)">(.*?)</h3>', page, re.DOTALL)
    assert lines[0][0] == f"publication.publish:{pressing.pk}"
    assert "Approuvée en urgence" in lines[0][1]
    assert "Approuvée en urgence" not in lines[1][1]


@pytest.mark.django_db
def test_nothing_is_approved_from_the_list_without_its_source(
    cast: SimpleNamespace, write: Make, send: Make, signed_in: Sign
) -> None:
    post = send(write(cast.employee, "Selon une étude, 90 % des ordinateurs sont jetés trop tôt. C’est prouvé."))
    page = signed_in(cast.communications).get("/").content.decode()
    assert "Il manque une source" in page
    assert "Elise peut nommer la source" in page
    assert f"/approbations/{post.pk}/retourner/" in page
    assert f"/approbations/{post.pk}/approuver/" not in page


@pytest.mark.django_db
def test_an_answer_from_the_list_never_leads_elsewhere(
    cast: SimpleNamespace, write: Make, send: Make, signed_in: Sign
) -> None:
    post = send(write(cast.employee))
    given = {"hash": post.hash, "by": "communications", "next": "https://evil.example/"}
    answer = signed_in(cast.communications).post(f"/approbations/{post.pk}/approuver/", given)
    assert answer["Location"] == "/approbations/"


@pytest.mark.django_db
def test_what_deserves_a_closer_look_is_not_approved_from_the_list(
    cast: SimpleNamespace, write: Make, send: Make, signed_in: Sign
) -> None:
    long = send(write(cast.employee, "La collecte reprend mardi matin à Québec. " * 40))
    page = signed_in(cast.communications).get("/").content.decode()
    assert f"/approbations/{long.pk}/" in page
    assert long.hash not in page


@pytest.mark.django_db
def test_a_text_changed_since_is_not_approved(cast: SimpleNamespace, write: Make, send: Make, signed_in: Sign) -> None:
    post = send(write(cast.employee))
    answer = signed_in(cast.communications).post(
        f"/approbations/{post.pk}/approuver/", {"hash": "0" * 64, "by": "communications", "next": "/"}
    )
    assert answer.status_code == 422
    post.refresh_from_db()
    assert post.state == "submitted"


@pytest.mark.django_db
def test_the_first_page_costs_a_bounded_number_of_queries(
    cast: SimpleNamespace,
    write: Make,
    send: Make,
    signed_in: Sign,
    django_assert_max_num_queries: Callable[..., object],
) -> None:
    desk = signed_in(cast.communications)
    counts = []
    for _ in range(2):
        for _ in range(30):
            send(write(cast.employee))
        desk.get("/?voir=tout&page=2")
        with django_assert_max_num_queries(120) as counted:  # type: ignore[attr-defined]
            desk.get("/")
        counts.append(len(counted.captured_queries))
    assert counts[0] == counts[1], counts  # of the page, whatever waits
