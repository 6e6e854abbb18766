"""The days of people are kept as long as what is counted from them, and go last; their account goes before."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence

from django.utils.translation import gettext_lazy as _

from balise.web.directory import forgetting
from balise.web.evidence import transitions as evidence
from balise.web.evidence.models import SealedFile
from balise.web.lifecycle import queries
from balise.web.lifecycle.models import Stay
from balise.web.lifecycle.transitions.confirming import SOURCE
from balise.web.people.models import Person
from balise.web.retention import registry
from balise.web.retention.transitions import RETENTION
from balise.web.verdicts.engine import the_policy


def register() -> None:
    """Called once the apps are ready."""
    registry.count_employment_by(queries.employment_ended)
    registry.register(ACCOUNTS)
    registry.register(STAYS)


def _days() -> int:
    return the_policy().delays.get("attestations", 3 * 365)


def _of_people(people: Sequence[int]) -> Iterable[tuple[str, int]]:
    rows = Stay.objects.filter(person__in=people).order_by("pk").values_list("pk", "person_id")
    return [(str(pk), person) for pk, person in rows]


def _there(numbers: Sequence[str]) -> set[str]:
    rows = Stay.objects.filter(pk__in=[int(one) for one in numbers]).values_list("pk", flat=True)
    return {str(pk) for pk in rows}


def _destroy(number: str, now: dt.datetime) -> Mapping[str, int]:
    pages = SealedFile.objects.filter(source_kind=SOURCE, source_id=number, state=SealedFile.State.KEPT)
    count = 0
    for page in pages:
        evidence.destroy(actor=RETENTION, file=page, now=now)
        count += 1
    Stay.objects.filter(pk=int(number)).delete()
    return {"pages": count}


def _account_days() -> int:
    """How long after the last day; the account waits longer while anything else is kept about the person."""
    return the_policy().delays.get("departed_accounts", 30)


def _accounts_of(people: Sequence[int]) -> Iterable[tuple[str, int]]:
    open_departures = Stay.objects.filter(state__in=[Stay.State.LEAVING, Stay.State.ENDED]).values("person")
    rows = Person.objects.filter(pk__in=people, is_active=False, anonymised_at=None).exclude(pk__in=open_departures)
    return [(str(pk), pk) for pk in rows.order_by("pk").values_list("pk", flat=True)]


def _accounts_there(numbers: Sequence[str]) -> set[str]:
    rows = Person.objects.filter(pk__in=[int(one) for one in numbers], anonymised_at=None)
    return {str(pk) for pk in rows.values_list("pk", flat=True)}


def _destroy_account(number: str, now: dt.datetime) -> Mapping[str, int]:
    forgetting.anonymise(person=Person.objects.get(pk=int(number)), now=now)
    return {}


ACCOUNTS = registry.Kind(
    id="account",
    label=_("Comptes des personnes parties"),
    table=Person._meta.label_lower,  # under its key the audit seals their name, which goes with it
    days=_account_days,
    of_people=_accounts_of,
    there=_accounts_there,
    destroy=_destroy_account,
    turn=registry.Turn.ACCOUNT,
)
STAYS = registry.Kind(
    id="stay",
    label=_("Emplois et stages"),
    table="lifecycle.stay",
    days=_days,
    of_people=_of_people,
    there=_there,
    destroy=_destroy,
    turn=registry.Turn.CLOCK,
)
