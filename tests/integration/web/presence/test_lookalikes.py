"""An address that imitates: reported by anybody, seen by its reporters and who decides, followed to its end."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

import pytest
from django.test import Client

from balise.web.access.pacing import Pace
from balise.web.audit.models import Record
from balise.web.notifications.models import Notification
from balise.web.presence import queries
from balise.web.presence.asking import Said, ask
from balise.web.presence.models import Account, Lookalike, Sighting
from balise.web.presence.transitions import accounts, lookalikes
from balise.web.presence.views import lookalikes as pages
from balise.web.workflow import Invalid, WrongState

pytestmark = pytest.mark.django_db
Enter = Callable[..., Account]
Seat = Callable[[Any], Client]
FALSE = "https://www.facebook.com/0PEQuebec"
NOTE = "On y demande une carte de crédit kanariNOTE"


@pytest.fixture
def ours(enter: Enter) -> Account:
    return enter("facebook", "https://www.facebook.com/OPEQuebec", handle="OPEQuebec")


def _told(kind: str) -> list[str]:
    return sorted(Notification.objects.filter(kind=kind).values_list("person__username", flat=True))


def test_from_a_report_to_its_end(cast: SimpleNamespace, ours: Account, now: dt.datetime) -> None:
    made = lookalikes.report(actor=cast.employee, address=FALSE, note=NOTE, now=now)
    assert (made.state, made.network, made.resembles) == ("reported", "facebook", ours)
    sighting = Sighting.objects.get()
    assert b"kanari" not in bytes(sighting.note)
    assert sighting.open_note() == NOTE
    assert _told("presence.reported") == ["camille"]
    assert ask(FALSE).said is Said.RESEMBLES  # nobody decided yet
    with pytest.raises(WrongState):
        lookalikes.tell_network(actor=cast.communications, lookalike=made, reference="", now=now)
    lookalikes.confirm(actor=cast.communications, lookalike=made, answer="Merci, c’est un faux.", now=now)
    assert _told("presence.answered") == ["elise"]
    assert ask("https://m.facebook.com/0PEQuebec?x=1").said is Said.IMITATION
    made.refresh_from_db()
    assert made.resembles == ours  # what was proposed stays unless another is chosen
    assert made.open_answer() == "Merci, c’est un faux."
    told = lookalikes.tell_network(actor=cast.communications, lookalike=made, reference="FB-1", now=now)
    assert (told.state, told.reference) == ("told", "FB-1")
    with pytest.raises(Invalid):
        lookalikes.close(actor=cast.communications, lookalike=told, outcome="peut-être", now=now)
    closed = lookalikes.close(actor=cast.communications, lookalike=told, outcome="gone", now=now)
    assert (closed.state, closed.outcome) == ("closed", "gone")
    assert ask(FALSE).said is Said.IMITATION  # gone or not, it was one
    assert "kanari" not in str(list(Record.objects.values()))


def test_what_is_no_imitation_has_an_answer_and_is_not_said_to_resemble(
    cast: SimpleNamespace, ours: Account, now: dt.datetime
) -> None:
    made = lookalikes.report(actor=cast.employee, address=FALSE, note="", now=now)
    with pytest.raises(Invalid) as problem:
        lookalikes.dismiss(actor=cast.communications, lookalike=made, answer=" ", now=now)
    assert problem.value.field == "answer"
    lookalikes.dismiss(actor=cast.communications, lookalike=made, answer="Un club du même nom.", now=now)
    assert ask(FALSE).said is Said.NO
    again = lookalikes.report(actor=cast.hr, address=FALSE, note="Encore", now=now)
    assert (again.pk, again.state) == (made.pk, "dismissed")
    assert Sighting.objects.filter(lookalike=made).count() == 2
    lookalikes.reopen(actor=cast.management, lookalike=again, now=now)
    assert ask(FALSE).said is Said.RESEMBLES


def test_one_address_reported_twice_is_one_and_comes_back_when_it_was_over(
    cast: SimpleNamespace, ours: Account, now: dt.datetime
) -> None:
    made = lookalikes.report(actor=cast.employee, address=FALSE, note="", now=now)
    other = lookalikes.report(actor=cast.hr, address="m.facebook.com/0pequebec", note="Moi aussi", now=now)
    same = lookalikes.report(actor=cast.employee, address=FALSE, note="Et encore", now=now)
    assert made.pk == other.pk == same.pk
    assert Sighting.objects.count() == 2
    assert _told("presence.reported") == ["camille"]
    lookalikes.confirm(actor=cast.communications, lookalike=made, answer="", now=now)
    assert _told("presence.answered") == ["elise", "hugo"]
    made.refresh_from_db()
    lookalikes.close(actor=cast.communications, lookalike=made, outcome="changed", now=now)
    assert ask(FALSE).said is Said.RESEMBLES  # it no longer imitates
    back = lookalikes.report(actor=cast.manager, address=FALSE, note="", now=now)
    assert (back.pk, back.state, back.outcome) == (made.pk, "reported", "")
    assert len(_told("presence.reported")) == 2


@pytest.mark.parametrize("address", ["https://facebook.com/opequebec/about", "a@b.ca", "", "javascript:x", "@opeq"])
def test_our_own_and_what_is_no_address_are_refused(
    cast: SimpleNamespace, ours: Account, now: dt.datetime, address: str
) -> None:
    with pytest.raises(Invalid) as problem:
        lookalikes.report(actor=cast.employee, address=address, note="", now=now)
    assert problem.value.field == "address"


def test_a_post_can_be_reported_too(cast: SimpleNamespace, ours: Account, now: dt.datetime) -> None:
    address = "https://x.com/opequebec/status/12?s=20"
    made = lookalikes.report(actor=cast.employee, address=address, note="", now=now)
    assert made.key.startswith("at:x.com/opequebec/status/12")
    lookalikes.confirm(actor=cast.communications, lookalike=made, answer="", now=now)
    assert ask(address).said is Said.IMITATION
    assert ask("https://x.com/opequebec/status/13").said is Said.INSIDE


def test_who_sees_what(cast: SimpleNamespace, ours: Account, now: dt.datetime, today: dt.date, seat: Seat) -> None:
    made = lookalikes.report(actor=cast.employee, address=FALSE, note=NOTE, now=now)
    lookalikes.report(actor=cast.hr, address=FALSE, note="La mienne", now=now)
    page = f"/comptes-officiels/imitations/{made.pk}/"
    opened = {name: seat(who).get(page) for name, who in vars(cast).items() if name != "outsider"}
    readers = {name for name, answer in opened.items() if answer.status_code == 200}
    assert readers == {"employee", "hr", "communications", "management"}
    assert {name for name, answer in opened.items() if answer.status_code == 404} == set(opened) - readers
    assert NOTE in opened["employee"].content.decode()
    assert NOTE not in opened["hr"].content.decode()
    assert "Elise" not in opened["hr"].content.decode().partition("<main")[2]
    both = opened["communications"].content.decode()
    assert NOTE in both
    assert "La mienne" in both
    assert 'href="https://www.facebook.com/0PEQuebec' not in both  # not a link, on purpose
    assert [one.pk for one in queries.lookalikes_for(cast.manager, today=today)] == []
    assert seat(cast.manager).get("/comptes-officiels/imitations/").status_code == 200
    assert seat(cast.employee).post(f"{page}decider/", {"decision": "imite"}).status_code == 403


def test_the_pages_of_a_decision(cast: SimpleNamespace, ours: Account, seat: Seat) -> None:
    reporter, desk = seat(cast.employee), seat(cast.communications)
    wrong = reporter.post("/comptes-officiels/imitations/signaler/", {"address": "rien", "note": NOTE})
    assert wrong.status_code == 422
    assert NOTE in wrong.content.decode()
    sent = reporter.post("/comptes-officiels/imitations/signaler/", {"address": FALSE, "note": NOTE})
    made = Lookalike.objects.get()
    page = f"/comptes-officiels/imitations/{made.pk}/"
    assert sent["Location"] == page
    shown = desk.get(page).content.decode()
    assert "des lettres ou des chiffres qui se ressemblent" in shown
    empty = desk.post(f"{page}decider/", {"decision": "non", "answer": "", "resembles": ""})
    assert empty.status_code == 422
    assert "Dites pourquoi" in empty.content.decode()
    desk.post(f"{page}decider/", {"decision": "imite", "answer": "Oui.", "resembles": str(ours.pk)})
    late = desk.post(f"{page}decider/", {"decision": "non", "answer": "Non."}, follow=True)
    assert "Trop tard" in late.content.decode()
    assert "Signaler la Page" in desk.get(page).content.decode()  # the steps of its network
    assert "Signaler la Page" not in reporter.get(page).content.decode()
    desk.post(f"{page}reseau/", {"reference": "FB-1"})
    assert desk.post(f"{page}clore/", {"outcome": "x"}).status_code == 422
    desk.post(f"{page}clore/", {"outcome": "left"})
    made.refresh_from_db()
    assert (made.state, made.reference, made.outcome) == ("closed", "FB-1", "left")
    assert "Oui." in reporter.get(page).content.decode()
    desk.post(f"{page}reprendre/")
    made.refresh_from_db()
    assert made.state == "reported"
    every = desk.get("/comptes-officiels/imitations/?voir=toutes").content.decode()
    assert "facebook.com/0PEQuebec" in every


def test_nobody_floods_the_desk(
    cast: SimpleNamespace, ours: Account, seat: Seat, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pages, "of_people", Pace(burst=1, rate=0.0001))
    browser = seat(cast.employee)
    assert browser.post("/comptes-officiels/imitations/signaler/", {"address": FALSE}).status_code == 302
    second = browser.post("/comptes-officiels/imitations/signaler/", {"address": "https://autre.example/"})
    assert second.status_code == 429
    assert "https://autre.example/" in second.content.decode()
    assert Lookalike.objects.count() == 1


def test_what_becomes_ours_is_ours(cast: SimpleNamespace, ours: Account, enter: Enter, now: dt.datetime) -> None:
    address = "https://www.instagram.com/opequebec"
    made = lookalikes.report(actor=cast.employee, address=address, note="", now=now)
    lookalikes.confirm(actor=cast.communications, lookalike=made, answer="", now=now)
    taken = enter("instagram", address)  # the network handed it over
    assert ask(address).said is Said.OURS
    accounts.retire(actor=cast.communications, account=taken, now=now)
    assert ask(address).said is Said.IMITATION
