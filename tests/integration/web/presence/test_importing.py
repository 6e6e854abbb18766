"""The accounts that the policy names: shown before anything changes, then done as ticked, all of it or nothing."""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

import pytest
from django.test import Client

from balise.policy.model import Account as Named
from balise.web.access.deciding import Refused
from balise.web.presence.importing import Changed, Sort, carry_out, plan
from balise.web.presence.models import Account
from balise.web.presence.transitions import accounts
from balise.web.verdicts.engine import the_policy

pytestmark = pytest.mark.django_db
Enter = Callable[..., Account]
PAGE = "/comptes-officiels/registre/politique/"


def _policy(*named: Named) -> Any:
    return dataclasses.replace(the_policy(), accounts=named)


def test_the_whole_policy_of_the_house(cast: SimpleNamespace, now: dt.datetime) -> None:
    policy = the_policy()
    made = plan(policy)
    assert {one.sort for one in made.changes} == {Sort.ADD}
    assert len(made.changes) == len(policy.accounts)
    assert made.refused == ()
    assert not Account.objects.exists()  # a plan changes nothing
    wanted = [one.id for one in made.changes]
    assert carry_out(actor=cast.admin, policy=policy, wanted=wanted, now=now) == len(wanted)
    assert plan(policy).changes == ()
    own = [one for one in policy.accounts if one.owner == "organisation"]
    assert Account.objects.filter(partner_id="", from_policy=True).count() == len(own)


def test_what_changed_in_the_policy(cast: SimpleNamespace, enter: Enter, now: dt.datetime) -> None:
    facebook = Named("facebook", "https://facebook.com/castors", "castors")
    site, gone = Named("web", "exemple.example"), Named("x", "https://x.com/castors")
    first = _policy(facebook, site, gone)
    carry_out(actor=cast.communications, policy=first, wanted=[one.id for one in plan(first).changes], now=now)
    assert Account.objects.get(network="web").address == "https://exemple.example"
    by_hand = enter("instagram", "https://www.instagram.com/castors")
    second = _policy(
        dataclasses.replace(facebook, address="https://www.facebook.com/Castors/", handle="@Castors"),
        site,
        Named("instagram", "https://instagram.com/castors/"),
    )
    made = {one.sort: one for one in plan(second).changes if one.network != "instagram"}
    assert set(made) == {Sort.EDIT, Sort.RETIRE}
    assert made[Sort.EDIT].fields == (
        ("address", "https://facebook.com/castors", "https://www.facebook.com/Castors/"),
        ("handle", "castors", "@Castors"),
    )
    wanted = [one.id for one in plan(second).changes if one.sort is Sort.EDIT]
    assert carry_out(actor=cast.communications, policy=second, wanted=wanted, now=now) == 2
    by_hand.refresh_from_db()
    assert by_hand.from_policy
    assert Account.objects.get(network="x").state == "active"  # not ticked, not done
    left = plan(second).changes
    assert [one.sort for one in left] == [Sort.RETIRE]
    carry_out(actor=cast.communications, policy=second, wanted=[left[0].id], now=now)
    assert Account.objects.get(network="x").state == "retired"
    assert plan(first).retired == ("https://x.com/castors",)  # named again, and left as somebody decided


def test_what_cannot_be_read_or_is_named_twice(cast: SimpleNamespace, now: dt.datetime) -> None:
    policy = _policy(
        Named("web", "rien"),
        Named("facebook", "https://facebook.com/castors"),
        Named("facebook", "https://m.facebook.com/Castors"),
        Named("youtube", "https://youtu.be/abc"),
    )
    made = plan(policy)
    assert [one.address for one in made.changes] == ["https://facebook.com/castors"]
    assert made.refused == ("rien", "https://youtu.be/abc")


def test_a_preview_that_is_no_longer_true_changes_nothing(
    cast: SimpleNamespace, enter: Enter, now: dt.datetime
) -> None:
    policy = _policy(Named("facebook", "https://facebook.com/castors"), Named("x", "https://x.com/castors"))
    wanted = [one.id for one in plan(policy).changes]
    enter("x", "https://x.com/castors")
    with pytest.raises(Changed):
        carry_out(actor=cast.communications, policy=policy, wanted=wanted, now=now)
    assert Account.objects.count() == 1
    with pytest.raises(Refused):
        carry_out(actor=cast.employee, policy=policy, wanted=[wanted[0]], now=now)
    assert Account.objects.count() == 1


def test_one_that_fails_undoes_the_others(cast: SimpleNamespace, now: dt.datetime) -> None:
    policy = _policy(Named("facebook", "https://facebook.com/castors"), Named("facebook", "https://x.com/castors"))
    with pytest.raises(Exception, match="address"):
        carry_out(actor=cast.communications, policy=policy, wanted=[one.id for one in plan(policy).changes], now=now)
    assert not Account.objects.exists()


def test_the_page_shows_then_does(cast: SimpleNamespace, seat: Callable[[Any], Client], now: dt.datetime) -> None:
    browser = seat(cast.communications)
    page = browser.get(PAGE)
    changes = page.context["changes"]
    assert len(changes) == len(the_policy().accounts)
    nothing = browser.post(PAGE, follow=True)
    assert "Rien n’était coché" in nothing.content.decode()
    stale = browser.post(PAGE, {"changement": "edit 99 x"})
    assert "a changé entre-temps" in stale.content.decode()
    assert not Account.objects.exists()
    done = browser.post(PAGE, {"changement": [one["id"] for one in changes]}, follow=True)
    assert f"{len(changes)} comptes mis à jour." in done.content.decode()
    assert "Rien à changer" in browser.get(PAGE).content.decode()
    made = Account.objects.filter(from_policy=True).first()
    assert made is not None
    accounts.retire(actor=cast.communications, account=made, now=now)
    assert "Retirés ici, et laissés ainsi" in browser.get(PAGE).content.decode()
