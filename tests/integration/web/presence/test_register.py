"""Accounts written down, changed, reviewed, taken off; who holds them; what happens when somebody leaves."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.test import Client

from balise.web.access.deciding import Refused
from balise.web.audit.models import Record
from balise.web.directory.transitions import DEACTIVATE
from balise.web.notifications.models import Notification
from balise.web.people.models import Person
from balise.web.presence import leaving
from balise.web.presence.models import ACCOUNT, Access, Account
from balise.web.presence.transitions import accesses, accounts
from balise.web.vault.models import WrappedKey
from balise.web.vault.sealing import Destroyed, open_sealed
from balise.web.workflow import Invalid, WrongState, perform

pytestmark = pytest.mark.django_db
Enter = Callable[..., Account]
Seat = Callable[[Any], Client]
SECRET = "secours-kanari@example.org"


def test_an_account_is_written_down_once_whatever_its_spelling(cast: SimpleNamespace, enter: Enter) -> None:
    made = enter("facebook", "facebook.com/OPEQuebec", handle="OPEQuebec")
    assert (made.address, made.key, made.state) == ("https://facebook.com/OPEQuebec", "facebook:opequebec", "active")
    with pytest.raises(Invalid) as problem:
        enter("facebook", "https://m.facebook.com/opequebec/?ref=1")
    assert problem.value.field == "address"
    assert Account.objects.count() == 1
    with pytest.raises(IntegrityError), transaction.atomic():  # two at the same moment: the database decides
        Account.objects.create(network="facebook", key=made.key, address="x", created=made.created)


@pytest.mark.parametrize(
    ("network", "address", "field"),
    [
        ("facebook", "https://x.com/opequebec", "address"),
        ("web", "https://www.facebook.com/OPEQuebec", "address"),
        ("facebook", "https://www.facebook.com/OPEQuebec/posts/1", "address"),
        ("youtube", "https://www.youtube.com/watch?v=1", "address"),
        ("web", "javascript:alert(1)", "address"),
        ("web", "", "address"),
        ("mastodon", "https://exemple.example/", "address"),
        ("web", "https://a.example/" + "x" * 600, "address"),
    ],
)
def test_what_is_not_the_address_of_an_account_there_is_refused(
    cast: SimpleNamespace, enter: Enter, network: str, address: str, field: str
) -> None:
    with pytest.raises(Invalid) as problem:
        enter(network, address)
    assert problem.value.field == field
    assert not Account.objects.exists()


def test_other_addresses_of_the_same_account(cast: SimpleNamespace, enter: Enter, now: dt.datetime) -> None:
    made = enter(
        "youtube",
        "https://www.youtube.com/channel/UCabc",
        aliases=["https://www.youtube.com/@opeq", "youtube.com/channel/UCabc/videos", "https://youtube.com/@OPEQ"],
    )
    assert made.aliases == ["https://www.youtube.com/@opeq"]
    with pytest.raises(Invalid) as problem:
        accounts.edit(actor=cast.communications, account=made, aliases=["https://x.com/a"], now=now)
    assert problem.value.field == "aliases"
    with pytest.raises(Invalid):
        accounts.edit(actor=cast.communications, account=made, aliases=["https://youtube.com/@a"] * 11, now=now)


def test_the_recovery_contact_is_sealed_read_with_a_trace_and_destroyed(
    cast: SimpleNamespace, enter: Enter, now: dt.datetime, seat: Seat
) -> None:
    made = enter("x", "https://x.com/opequebec", recovery=SECRET)
    assert SECRET.encode() not in bytes(made.recovery)
    assert made.open_recovery() == SECRET
    assert "kanari" not in str(list(Record.objects.values()))
    page = f"/comptes-officiels/registre/{made.pk}/"
    assert SECRET not in seat(cast.communications).get(page).content.decode()
    before = Record.objects.count()
    told = seat(cast.management).post(f"{page}secours/")
    assert SECRET in told.content.decode()
    assert Record.objects.count() == before + 1
    assert Record.objects.order_by("-number")[0].tag == "person:account:read"
    assert seat(cast.auditor).post(f"{page}secours/").status_code == 403
    first = made.recovery_record
    sealed = bytes(made.recovery)
    made = accounts.edit(actor=cast.communications, account=made, recovery="", now=now)
    assert made.open_recovery() == SECRET  # nothing said leaves it
    made = accounts.edit(actor=cast.communications, account=made, recovery="autre@example.org", now=now)
    assert made.open_recovery() == "autre@example.org"
    with pytest.raises(Destroyed):
        open_sealed(sealed, table=ACCOUNT, column="recovery", record=first)
    made = accounts.edit(actor=cast.communications, account=made, forget_recovery=True, now=now)
    assert made.open_recovery() == ""
    assert not WrappedKey.objects.filter(table=ACCOUNT).exclude(wrapped=None).exists()
    again = seat(cast.management).post(f"{page}secours/")
    assert again.status_code == 302


def test_taken_off_and_put_back(cast: SimpleNamespace, enter: Enter, now: dt.datetime) -> None:
    made = enter("x", "https://x.com/opequebec", recovery=SECRET)
    gone = accounts.retire(actor=cast.communications, account=made, now=now)
    assert (gone.state, gone.open_recovery()) == ("retired", "")
    with pytest.raises(WrongState):
        accounts.edit(actor=cast.communications, account=gone, label="x", now=now)
    other = enter("x", "https://twitter.com/OPEQuebec")  # its place is free
    with pytest.raises(Invalid):
        accounts.restore(actor=cast.communications, account=gone, now=now)
    accounts.retire(actor=cast.communications, account=other, now=now)
    assert accounts.restore(actor=cast.communications, account=gone, now=now).state == "active"


def test_a_new_address_forgets_what_was_found_at_the_old_one(
    cast: SimpleNamespace, enter: Enter, now: dt.datetime
) -> None:
    made = enter("web", "https://www.exemple.example/")
    accounts.note_link(account=made, seen=accounts.Seen(link="dead", detail="404"), failures=2, now=now)
    made.refresh_from_db()
    assert made.link == "dead"
    same = accounts.edit(actor=cast.communications, account=made, address=made.address, label="Site", now=now)
    assert same.link == "dead"
    moved = accounts.edit(actor=cast.communications, account=same, address="https://neuf.example/", now=now)
    assert (moved.link, moved.link_failures, moved.link_checked) == ("unknown", 0, None)


def test_a_review_is_somebody_s(cast: SimpleNamespace, enter: Enter, now: dt.datetime, seat: Seat) -> None:
    made = enter("x", "https://x.com/opequebec", two_factor="unknown")
    address = f"/comptes-officiels/registre/{made.pk}/revoir/"
    browser = seat(cast.communications)
    ticked = dict.fromkeys(("address_seen", "owner_seen", "accesses_seen", "recovery_seen"), "on")
    missing = browser.post(address, {**ticked, "recovery_seen": "", "two_factor": "on"})
    assert missing.status_code == 422
    made.refresh_from_db()
    assert made.reviewed is None
    assert browser.post(address, {**ticked, "two_factor": "on"}).status_code == 302
    made.refresh_from_db()
    assert (made.reviewed_by, made.two_factor) == (cast.communications, "on")


def test_a_page_keeps_what_was_typed(cast: SimpleNamespace, enter: Enter, seat: Seat) -> None:
    enter("x", "https://x.com/opequebec")
    browser = seat(cast.communications)
    said = {"network": "x", "address": "https://x.com/OPEQUEBEC", "label": "Mon étiquette", "two_factor": "on"}
    answer = browser.post("/comptes-officiels/registre/inscrire/", said)
    assert answer.status_code == 422
    page = answer.content.decode()
    assert "déjà au registre" in page
    assert "Mon étiquette" in page
    assert browser.get("/comptes-officiels/registre/999999/").status_code == 404
    assert browser.get("/comptes-officiels/registre/99999999999999999999999/").status_code == 404


def test_accesses_are_given_changed_and_taken_away(cast: SimpleNamespace, enter: Enter, now: dt.datetime) -> None:
    made = enter("x", "https://x.com/opequebec")
    held = accesses.give(actor=cast.communications, account=made, person=cast.employee, level="editor", now=now)
    with pytest.raises(Invalid):
        accesses.give(actor=cast.communications, account=made, person=cast.employee, level="admin", now=now)
    for wrong in ({"person": None, "outsider": " "}, {"person": cast.hr, "outsider": "Agence"}):
        with pytest.raises(Invalid):
            accesses.give(actor=cast.communications, account=made, level="admin", now=now, **wrong)  # type: ignore[arg-type]
    with pytest.raises(Invalid):
        accesses.change(actor=cast.communications, access=held, level="king", now=now)
    assert accesses.change(actor=cast.communications, access=held, level="admin", now=now).level == "admin"
    gone = accesses.remove(actor=cast.communications, access=held, now=now)
    assert (gone.state, gone.ended_by) == ("removed", cast.communications)
    accesses.give(actor=cast.communications, account=made, person=cast.employee, level="editor", now=now)
    accounts.retire(actor=cast.communications, account=made, now=now)
    with pytest.raises(Invalid):
        accesses.give(actor=cast.communications, account=made, outsider="Agence", level="editor", now=now)


def test_who_leaves_is_to_lose_their_accesses_and_communications_are_told(
    cast: SimpleNamespace, enter: Enter, now: dt.datetime, today: dt.date
) -> None:
    made, other = enter("x", "https://x.com/opequebec"), enter("web", "https://exemple.example/")
    for account in (made, other):
        accesses.give(actor=cast.communications, account=account, person=cast.employee, level="editor", now=now)
    accesses.give(actor=cast.communications, account=made, person=cast.hr, level="editor", now=now)
    perform(actor=cast.hr, transition=DEACTIVATE, subject=cast.employee, now=now)
    asked = Access.objects.filter(state="to_remove")
    assert {one.person_id for one in asked} == {cast.employee.pk}
    assert {(one.remove_by, one.leaving) for one in asked} == {(today, True)}
    told = Notification.objects.filter(kind="presence.access")
    assert {one.person_id for one in told} == {cast.communications.pk}
    assert len(told) == 2
    removed = accesses.remove(actor=cast.communications, access=asked[0], now=now)
    assert removed.state == "removed"


def test_a_departure_that_changes_or_does_not_happen(
    cast: SimpleNamespace, enter: Enter, now: dt.datetime, today: dt.date
) -> None:
    made = enter("x", "https://x.com/opequebec")
    other = enter("web", "https://exemple.example/")
    first = accesses.give(actor=cast.communications, account=made, person=cast.employee, level="editor", now=now)
    second = accesses.give(actor=cast.communications, account=other, person=cast.employee, level="editor", now=now)
    accesses.ask_removal(actor=cast.communications, access=second, by=today + dt.timedelta(days=30), now=now)
    later = today + dt.timedelta(days=10)
    assert leaving.accesses_end(person_id=cast.employee.pk, on=later, now=now) == 2
    assert leaving.accesses_end(person_id=cast.employee.pk, on=later, now=now) == 0
    sooner = today + dt.timedelta(days=5)
    assert leaving.accesses_end(person_id=cast.employee.pk, on=sooner, now=now) == 2
    assert set(Access.objects.values_list("remove_by", flat=True)) == {sooner}
    assert Notification.objects.filter(kind="presence.access").count() == 2  # told once for each
    assert leaving.accesses_left(person_id=cast.employee.pk) == 2
    assert leaving.accesses_stay(person_id=cast.employee.pk, now=now) == 1
    first.refresh_from_db()
    second.refresh_from_db()
    assert (first.state, first.remove_by) == ("active", None)
    assert second.state == "to_remove"  # a person had asked for that one


def test_an_access_that_is_late_stays_late_when_the_account_closes(
    cast: SimpleNamespace, enter: Enter, now: dt.datetime, today: dt.date
) -> None:
    made = enter("x", "https://x.com/opequebec")
    accesses.give(actor=cast.communications, account=made, person=cast.employee, level="editor", now=now)
    before = now - dt.timedelta(days=5)
    yesterday = today - dt.timedelta(days=1)
    leaving.accesses_end(person_id=cast.employee.pk, on=yesterday, now=before)
    perform(actor=cast.hr, transition=DEACTIVATE, subject=cast.employee, now=now)
    assert Access.objects.get().remove_by == yesterday


def test_the_buttons_of_an_access(cast: SimpleNamespace, enter: Enter, now: dt.datetime, seat: Seat) -> None:
    made = enter("x", "https://x.com/opequebec")
    browser = seat(cast.communications)
    page = f"/comptes-officiels/registre/{made.pk}/"
    wrong = browser.post(f"{page}acces/", {"person": "", "outsider": "", "level": "editor"})
    assert wrong.status_code == 422
    assert browser.post(f"{page}acces/", {"outsider": "Agence <b>", "level": "editor"}).status_code == 302
    access = Access.objects.get()
    assert "Agence &lt;b&gt;" in browser.get(page).content.decode()
    for act, state in (("a-retirer", "to_remove"), ("garder", "active"), ("niveau", "active"), ("retire", "removed")):
        answer = browser.post(f"{page}acces/{access.pk}/", {"faire": act, "level": "analyst"})
        assert answer.status_code == 302
        access.refresh_from_db()
        assert access.state == state, act
    assert access.level == "analyst"
    late = browser.post(f"{page}acces/{access.pk}/", {"faire": "garder"}, follow=True)
    assert "Trop tard" in late.content.decode()
    assert browser.post(f"/comptes-officiels/registre/999/acces/{access.pk}/", {"faire": "garder"}).status_code == 404


def test_only_a_named_part_of_the_system_notes_a_connection(
    cast: SimpleNamespace, enter: Enter, now: dt.datetime
) -> None:
    made = enter("x", "https://x.com/opequebec")
    until = now + dt.timedelta(days=50)
    made = accounts.note_connection(account=made, connection="connected", until=until, now=now)
    assert (made.connection, made.connection_until) == ("connected", until)
    before = Record.objects.count()
    accounts.note_connection(account=made, connection="connected", until=until, now=now)
    assert Record.objects.count() == before
    made = accounts.note_connection(account=made, connection="broken", now=now)
    assert Notification.objects.filter(kind="presence.connection").count() == 1
    with pytest.raises(Refused):
        accounts.note_connection(account=made, connection="none", now=now, actor=cast.employee)
    with pytest.raises(ValueError, match="nowhere"):
        accounts.note_connection(account=made, connection="nowhere", now=now)


def test_many_accounts_cost_no_more_queries(
    cast: SimpleNamespace, enter: Enter, seat: Seat, django_assert_max_num_queries: Any, person: Callable[..., Person]
) -> None:
    for number in range(40):
        enter("web", f"https://site-{number}.example/", owner=cast.hr.pk)
    browser = seat(cast.communications)
    browser.get("/comptes-officiels/registre/")
    with django_assert_max_num_queries(10):
        assert browser.get("/comptes-officiels/registre/?a_qui=nous&reseau=web").status_code == 200
    with django_assert_max_num_queries(3):
        assert Client().get("/comptes-officiels/").status_code == 200
