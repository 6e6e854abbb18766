"""The official accounts of the demonstration, who holds them, and two addresses that imitate them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator

from django.utils import timezone

from balise.web.demo.stage import Stage
from balise.web.presence.importing import carry_out, plan
from balise.web.presence.models import Access, Account
from balise.web.presence.networks import SITES
from balise.web.presence.transitions import accesses, accounts, lookalikes
from balise.web.verdicts.engine import the_policy

Moment = tuple[float, int]  # days before now, hour of the day
_L = Access.Level


def kept(on: Stage) -> Iterator[Moment]:
    """The register taken from the policy, its owners and accesses, an agency that leaves."""
    yield 30, 9
    nadia = on.people["nadia"]
    policy = the_policy()
    carry_out(actor=nadia, policy=policy, wanted=[one.id for one in plan(policy).changes], now=on.now)
    yield 30, 10
    own = _own()
    for number, account in enumerate(own):
        accounts.edit(
            actor=nadia,
            account=account,
            now=on.now,
            owner=on.people["nadia" if number % 2 else "olivier"].pk if number != len(own) - 1 else None,
            two_factor=Account.TwoFactor.OFF if number == 1 else Account.TwoFactor.ON,
            recovery="comptes@demonstration.example.org",
        )
        accesses.give(actor=nadia, account=account, person=nadia, level=_L.ADMIN, now=on.now)
        accesses.give(actor=nadia, account=account, person=on.people["olivier"], level=_L.EDITOR, now=on.now)
    first = own[0]
    agency = accesses.give(actor=nadia, account=first, outsider="Agence Boréale", level=_L.ANALYST, now=on.now)
    yield 20, 14
    for account in _own()[:2]:
        accounts.review(actor=nadia, account=account, two_factor=account.two_factor, now=on.now)
    yield 1, 9
    tomorrow = timezone.localdate(on.today) + dt.timedelta(days=1)
    accesses.ask_removal(actor=nadia, access=agency, by=tomorrow, now=on.now)


def looked_at(on: Stage) -> Iterator[Moment]:
    """What stands at each address: one no longer answers since yesterday."""
    yield 1, 7
    every = list(Account.objects.filter(state=Account.State.ACTIVE).order_by("pk"))
    for account in every:
        site = account.network in SITES
        seen = accounts.Seen(link=Account.Link.GOOD, detail="200")
        if not site:
            seen = accounts.Seen(link=Account.Link.UNSURE, detail="sign-in")
        if account == every[-1]:
            seen = accounts.Seen(link=Account.Link.DEAD, detail="404")
        accounts.note_link(account=account, seen=seen, failures=0 if site else 1, now=on.now)


def imitated(on: Stage) -> Iterator[Moment]:
    """An imitation recognised and told to its network."""
    yield 12, 16
    address = f"https://{_name()}-dons.example.org/"
    note = "Reçu par texto : on y demande une carte de crédit pour « réserver » un appareil."
    seen = lookalikes.report(actor=on.people["thomas"], address=address, note=note, now=on.now)
    yield 11, 9
    nadia = on.people["nadia"]
    answer = "Merci Thomas, ce n’est pas nous. Nous l’avons dit à l’hébergeur; n’y retournez pas."
    lookalikes.confirm(actor=nadia, lookalike=seen, answer=answer, now=on.now)
    yield 11, 10
    lookalikes.tell_network(actor=nadia, lookalike=seen, reference="ABUS-20417", now=on.now)


def seen_this_morning(on: Stage) -> Iterator[Moment]:
    """One that somebody reported today."""
    yield 0.3, 8
    address = f"https://www.facebook.com/{_name()}.officiel"
    note = "Un commentaire sous notre publication y mène. La photo est la nôtre."
    lookalikes.report(actor=on.people["amelie"], address=address, note=note, now=on.now)


def _own() -> list[Account]:
    return list(Account.objects.filter(state=Account.State.ACTIVE, partner_id="").order_by("pk"))


def _name() -> str:
    """What the organisation is called on a network, whatever the policy."""
    handles = (one.handle.lstrip("@") for one in _own() if one.handle)
    return next(handles, "organisation")


ACCOUNTS: tuple[Callable[[Stage], Iterator[Moment]], ...] = (kept, looked_at, imitated, seen_this_morning)
