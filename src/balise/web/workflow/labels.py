"""Names in the audit: sealed under the person's own key, so that forgetting a person keeps the chain whole."""

from __future__ import annotations

import datetime as dt

from balise.web.audit.models import Record
from balise.web.people.models import Person
from balise.web.vault.sealing import Destroyed, Tampered, open_sealed, seal
from balise.web.workflow.actors import Actor, System

_BOUND = {"table": "people.person", "column": "label"}


def label_of(actor: Actor) -> bytes:
    """The actor's name as it is now, sealed; empty for a system, whose name is its id."""
    return b"" if isinstance(actor, System) else seal(actor.get_full_name(), record=actor.pk, **_BOUND)


def name_in(record: Record) -> str:
    """Who a record says acted, as they were called then; empty when that was destroyed or no longer opens."""
    if record.actor_kind == "system":
        return record.actor_id
    try:
        return open_sealed(bytes(record.actor_label), record=record.actor_id, **_BOUND)
    except (Destroyed, Tampered):
        return ""


def last_change(subject_kind: str, subject_id: str) -> tuple[str, dt.datetime | None, str]:
    """Who changed this subject last, when, and the tag of what they did; empty when nobody did."""
    found = Record.objects.filter(subject_kind=subject_kind, subject_id=subject_id)
    record = found.exclude(tag__endswith=":read").order_by("-number").first()
    return (name_in(record), record.at, record.tag) if record is not None else ("", None, "")


def names_of(records: list[Record]) -> dict[int, str]:
    """Names by record number, those of present people read in one query and the others opened one by one."""
    ids = {int(record.actor_id) for record in records if record.actor_kind == "person"}
    present = {person.pk: person.get_full_name() for person in Person.objects.filter(pk__in=ids)}
    return {
        record.number: present.get(int(record.actor_id), "") or name_in(record)
        if record.actor_kind == "person"
        else record.actor_id
        for record in records
    }
