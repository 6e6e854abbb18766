"""Who reads which field and which file of a part: every role, and every place where somebody may stand."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

import pytest
from django.core import mail
from django.test import Client

from balise.web.access import Permission, Refused, allowed
from balise.web.people.models import Person, RoleHolding
from balise.web.people.roles import Role
from balise.web.reporting.cleaning import Bare
from balise.web.reporting.models import Desk, Level, Part
from balise.web.reporting.receiving import receivers
from balise.web.reporting.transitions import handling, making
from balise.web.setup.models import Organisation
from balise.web.tasks.queries import tasks_for
from balise.web.workflow import Invalid
from tests.integration.web.reporting.conftest import WHAT

pytestmark = pytest.mark.django_db
Report = Callable[..., Any]
Seat = Callable[[Person], Client]
KIND = {"communications": "post", "hr": "conflict", "privacy": "information"}
CAST = [
    "admin",
    "auditor",
    "communications",
    "employee",
    "hr",
    "management",
    "manager",
    "outsider",
    "partner",
    "privacy",
]
FIELDS = {"what": WHAT, "where": "kanariOU", "when": "kanariQUAND", "who": "kanariQUI", "hope": "kanariSOUHAIT"}


@pytest.fixture
def full(now: dt.datetime) -> Callable[[str], Part]:
    """A part whose every field says something, with a file and a message of each side."""
    from balise.web.reporting.transitions.delivering import deliver

    def make(desk: str) -> Part:
        section = making.Section(kinds=[KIND[desk]], said=FIELDS, files=[Bare(content=b"kanariFICHIER", ending="txt")])
        part = making.make(author=None, form=making.a_form(), sections=[section], now=now)[0]
        return deliver(part=part, now=now)

    return make


@pytest.mark.parametrize("desk", list(KIND))
@pytest.mark.parametrize("who", CAST)
def test_each_role_reads_its_desk_and_no_other(
    who: str, desk: str, cast: SimpleNamespace, signed_in: Seat, full: Callable[[str], Part], now: dt.datetime
) -> None:
    part, person = full(desk), getattr(cast, who)
    file = part.files.get()
    client, theirs = signed_in(person), who == desk
    page = client.get(f"/signalements/recus/{part.pk}/")
    for field, words in FIELDS.items():
        assert (words.split()[-1] in page.content.decode()) is theirs, field
    taken = client.get(f"/signalements/recus/{part.pk}/fichiers/{file.reference}/")
    assert (b"kanariFICHIER" in taken.content) is theirs
    assert (taken.status_code == 200) is theirs
    listed = client.get("/signalements/recus/?etat=tous")
    assert (f"/recus/{part.pk}/" in listed.content.decode()) is theirs
    assert bool([one for one in tasks_for(person, now=now) if str(part.pk) in one.task.id]) is theirs
    assert client.get(f"/signalements/miens/{part.pk}/").status_code in {403, 404}
    for verb in ("accuser", "repondre", "fermer", "confier", "partager", "imitation"):
        answer = client.post(f"/signalements/recus/{part.pk}/{verb}/")
        assert (answer.status_code in {403, 404}) is not theirs, verb
    for act in (handling.acknowledge, lambda **given: handling.answer(text="x", **given)):
        if not theirs:
            with pytest.raises(Refused):
                act(actor=person, part=part, now=now)
    for permission in (Permission.REPORT_READ, Permission.REPORT_ANSWER):
        assert allowed(person, permission, part, today=now.date()) is theirs
    search = client.get("/recherche/?q=kanariOU")
    assert "kanariOU</mark>" not in search.content.decode()


def _stands_in(role: Role, alternate: Person) -> None:
    RoleHolding.objects.filter(role=role).update(alternate=alternate)


def test_whoever_is_concerned_does_not_receive_it(cast: SimpleNamespace, report: Report, today: dt.date) -> None:
    plain, _ = report("conflict")
    assert receivers(plain["hr"], today=today) == [cast.hr]
    named, _ = report("conflict", who="Hugo, des ressources humaines")
    assert named["hr"].level == Level.MANAGEMENT  # nobody stands in for him
    assert receivers(named["hr"], today=today) == [cast.management]
    _stands_in(Role.HR, cast.manager)
    ticked, _ = report("conflict", team=True)
    assert receivers(ticked["hr"], today=today) == [cast.manager]
    both, _ = report("conflict", who="HUGO et Manon")
    assert receivers(both["hr"], today=today) == [cast.management]
    three, _ = report("conflict", who="Hugo, Manon et Denise")
    assert {one.pk for one in receivers(three["hr"], today=today)} == {cast.communications.pk, cast.privacy.pk}
    own, _ = report("work", author=cast.hr)
    assert cast.hr not in receivers(own["hr"], today=today)


def test_an_alternate_reads_what_is_theirs_and_nothing_more(
    cast: SimpleNamespace, report: Report, signed_in: Seat
) -> None:
    _stands_in(Role.HR, cast.employee)
    away, _ = report("conflict", team=True)
    plain, _ = report("work")
    client = signed_in(cast.employee)
    assert client.get(f"/signalements/recus/{away['hr'].pk}/").status_code == 200
    assert client.get(f"/signalements/recus/{plain['hr'].pk}/").status_code == 404
    assert f"/recus/{away['hr'].pk}/" in client.get("/signalements/recus/").content.decode()
    hugo = signed_in(cast.hr)
    assert hugo.get(f"/signalements/recus/{away['hr'].pk}/").status_code == 404
    assert "Aucun" not in hugo.get("/signalements/recus/").content.decode().split("<tbody")[-1].split("</tbody")[0]


def test_where_nobody_may_read_it_somebody_outside_does(
    cast: SimpleNamespace, report: Report, now: dt.datetime, django_capture_on_commit_callbacks: Any
) -> None:
    from balise.web.outbox.dispatching import dispatch

    everybody = "Hugo, Denise, Camille et Prune"
    with pytest.raises(Invalid):
        report("conflict", who=everybody)
    assert not Part.objects.exists()
    Organisation.objects.create(
        pack="opeq", changed=now, chair_name="Marguerite", chair_email="presidence@ailleurs.example"
    )
    parts, _code = report("conflict", who=everybody)
    part = parts["hr"]
    assert part.level == Level.OUTSIDE
    assert receivers(part, today=now.date()) == []
    while dispatch(limit=50):
        pass
    sent = mail.outbox[-1]
    assert sent.to == ["presidence@ailleurs.example"]
    assert "kanari" not in sent.body + sent.subject
    path = re.findall(r"/signalements/exterieur/\S+", sent.body)[0]
    reader = Client()
    page = reader.get(path)
    assert "kanari" not in page.content.decode()
    assert "Lire le signalement" in page.content.decode()
    assert reader.get("/signalements/exterieur/lire/").status_code == 404
    assert reader.post(path).status_code == 302
    assert "kanariQUOI" in reader.get("/signalements/exterieur/lire/").content.decode()
    assert reader.post("/signalements/exterieur/lire/", {"action": "acknowledge"}).status_code == 302
    assert reader.post("/signalements/exterieur/lire/", {"action": "answer", "words": ""}).status_code == 422
    assert reader.post("/signalements/exterieur/lire/", {"action": "answer", "words": "Je regarde."}).status_code == 302
    assert reader.post("/signalements/exterieur/lire/", {"action": "close", "words": "Réglé."}).status_code == 302
    assert Part.objects.get().state == "closed"
    assert Client().get(path[:-3] + "xx/").status_code == 404


def test_every_desk_has_its_kinds() -> None:
    assert set(KIND) == set(Desk.values)
