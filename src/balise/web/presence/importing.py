"""The accounts that the policy names, brought to the register: first what would change, then what was ticked."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from enum import StrEnum

from django.db import transaction

from balise.policy.model import Account as Named
from balise.policy.model import Policy
from balise.web.presence.addresses import Unreadable, completed, read
from balise.web.presence.models import Account
from balise.web.presence.transitions.accounts import edit, register, retire
from balise.web.workflow import Actor

_OWN = "organisation"


class Sort(StrEnum):
    """What would be done."""

    ADD = "add"
    EDIT = "edit"
    RETIRE = "retire"  # the policy no longer names it


@dataclass(frozen=True, kw_only=True)
class Change:
    """One thing that would change. ``fields`` are (name, before, after); ``id`` lasts as long as the change."""

    id: str
    sort: Sort
    network: str
    address: str
    partner_id: str
    fields: tuple[tuple[str, str, str], ...] = ()
    account: Account | None = None


@dataclass(frozen=True, kw_only=True)
class Plan:
    """``refused`` are addresses of the policy that cannot be read; ``retired`` those that somebody took off here."""

    changes: tuple[Change, ...]
    refused: tuple[str, ...] = ()
    retired: tuple[str, ...] = ()


def plan(policy: Policy) -> Plan:
    """What the policy says that the register does not, and what it no longer says. One query."""
    known = {one.key: one for one in Account.objects.order_by("-state", "pk")}  # of one key, the active one
    changes: list[Change] = []
    refused, retired, named = [], [], set()
    for said in policy.accounts:
        try:
            key, address = read(said.address).key, completed(said.address)
        except Unreadable:
            refused.append(said.address)
            continue
        if not key or key in named:
            refused += [] if key else [said.address]
            continue
        named.add(key)
        account = known.get(key)
        if account is None:
            changes.append(_added(said, address))
        elif account.state == Account.State.RETIRED:
            retired.append(address)
        elif fields := _differences(account, said, address):
            changes.append(_edited(account, said, fields))
    changes += [
        _gone(account)
        for account in known.values()
        if account.from_policy and account.state == Account.State.ACTIVE and account.key not in named
    ]
    return Plan(changes=tuple(changes), refused=tuple(refused), retired=tuple(retired))


class Changed(Exception):
    """The policy or the register changed since the preview: look again."""


def carry_out(*, actor: Actor, policy: Policy, wanted: Collection[str], now: dt.datetime) -> int:
    """Do what was ticked, all of it or nothing; how many. Raises ``Changed`` when some of it is no longer there."""
    with transaction.atomic():
        made = plan(policy)
        if not set(wanted) <= {one.id for one in made.changes}:
            raise Changed
        chosen = [one for one in made.changes if one.id in set(wanted)]
        for one in chosen:
            _do(actor, one, now)
    return len(chosen)


def _do(actor: Actor, one: Change, now: dt.datetime) -> None:
    said = {name: after for name, _before, after in one.fields} | {"from_policy": True}
    if one.account is None:
        register(actor=actor, now=now, network=one.network, two_factor=Account.TwoFactor.UNKNOWN, **said)
    elif one.sort is Sort.RETIRE:
        retire(actor=actor, account=one.account, now=now)
    else:
        edit(actor=actor, account=one.account, now=now, **said)


def _partner(said: Named) -> str:
    return "" if said.owner == _OWN else said.owner


def _added(said: Named, address: str) -> Change:
    fields = (("address", "", address), ("handle", "", said.handle or ""), ("partner_id", "", _partner(said)))
    return Change(
        id=f"add {said.network} {address}",
        sort=Sort.ADD,
        network=said.network,
        address=address,
        partner_id=_partner(said),
        fields=fields,
    )


def _differences(account: Account, said: Named, address: str) -> tuple[tuple[str, str, str], ...]:
    """What the policy says otherwise. A name that it does not give is not taken away."""
    wanted = [("address", account.address, address), ("partner_id", account.partner_id, _partner(said))]
    if said.handle:
        wanted.append(("handle", account.handle, said.handle))
    return tuple((name, before, after) for name, before, after in wanted if before != after)


def _edited(account: Account, said: Named, fields: Iterable[tuple[str, str, str]]) -> Change:
    return Change(
        id=f"edit {account.pk} {' '.join(sorted(after for _name, _before, after in fields))}",
        sort=Sort.EDIT,
        network=said.network,
        address=account.address,
        partner_id=account.partner_id,
        fields=tuple(fields),
        account=account,
    )


def _gone(account: Account) -> Change:
    return Change(
        id=f"retire {account.pk}",
        sort=Sort.RETIRE,
        network=account.network,
        address=account.address,
        partner_id=account.partner_id,
        account=account,
    )
