"""Every write of set-up. The first administrator is made by the system ``set-up``, when nobody is there to do it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any

from django.db import IntegrityError, transaction

from balise.policy.loading import load_policy
from balise.policy.problems import PackError
from balise.web.access.permissions import Permission
from balise.web.directory.transitions import CREATE, GRANT_ROLE
from balise.web.evidence.sealing import the_seal as make_seal
from balise.web.people.installation import needs_first_person
from balise.web.people.models import Person
from balise.web.people.roles import Role
from balise.web.setup import choosing
from balise.web.setup.models import Organisation
from balise.web.workflow import Actor, Inputs, Invalid, System, Transition, create, declare, perform

SET_UP = System("set-up")
_AUTOMATIC = frozenset({"set-up", "demo"})
_FIELDS = ("name", "pack", "contacts", "chair_name", "chair_email")


def _fill(organisation: Organisation, inputs: Inputs, now: dt.datetime) -> None:
    for name in _FIELDS:
        if name in inputs:
            setattr(organisation, name, inputs[name])
    organisation.changed = now


def _configure(organisation: Organisation, inputs: Inputs, now: dt.datetime) -> None:
    if not inputs["name"].strip():
        raise Invalid(fr="Donnez le nom de l’organisation.", en="Give the organisation’s name.", field="name")
    if inputs["pack"] != organisation.pack:
        try:
            load_policy(inputs["pack"])
        except PackError:
            raise Invalid(
                fr="Cette politique ne se charge pas. « balise policy lint » dit pourquoi.",
                en="This policy does not load. “balise policy lint” says why.",
                field="pack",
            ) from None
    _fill(organisation, inputs, now)


def _open(organisation: Organisation, inputs: Inputs, now: dt.datetime) -> None:  # noqa: ARG001
    if not organisation.name:
        raise Invalid(fr="Nommez d’abord l’organisation.", en="Name the organisation first.")
    organisation.changed = now
    name = organisation.name
    transaction.on_commit(lambda: make_seal(organisation=name, now=now), robust=True)


def _fields(_organisation: Organisation, inputs: Inputs) -> Mapping[str, Any]:
    return {"fields": sorted(inputs), "pack": inputs.get("pack", "")}


def _declared(name: str, change: Any, *, source: frozenset[str], target: str | None) -> Transition:
    return declare(
        Transition(
            id=name,
            subject=Organisation,
            permission=Permission.ORGANISATION_CONFIGURE,
            source=source,
            target=target,
            change=change,
            detail=_fields,
            systems=_AUTOMATIC,
        )
    )


FOUND = _declared("organisation.found", _fill, source=frozenset(), target="founding")
CONFIGURE = _declared("organisation.configure", _configure, source=frozenset({"founding", "running"}), target=None)
OPEN = _declared("organisation.open", _open, source=frozenset({"founding"}), target="running")


def found(
    *, username: str, name: str, email: str, language: str, password: str, roles: Sequence[Role], now: dt.datetime
) -> Person:
    """The first administrator and their organisation, together or not at all. ``Invalid`` when somebody was first."""
    try:
        with transaction.atomic():
            create(actor=SET_UP, transition=FOUND, now=now, inputs={"pack": choosing.usual_pack()})
            if not needs_first_person():
                raise _somebody_was_first()
            inputs = {"username": username, "name": name, "email": email, "language": language, "password": password}
            person: Person = create(actor=SET_UP, transition=CREATE, now=now, inputs=inputs)
            for role in roles:
                perform(actor=SET_UP, transition=GRANT_ROLE, subject=person, now=now, inputs={"role": role})
    except IntegrityError:
        raise _somebody_was_first() from None
    return person


def configure(*, actor: Actor, organisation: Organisation, now: dt.datetime, **said: Any) -> Organisation:
    """Say or change who the organisation is; processes take it up after the transaction."""
    changed = perform(actor=actor, transition=CONFIGURE, subject=organisation, now=now, inputs=said)
    transaction.on_commit(lambda: choosing.write(changed))
    return changed


def open_house(*, actor: Actor, organisation: Organisation, now: dt.datetime) -> Organisation:
    """Set-up is over."""
    return perform(actor=actor, transition=OPEN, subject=organisation, now=now)


def _somebody_was_first() -> Invalid:
    return Invalid(
        fr="Quelqu’un a déjà créé le premier compte. Connectez-vous, ou demandez-lui de créer le vôtre.",
        en="Somebody has already created the first account. Sign in, or ask them to create yours.",
    )
