"""The one place where subjects change state, each time in one transaction.

Lock, permission, state, change, outbox rows, audit record.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any, TypeVar

from django.db import models, transaction
from django.utils import timezone

from balise.web.access.deciding import Refused, require
from balise.web.audit.chain import Entry, append
from balise.web.events import at, publish
from balise.web.outbox.models import OutboxRow
from balise.web.outbox.waking import wake
from balise.web.people.models import Person
from balise.web.workflow.actors import Actor, System
from balise.web.workflow.declaring import Inputs, Invalid, Transition, WrongState, all_disclosures, transition_named
from balise.web.workflow.events import Acted
from balise.web.workflow.labels import label_of, last_change

M = TypeVar("M", bound=models.Model)


def perform(
    *,
    actor: Actor,
    transition: Transition,
    subject: M,
    now: dt.datetime,
    inputs: Mapping[str, Any] | None = None,
    reason: str = "",
) -> M:
    """Change ``subject`` as declared, or raise ``Refused``, ``WrongState`` or ``Invalid`` with nothing changed.

    Returns the subject as it is now, read again under the lock: the one given is not touched.
    """
    _must_be_declared(transition, subject=subject.__class__, birth=False)  # sees through request.user
    given = Inputs(inputs or {}, actor=actor, reason=reason)
    with transaction.atomic():
        manager: models.Manager[M] = transition.subject._base_manager  # type: ignore[assignment]
        locked = manager.select_for_update().get(pk=subject.pk)
        _may(actor, transition, locked, now)
        state = str(locked.state)  # type: ignore[attr-defined]
        if state not in transition.source:
            raise _told(transition, locked, state)
        _must_have_reason(transition, reason)
        with at(now):
            if isinstance(actor, Person):
                publish(Acted(actor.pk, _kind(locked), str(locked.pk)))
            rows = transition.change(locked, given, now)
        if transition.target is not None:
            locked.state = transition.target  # type: ignore[attr-defined]
        locked.save()
        _write(actor=actor, transition=transition, subject=locked, given=given, rows=rows, now=now)
    return locked


def create(
    *,
    actor: Actor,
    transition: Transition,
    now: dt.datetime,
    inputs: Mapping[str, Any] | None = None,
    reason: str = "",
    about: models.Model | None = None,
) -> Any:
    """A birth: ``change`` fills an unsaved instance (and may save it), which is then saved in its target state.

    ``about`` is what the permission's rules are asked about, when that is not the newborn itself.
    """
    _must_be_declared(transition, subject=transition.subject, birth=True)
    given = Inputs(inputs or {}, actor=actor, reason=reason)
    with transaction.atomic():
        _may(actor, transition, about, now)
        _must_have_reason(transition, reason)
        newborn = transition.subject()
        if transition.target is not None:
            newborn.state = transition.target  # type: ignore[attr-defined]
        with at(now):
            rows = transition.change(newborn, given, now)
        newborn.save()
        _write(actor=actor, transition=transition, subject=newborn, given=given, rows=rows, now=now)
    return newborn


def disclose(*, actor: Actor, subject: models.Model, now: dt.datetime) -> None:
    """Record that a sensitive record is read, before it is shown. Refused unless its declared permission allows it."""
    permission = all_disclosures().get(subject.__class__)
    if permission is None or not isinstance(actor, Person):
        raise Refused(permission, "system" if permission else "rule")
    with transaction.atomic():
        actor.forget_roles()
        require(actor, permission, subject, today=_day(now))
        append([_entry(actor=actor, what=f"{subject._meta.model_name}:read", subject=subject, detail={}, now=now)])


def _must_be_declared(transition: Transition, *, subject: type[models.Model], birth: bool) -> None:
    if transition_named(transition.id) is not transition:
        raise ValueError(f"{transition.id} is not the declared one")
    if not issubclass(subject, transition.subject):
        raise TypeError(f"{transition.id} is not about {subject.__name__}")
    if bool(transition.source) is birth:
        raise ValueError(f"{transition.id}: births go through create, the others through perform")


def _may(actor: Actor, transition: Transition, subject: models.Model | None, now: dt.datetime) -> None:
    if isinstance(actor, System):
        if actor.name not in transition.systems:
            raise Refused(transition.permission, "system")
    else:
        actor.forget_roles()  # what was known when the page was drawn may have been withdrawn since
        require(actor, transition.permission, subject, today=_day(now))


def _must_have_reason(transition: Transition, reason: str) -> None:
    if transition.reason and not reason.strip():
        raise Invalid(fr="Écrivez la raison.", en="Write the reason.", field="reason")


def _told(transition: Transition, subject: models.Model, state: str) -> WrongState:
    by, at, tag = last_change(_kind(subject), str(subject.pk))
    return WrongState(state=state, transition=transition.id, by=by, at=at, tag=tag)


def _write(
    *, actor: Actor, transition: Transition, subject: models.Model, given: Inputs, rows: Any, now: dt.datetime
) -> None:
    wanted = list(rows or ())
    for row in wanted:
        row.created = now
        row.not_before = max(row.not_before, now)
    OutboxRow.objects.bulk_create(wanted)
    if wanted:
        transaction.on_commit(wake, robust=True)  # only a hint: the dispatcher also looks by itself
    detail = transition.detail(subject, given) if transition.detail else {}
    entry = _entry(actor=actor, what=transition.id.replace(".", ":"), subject=subject, detail=detail, now=now)
    append([entry])


def _entry(*, actor: Actor, what: str, subject: models.Model, detail: Mapping[str, Any], now: dt.datetime) -> Entry:
    is_person = isinstance(actor, Person)
    return Entry(
        day=_day(now),
        at=now,
        actor_kind="person" if is_person else "system",
        actor_id=str(actor.pk) if isinstance(actor, Person) else actor.name,
        actor_label=label_of(actor),
        tag=f"{'person' if is_person else 'system'}:{what}",
        subject_kind=_kind(subject),
        subject_id=str(subject.pk),
        detail=detail,
    )


def _kind(subject: models.Model) -> str:
    return str(subject._meta.label_lower)


def _day(now: dt.datetime) -> dt.date:
    return timezone.localdate(now)
