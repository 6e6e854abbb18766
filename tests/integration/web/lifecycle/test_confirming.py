"""That profiles show the end date: in Balise, by a link and its code, on paper; also once the account is over."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

import pytest
import time_machine
from django.core import mail
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from balise.web.access.deciding import Refused
from balise.web.audit.models import Record
from balise.web.evidence.models import SealedFile
from balise.web.lifecycle import queries, transitions
from balise.web.lifecycle.daily import look
from balise.web.lifecycle.models import TABLE, DepartureLink, Stay
from balise.web.outbox.dispatching import dispatch
from balise.web.people.models import Person
from balise.web.vault.models import WrappedKey
from balise.web.workflow import Invalid, WrongState

pytestmark = pytest.mark.django_db
Make = Callable[..., Any]
Sign = Callable[[Person], Client]
PROFILE = "https://www.linkedin.com/in/elise-exemple"
PNG = b"\x89PNG\r\n\x1a\n" + b"0" * 40


def _fresh(stay: Stay) -> Stay:
    return Stay.objects.select_related("person").get(pk=stay.pk)


def test_in_balise_with_a_link_that_is_sealed_and_destroyed_at_closing(
    cast: SimpleNamespace, leaving: Make, now: dt.datetime, signed_in: Sign, waits: Make
) -> None:
    stay = leaving(days=2)
    elise = signed_in(cast.employee)
    assert elise.post("/arrivees-departs/moi/", {}).status_code == 422
    wrong = elise.post("/arrivees-departs/moi/", {"profiles": "dated", "link": "javascript:alert(1)"})
    assert wrong.status_code == 422
    assert "https://" in wrong.content.decode()
    assert elise.post("/arrivees-departs/moi/", {"profiles": "dated", "link": PROFILE}).status_code == 302
    stay = _fresh(stay)
    assert (stay.profiles, stay.confirmed_by) == ("dated", "app")
    assert PROFILE.encode() not in bytes(stay.profile_link)
    assert queries.link_of(stay) == PROFILE
    assert PROFILE in signed_in(cast.hr).get(f"/arrivees-departs/{stay.pk}/").content.decode()
    assert f"stay.confirm:{stay.pk}" not in waits(cast.employee)
    reference = stay.reference
    look(now=now + dt.timedelta(days=3))
    closed = transitions.close(actor=cast.hr, stay=stay, missing=[], now=now + dt.timedelta(days=3))
    assert (bytes(closed.profile_link), closed.missing) == (b"", [])
    assert WrappedKey.objects.get(table=TABLE, record=reference).wrapped is None
    for record in Record.objects.filter(subject_kind="lifecycle.stay"):
        assert "linkedin" not in str(record.detail)


def test_nobody_confirms_for_somebody_else(cast: SimpleNamespace, leaving: Make, now: dt.datetime) -> None:
    stay = leaving(days=2)
    for somebody in (cast.hr, cast.manager, cast.communications, cast.admin):
        with pytest.raises(Refused):
            transitions.confirm(actor=somebody, stay=stay, profiles="dated", link="", now=now)
    with pytest.raises(Invalid):
        transitions.confirm(actor=cast.employee, stay=stay, profiles="none", link=PROFILE, now=now)


def test_by_a_link_after_the_account_has_ended(
    cast: SimpleNamespace, leaving: Make, now: dt.datetime, signed_in: Sign, told: Make, settings: Any
) -> None:
    stay = leaving(days=-1)
    look(now=now)
    manon = signed_in(cast.manager)
    page = manon.post(f"/arrivees-departs/{stay.pk}/lien/", {"address": "elise@maison.example"}).content.decode()
    code = re.search(r"<code>(\d{4} \d{4})</code>", page)
    path = re.search(r"/arrivees-departs/lien/\w+/", page)
    assert code is not None
    assert path is not None
    link = DepartureLink.objects.get()
    assert b"maison" not in bytes(link.address)
    mail.outbox.clear()
    dispatch(limit=100)
    sent = [one for one in mail.outbox if one.to == ["elise@maison.example"]]
    assert len(sent) == 1
    assert path.group(0) in sent[0].body
    assert code.group(1) not in sent[0].body
    assert code.group(1).replace(" ", "") not in sent[0].body
    assert "Elise" not in sent[0].body + sent[0].subject
    outside = Client()
    assert "Écrivez le code" in outside.get(path.group(0)).content.decode()
    assert outside.post(path.group(0), {"profiles": "dated"}).status_code == 422, "the code comes first"
    assert outside.post(path.group(0), {"code": "0000 0000"}).status_code == 422
    assert outside.post(path.group(0), {"code": code.group(1)}).status_code == 302
    assert outside.post(path.group(0), {"profiles": "dated", "link": "nulle part"}).status_code == 422
    done = outside.post(path.group(0), {"profiles": "dated", "link": PROFILE})
    assert "C’est noté".casefold() in done.content.decode().casefold()
    stay = _fresh(stay)
    assert (stay.profiles, stay.confirmed_by, queries.link_of(stay)) == ("dated", "link", PROFILE)
    assert "stay.confirmed" in told(cast.hr)
    assert outside.get(path.group(0)).status_code == 410
    assert Client().get(path.group(0)).status_code == 410


def test_links_that_open_nothing(cast: SimpleNamespace, leaving: Make, now: dt.datetime) -> None:
    stay = leaving(days=2)
    old, _code = transitions.give_link(actor=cast.manager, stay=stay, address="", now=now)
    link, code = transitions.give_link(actor=cast.manager, stay=stay, address="", now=now)
    path, browser = transitions.path_of(link), Client()
    assert browser.get(transitions.path_of(old)).status_code == 410, "a newer one was given"
    assert browser.get(path[:-2] + ("0/" if path[-2] != "0" else "1/")).status_code == 404, "forged"
    assert browser.get("/arrivees-departs/lien/x/").status_code == 404
    from balise.web.signing.links_transitions import link_named

    assert link_named(path.split("/")[-2]) is None, "it does not open the form of the policy"
    with time_machine.travel(now + dt.timedelta(days=31), tick=False):
        assert browser.get(path).status_code == 410
    assert browser.post(path, {"code": code}).status_code == 302
    transitions.stay_on(actor=cast.hr, stay=stay, now=now)
    assert browser.get(path).status_code == 410
    with pytest.raises(WrongState):
        transitions.answer_by_link(link=link, profiles="dated", address="", now=now)
    assert _fresh(stay).profiles == ""


def test_five_wrong_codes_close_a_link(cast: SimpleNamespace, leaving: Make, now: dt.datetime) -> None:
    stay = leaving(days=2)
    link, code = transitions.give_link(actor=cast.hr, stay=stay, address="", now=now)
    path, browser = transitions.path_of(link), Client()
    wrong = "00000000" if code != "00000000" else "11111111"
    for _ in range(4):
        assert browser.post(path, {"code": wrong}).status_code == 422
    assert browser.post(path, {"code": wrong}).status_code == 410
    assert browser.post(path, {"code": code}).status_code == 410


def test_nobody_gives_a_link_to_themselves_nor_out_of_their_team(
    cast: SimpleNamespace, leaving: Make, now: dt.datetime
) -> None:
    own = leaving(cast.hr, days=2, by=cast.admin)
    with pytest.raises(Refused):
        transitions.give_link(actor=cast.hr, stay=own, address="", now=now)
    other = leaving(cast.communications, days=2)
    with pytest.raises(Refused):
        transitions.give_link(actor=cast.manager, stay=other, address="", now=now)
    with pytest.raises(Invalid):
        transitions.give_link(actor=cast.hr, stay=other, address="pas une adresse", now=now)


def test_on_paper_with_the_page_kept_sealed(
    cast: SimpleNamespace, leaving: Make, now: dt.datetime, today: dt.date, signed_in: Sign
) -> None:
    stay = leaving(days=-1)
    look(now=now)
    manon = signed_in(cast.manager)
    printed = manon.get(f"/arrivees-departs/{stay.pk}/papier/").content.decode()
    assert "Elise" in printed
    address = f"/arrivees-departs/{stay.pk}/papier/deposer/"
    form = {"profiles": "dated", "on": f"{today:%d/%m/%Y}"}
    for content, said in ((b"<html>", "ni un PDF ni une image"), (b"", "vide")):
        answer = manon.post(address, {**form, "page": SimpleUploadedFile("p.png", content)})
        assert answer.status_code == 422
        assert said in answer.content.decode()
    future = manon.post(address, form | {"on": f"{today + dt.timedelta(days=1):%d/%m/%Y}"})
    assert future.status_code == 422
    done = manon.post(address, {**form, "page": SimpleUploadedFile("page.png", PNG)})
    assert done.status_code == 302
    stay = _fresh(stay)
    assert (stay.profiles, stay.confirmed_by, stay.confirmed_on) == ("dated", "paper", today)
    kept = SealedFile.objects.get(reference=stay.page)
    assert (kept.kind, kept.source_kind, kept.person) == ("scan", "departure", cast.employee.pk)
    assert signed_in(cast.communications).get(f"/preuves/{kept.reference}/").status_code == 404


def test_a_closed_departure_takes_no_word_any_more(cast: SimpleNamespace, leaving: Make, now: dt.datetime) -> None:
    stay = leaving(days=-1)
    look(now=now)
    link, _code = transitions.give_link(actor=cast.hr, stay=stay, address="elise@maison.example", now=now)
    transitions.close(actor=cast.hr, stay=stay, missing=["profiles"], now=now)
    with pytest.raises(WrongState):
        transitions.answer_by_link(link=link, profiles="dated", address="", now=now)
    with pytest.raises(Invalid):
        transitions.give_link(actor=cast.hr, stay=stay, address="", now=now)
    link.refresh_from_db()
    assert (link.state, bytes(link.address)) == ("cancelled", b"")
    mail.outbox.clear()
    dispatch(limit=100)
    assert not [one for one in mail.outbox if one.to == ["elise@maison.example"]], "too late to be sent"


def test_after_a_restore_no_link_opens(cast: SimpleNamespace, leaving: Make, now: dt.datetime) -> None:
    from balise.web.operations.backups.returning import close_doors

    link, _code = transitions.give_link(actor=cast.hr, stay=leaving(days=2), address="", now=now)
    close_doors(now=now)
    assert Client().get(transitions.path_of(link)).status_code == 410
