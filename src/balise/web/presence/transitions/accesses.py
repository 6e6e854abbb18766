"""Who can act on an account at its network: given, changed, to be taken away, taken away."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any

from django.db import IntegrityError, transaction

from balise.web.access.permissions import Permission
from balise.web.events import publish
from balise.web.people.models import Person
from balise.web.presence.events import AccessToRemove
from balise.web.presence.models import Access, Account
from balise.web.workflow import Actor, Inputs, Invalid, System, Transition, create, declare, perform

DEPARTURE = System("departure")
_S = Access.State


def _give(access: Access, inputs: Inputs, now: dt.datetime) -> None:
    account = Account.objects.select_for_update().get(pk=inputs["account"])
    if account.state != Account.State.ACTIVE:
        raise Invalid(fr="Ce compte n’est plus au registre.", en="This account is no longer in the register.")
    access.account, access.since = account, now
    access.outsider = inputs.get("outsider", "").strip()[:120]
    access.person = Person.objects.filter(pk=inputs["person"]).first() if inputs.get("person") else None
    if (access.person is None) == (not access.outsider):
        raise Invalid(
            field="person",
            fr="Choisissez une personne d’ici, ou écrivez le nom de quelqu’un de l’extérieur.",
            en="Choose somebody here, or write the name of somebody outside.",
        )
    if access.person is not None and account.accesses.exclude(state=_S.REMOVED).filter(person=access.person).exists():
        raise _already()
    _set_level(access, inputs)


def _already() -> Invalid:
    return Invalid(
        field="person",
        fr="Cette personne a déjà un accès à ce compte\u00a0: changez-le.",
        en="This person already has access to this account: change it.",
    )


def _set_level(access: Access, inputs: Inputs) -> None:
    if inputs["level"] not in Access.Level:
        raise Invalid(field="level", fr="Choisissez un niveau d’accès.", en="Choose a level of access.")
    access.level = inputs["level"]


def _change(access: Access, inputs: Inputs, _now: dt.datetime) -> None:
    _set_level(access, inputs)


def _ask_removal(access: Access, inputs: Inputs, _now: dt.datetime) -> None:
    known = access.state == _S.TO_REMOVE
    access.remove_by = inputs["by"]
    # what a person asked stays asked even if nobody leaves in the end
    access.leaving = isinstance(inputs.actor, System) and (access.leaving or not known)
    if not known:
        publish(AccessToRemove(access.account_id, access.pk))


def _keep(access: Access, _inputs: Inputs, _now: dt.datetime) -> None:
    access.remove_by, access.leaving = None, False


def _remove(access: Access, inputs: Inputs, now: dt.datetime) -> None:
    access.ended, access.ended_by = now, inputs.person


def _of(access: Access, _inputs: Inputs) -> Mapping[str, Any]:
    return {"account": access.account_id, "person": access.person_id, "level": access.level}


def _declared(name: str, change: Any, source: frozenset[str], target: str | None, **more: Any) -> Transition:
    return declare(
        Transition(
            id=f"access.{name}",
            subject=Access,
            permission=Permission.ACCOUNT_MANAGE,
            source=source,
            target=target,
            change=change,
            detail=_of,
            **more,
        )
    )


_THERE, _BY_LEAVING = frozenset({"active", "to_remove"}), frozenset({DEPARTURE.name})
ASK_REMOVAL = _declared("ask_removal", _ask_removal, _THERE, "to_remove", systems=_BY_LEAVING)
CHANGE = _declared("change", _change, _THERE, None)
GIVE = _declared("give", _give, frozenset(), "active")
KEEP = _declared("keep", _keep, frozenset({"to_remove"}), "active", systems=_BY_LEAVING)
REMOVE = _declared("remove", _remove, _THERE, "removed")


def give(
    *,
    actor: Actor,
    account: Account,
    level: str,
    now: dt.datetime,
    person: Person | None = None,
    outsider: str = "",
) -> Access:
    """Write down that somebody can act on the account: a person here, or the name of somebody outside."""
    inputs = {"account": account.pk, "level": level, "person": person.pk if person else None, "outsider": outsider}
    try:
        with transaction.atomic():
            made: Access = create(actor=actor, transition=GIVE, inputs=inputs, now=now)
    except IntegrityError:
        raise _already() from None
    return made


def change(*, actor: Actor, access: Access, level: str, now: dt.datetime) -> Access:
    """Other powers than before."""
    return perform(actor=actor, transition=CHANGE, subject=access, inputs={"level": level}, now=now)


def ask_removal(*, actor: Actor, access: Access, by: dt.date, now: dt.datetime) -> Access:
    """Somebody should take it away at the network before the end of that day."""
    return perform(actor=actor, transition=ASK_REMOVAL, subject=access, inputs={"by": by}, now=now)


def keep(*, actor: Actor, access: Access, now: dt.datetime) -> Access:
    """It stays after all."""
    return perform(actor=actor, transition=KEEP, subject=access, now=now)


def remove(*, actor: Actor, access: Access, now: dt.datetime) -> Access:
    """It was taken away at the network."""
    return perform(actor=actor, transition=REMOVE, subject=access, now=now)
