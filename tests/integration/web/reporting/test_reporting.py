"""From what somebody saw to the answer they read, signed or not; nothing of it readable by anybody else."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

import pytest
from django.contrib.sessions.models import Session
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from balise.web.audit.models import Record, Waiting
from balise.web.notifications.models import Notification
from balise.web.people.models import Person
from balise.web.reporting import receipts
from balise.web.reporting.models import File, Message, Part
from balise.web.reporting.transitions import delivering, handling
from balise.web.reporting.transitions.delivering import deliver_batch
from tests.integration.web.reporting.conftest import WHAT, WHO

pytestmark = pytest.mark.django_db
Report = Callable[..., Any]
Seat = Callable[[Person], Client]
START = "/signalements/"


def _described(client: Client, *kinds: str, sign: str = "") -> tuple[str, str]:
    """The second step of the form: its page and its secret."""
    page = client.post(START, {"step": "kinds", "kinds": list(kinds), "sign": sign}).content.decode()
    return page, re.findall(r'name="form" value="([^"]+)"', page)[0]


def _code(page: str) -> str:
    return re.findall(r"\d{4} \d{4} \d{4} \d{4}", page)[0]


def _talks(seat: Client, part: Part, code: str, photo: bytes, now: dt.datetime) -> Client:
    """Back with the code, as somebody copied it; both write to each other until it is closed, and opened again."""
    back = Client()
    assert back.post("/signalements/suivi/", {"code": code.replace(" ", "-")}).status_code == 302
    home = back.get("/signalements/suivi/conversations/").content.decode()
    assert "À lire" in home
    talk = "/signalements/suivi/conversations/1/"
    page = back.get(talk).content.decode()
    assert "kanariREP" in page
    assert "Hugo" not in page  # a service answers, not a person
    assert not Part.objects.get().to_read
    assert (
        back.post(
            talk, {"words": "C’était le 12. kanariSUITE", "files": SimpleUploadedFile("b.jpg", photo)}
        ).status_code
        == 302
    )
    assert "En chemin" in back.get(talk).content.decode()
    page = seat.get(f"/signalements/recus/{part.pk}/").content.decode()
    assert "kanariSUITE" not in page  # until the batch: an hour could tell who
    assert "fichier-2" not in page
    deliver_batch(now=now)
    page = seat.get(f"/signalements/recus/{part.pk}/").content.decode()
    assert "kanariSUITE" in page
    assert "fichier-2" in page
    seat.post(f"/signalements/recus/{part.pk}/fermer/", {"words": "Nous avons agi. kanariFIN"})
    assert "kanariFIN" in back.get(talk).content.decode()
    back.post(talk, {"words": "Cela recommence."})
    deliver_batch(now=now)
    assert Part.objects.get().state == "acknowledged"  # open again
    return back


def test_somebody_anonymous_is_answered(
    cast: SimpleNamespace, signed_in: Seat, photo: bytes, now: dt.datetime, rows: Callable[[], str]
) -> None:
    witness = Client()
    assert "Aucune adresse, aucune heure" in witness.get(START).content.decode()
    page, form = _described(witness, "conflict")
    assert "Ressources humaines" in page
    assert "Communications" not in re.sub(r"<footer.*", "", page, flags=re.DOTALL)
    said = {"step": "send", "kinds": "conflict", "form": form, "hr-what": WHAT, "hr-who": WHO, "hr-when": "hier"}
    sent = {**said, "hr-files": SimpleUploadedFile("photo-de-Lea-kanariNOM.jpg", photo)}
    page = witness.post(START, sent).content.decode()
    code = _code(page)
    assert _code(witness.post(START, said).content.decode()) == code  # a lost answer is asked again, nothing is doubled
    part = Part.objects.get()
    assert (part.state, part.owner, part.files.count()) == ("held", "", 1)
    assert not Session.objects.exists()
    assert not Record.objects.filter(subject_kind="reporting.part").exists()
    assert "conflit" not in signed_in(cast.hr).get("/signalements/recus/").content.decode()
    assert deliver_batch(now=now) == 1
    seat = signed_in(cast.hr)
    assert str(part.pk)[:4] in seat.get("/signalements/recus/").content.decode()
    page = seat.get(f"/signalements/recus/{part.pk}/").content.decode()
    assert "kanariQUOI" in page
    assert "kanariNOM" not in page
    taken = seat.get(re.findall(r'href="([^"]*/fichiers/[^"]*)"', page)[0])
    assert b"kanariARTISTE" not in taken.content
    assert taken.content[:2] == b"\xff\xd8"
    assert 'filename="fichier-1.jpg"' in taken["Content-Disposition"]
    seat.post(f"/signalements/recus/{part.pk}/accuser/")
    seat.post(f"/signalements/recus/{part.pk}/repondre/", {"words": "Merci. kanariREP", "clauses": ["3.3"]})
    back = _talks(seat, part, code, photo, now)
    back.post("/signalements/suivi/quitter/")
    assert back.get("/signalements/suivi/conversations/1/").status_code == 302
    everything = rows()
    for word in ("kanari", "Léa", code, code.replace(" ", "")):
        assert word not in everything, word


def test_signed_reports_reach_at_once_and_are_answered(cast: SimpleNamespace, signed_in: Seat) -> None:
    elise = signed_in(cast.employee)
    _page, form = _described(elise, "information", sign="yes")
    said = {"step": "send", "kinds": "information", "sign": "yes", "form": form, "privacy-what": WHAT}
    assert elise.post(START, said)["Location"] == "/signalements/miens/"
    part = Part.objects.get()
    assert part.state == "received"
    page = signed_in(cast.privacy).get(f"/signalements/recus/{part.pk}/").content.decode()
    assert "Elise" in page
    handling.answer(actor=cast.privacy, part=part, text="Merci, c’est retiré.", now=dt.datetime.now(dt.UTC))
    assert Notification.objects.filter(kind="report.answered", person=cast.employee, subject_id="mine").exists()
    assert "À lire" in elise.get("/signalements/miens/").content.decode()
    assert "c’est retiré" in elise.get(f"/signalements/miens/{part.pk}/").content.decode()
    assert not Notification.objects.filter(person=cast.employee, read=None).exists()
    assert elise.post(f"/signalements/miens/{part.pk}/", {"words": "Merci!"}).status_code == 302
    assert Part.objects.get().waiting
    assert signed_in(cast.manager).get(f"/signalements/miens/{part.pk}/").status_code == 404
    assert signed_in(cast.manager).get(f"/signalements/recus/{part.pk}/").status_code == 404
    # the audit says that there was a report, never by whom
    deliver_batch(now=dt.datetime.now(dt.UTC))
    assert not Record.objects.filter(subject_kind="reporting.part", actor_id=str(cast.employee.pk)).exists()


def test_two_parts_cannot_be_joined(
    cast: SimpleNamespace, signed_in: Seat, report: Report, now: dt.datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    parts, code = report("conflict", "post", delivered=False)
    assert set(parts) == {"hr", "communications"}
    monkeypatch.setattr(delivering, "drawn_now", lambda: False)
    assert deliver_batch(now=now) == 0  # chance holds both
    monkeypatch.setattr(delivering, "drawn_now", lambda: True)
    assert deliver_batch(now=now) == 2
    hr, desk = parts["hr"], parts["communications"]
    assert not {hr.locator, str(hr.pk)} & {desk.locator, str(desk.pk)}
    for seat, own, other in ((cast.hr, hr, desk), (cast.communications, desk, hr)):
        client = signed_in(seat)
        assert client.get(f"/signalements/recus/{other.pk}/").status_code == 404
        shown = client.get("/signalements/recus/?etat=tous").content.decode()
        assert str(own.pk)[:4] + "-" in shown
        assert str(other.pk)[:4] + "-" not in shown
        assert str(other.pk) not in client.get(f"/signalements/recus/{own.pk}/").content.decode()
        found = client.get(f"/signalements/recus/?numero={other.pk}").content.decode()
        assert f"/recus/{other.pk}/" not in found
        assert f":{other.pk}" not in client.get("/").content.decode()
        assert {one.subject_id for one in Notification.objects.filter(person=seat)} == {str(own.pk)}
    file = File(part=desk, number=1, ending="txt")
    file.put(b"a la barre")
    file.save(force_insert=True)
    assert signed_in(cast.hr).get(f"/signalements/recus/{hr.pk}/fichiers/{file.reference}/").status_code == 404
    assert (
        signed_in(cast.communications).get(f"/signalements/recus/{desk.pk}/fichiers/{file.reference}/").status_code
        == 200
    )
    witness = Client()
    witness.post("/signalements/suivi/", {"code": code})
    page = witness.get("/signalements/suivi/conversations/").content.decode()
    assert "Ressources humaines" in page
    assert "Communications" in page
    # the audit: the day alone, in an order that says nothing, and nobody's name
    assert Waiting.objects.exists()
    deliver_batch(now=now)
    told = Record.objects.filter(subject_kind="reporting.part")
    assert told.filter(tag="system:report:make").count() == 2
    assert not told.exclude(at=None).exists()
    assert set(told.filter(tag="system:report:make").values_list("actor_id", flat=True)) == {"reporter"}


def test_two_days_are_the_longest_that_chance_may_hold(
    report: Report, cast: SimpleNamespace, now: dt.datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    report("conflict", "post", delivered=False)
    monkeypatch.setattr(delivering, "drawn_now", lambda: False)
    assert deliver_batch(now=now + dt.timedelta(days=1)) == 0
    assert deliver_batch(now=now + dt.timedelta(days=2)) == 2


def test_a_desk_hands_over_a_piece_or_the_whole(
    cast: SimpleNamespace, signed_in: Seat, report: Report, photo: bytes, now: dt.datetime
) -> None:
    from balise.web.reporting.cleaning import Bare

    parts, code = report("post", files=[Bare(content=photo, ending="jpg"), Bare(content=b"texte", ending="txt")])
    part = parts["communications"]
    client = signed_in(cast.communications)
    chosen = part.files.get(ending="txt")
    where = f"/signalements/recus/{part.pk}"
    wrong = client.post(f"{where}/partager/", {"desk": "hr", "words": ""})
    assert (wrong.status_code, "Écrivez ce que l’autre service doit savoir." in wrong.content.decode()) == (422, True)
    assert (
        client.post(f"{where}/partager/", {"desk": "hr", "words": "Un conflit.", "files": [chosen.pk]}).status_code
        == 302
    )
    taken = Part.objects.exclude(pk=part.pk).get()
    assert (taken.desk, taken.state, taken.apart, taken.files.count()) == ("hr", "held", True, 1)
    assert "kanari" not in str(taken.said())  # only what was written for it
    deliver_batch(now=now + dt.timedelta(days=2))
    page = signed_in(cast.hr).get(f"/signalements/recus/{taken.pk}/").content.decode()
    assert "Un conflit." in page
    assert "kanari" not in page
    witness = Client()
    witness.post("/signalements/suivi/", {"code": code})
    page = witness.get("/signalements/suivi/conversations/").content.decode()
    assert page.count("Lire et écrire") == 2
    assert client.post(f"{where}/confier/", {"desk": "privacy"}).status_code == 302
    assert client.get(f"{where}/").status_code == 404
    assert "kanariQUOI" in signed_in(cast.privacy).get(f"{where}/").content.decode()
    assert Message.objects.filter(part=part, way="moved").count() == 2


def test_codes_are_of_sixteen_digits_and_forged_ones_open_nothing(report: Report, cast: SimpleNamespace) -> None:
    _parts, code = report("work")
    assert re.fullmatch(r"\d{16}", code)
    near = code[:-1] + str((int(code[-1]) + 1) % 10)
    for wrong, said in (
        ("", "Écrivez votre code."),
        ("12345", "il a 16 chiffres"),
        ("abcd" * 4, "il a 16 chiffres"),
        ("٠" * 16, "il a 16 chiffres"),
        (near, "Aucun signalement n’a ce code"),
    ):
        page = Client().post("/signalements/suivi/", {"code": wrong})
        assert (page.status_code, said in page.content.decode()) == (422, True), wrong
    for cookie in ("", "x", receipts.root_of(code), receipts.draw_form()):
        forged = Client()
        forged.cookies["suivi"] = cookie
        assert forged.get("/signalements/suivi/conversations/").status_code == 302


def test_guessing_is_slowed_down(report: Report, cast: SimpleNamespace) -> None:
    guesser = Client()
    answers = [guesser.post("/signalements/suivi/", {"code": f"{number:016d}"}).status_code for number in range(12)]
    assert answers == [422] * 10 + [429] * 2
    assert "Trop d’essais" in guesser.post("/signalements/suivi/", {"code": "0" * 16}).content.decode()
    everywhere = [
        Client(REMOTE_ADDR=f"10.0.{number // 250}.{number % 250 + 1}").post("/signalements/suivi/", {"code": "1" * 16})
        for number in range(80)
    ]
    assert 429 in {answer.status_code for answer in everywhere}  # many addresses together are slowed down too


def test_flooding_is_slowed_down_and_nothing_typed_is_lost(cast: SimpleNamespace) -> None:
    client = Client()
    for number in range(7):
        _page, form = _described(client, "work")
        said = {"step": "send", "kinds": "work", "form": form, "hr-what": f"Encore {number}."}
        answer = client.post(START, said)
    assert answer.status_code == 429
    assert "Encore 6." in answer.content.decode()
    assert Part.objects.count() == 6


def test_what_cannot_be_sent_stays_on_the_page(cast: SimpleNamespace, now: dt.datetime) -> None:
    client = Client()
    assert "Cochez au moins une réponse." in client.post(START, {"step": "kinds"}).content.decode()
    assert client.post(START, {"step": "kinds", "kinds": "autre"}).status_code == 422
    _page, form = _described(client, "conflict", "post")
    said = {"step": "send", "kinds": ["conflict", "post"], "form": form, "hr-what": WHAT, "communications-what": ""}
    answer = client.post(START, said)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "Dites ce que vous avez vu, ou joignez" in page
    assert "kanariQUOI" in page
    assert not Part.objects.exists()
    tomorrow = (now + dt.timedelta(days=2)).strftime("%d/%m/%Y")
    late = client.post(START, {**said, "communications-what": "Vu.", "hr-when": tomorrow})
    assert "Ce jour n’est pas encore venu." in late.content.decode()
    stale = client.post(START, {**said, "communications-what": "Vu.", "form": "x"})
    assert "il y a plus d’un jour" in stale.content.decode()
    assert 'name="form" value="x"' not in stale.content.decode()
    long = client.post(START, {**said, "communications-what": "a" * 10_001})
    assert "trop long" in long.content.decode()
    assert not Part.objects.exists()
