"""Arrivals and departures, for a tool that knows them first: payroll, or an identity provider."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from ninja import Router

from balise.web.access.permissions import Permission
from balise.web.api.guarding import actor, asks
from balise.web.api.operations.answering import Key, answers
from balise.web.api.problems import Problem, language
from balise.web.api.replaying import once
from balise.web.api.schemas import Given, HireIn, LastDayIn, StayOut, WhoIn
from balise.web.api.scopes import Scope
from balise.web.lifecycle import queries, transitions
from balise.web.lifecycle.models import Stay
from balise.web.people.models import Person

router = Router()
_MANAGES = asks(Permission.STAY_MANAGE, Scope.STAYS)
_SAID = {
    "manager": ("Personne n’a ce nom d’utilisateur.", "Nobody has this user name."),
    "name": ("Une personne nouvelle a besoin d’un nom.", "A new person needs a name."),
}


@router.post(
    "/hires",
    auth=_MANAGES,
    response=answers(StayOut, 409, good=201),
    operation_id="hire",
    summary=_("Inscrire une arrivée ou un retour; un compte est fait s’il n’y en a pas"),  # type: ignore[arg-type]
)
def hire(request: HttpRequest, payload: HireIn, idempotency_key: Key = "") -> HttpResponse:
    """An account that exists already is taken as it is: only its days are written."""

    def act() -> Stay:
        days: dict[str, Any] = {"first_day": payload.first_day, "last_day": payload.last_day, "kind": payload.kind}
        known = Person.objects.filter(username=Person.normalize_username(payload.username)).first()
        if known is not None:
            return transitions.hire(actor=actor(request), person=known, now=timezone.now(), **days)
        account = {
            "username": payload.username,
            "name": payload.name or _missing("name"),
            "email": payload.email,
            "language": payload.language,
            "manager": _manager(payload.manager),
        }
        return transitions.arrive(actor=actor(request), account=account, now=timezone.now(), **days)

    return _answered(request, payload, act, key=idempotency_key, status=201)


@router.post(
    "/departures",
    auth=_MANAGES,
    response=answers(StayOut, 404, 409),
    operation_id="depart",
    summary=_("Inscrire un départ, ou en changer la date"),  # type: ignore[arg-type]
)
def depart(request: HttpRequest, payload: LastDayIn, idempotency_key: Key = "") -> HttpResponse:
    """The same day twice changes nothing."""

    def act() -> Stay:
        stay = _present(payload.username)
        if stay.last_day == payload.last_day:
            return stay
        move = transitions.reschedule if stay.state == Stay.State.LEAVING else transitions.leave
        return move(actor=actor(request), stay=stay, last_day=payload.last_day, now=timezone.now())

    return _answered(request, payload, act, key=idempotency_key)


@router.post(
    "/departures/cancel",
    auth=_MANAGES,
    response=answers(StayOut, 404, 409),
    operation_id="cancel_departure",
    summary=_("Annuler un départ qui n’a pas eu lieu"),  # type: ignore[arg-type]
)
def stay_on(request: HttpRequest, payload: WhoIn, idempotency_key: Key = "") -> HttpResponse:
    """They stay after all."""

    def act() -> Stay:
        return transitions.stay_on(actor=actor(request), stay=_present(payload.username), now=timezone.now())

    return _answered(request, payload, act, key=idempotency_key)


def _present(username: str) -> Stay:
    found = queries.of_person(username)
    if found is None or not found.open:
        raise Problem("not-found")
    return found


def _manager(username: str) -> int | None:
    if not username:
        return None
    found = Person.objects.filter(username=username).values_list("pk", flat=True).first()
    return found if found is not None else _missing("manager")


def _missing(field: str) -> Any:
    french, english = _SAID[field]
    raise Problem("invalid", errors=[(field, english if language() == "en" else french)])


def _answered(
    request: HttpRequest, payload: Given, act: Callable[[], Stay], *, key: str, status: int = 200
) -> HttpResponse:
    """Do it once for a key, and show what the days have become."""
    asked = f"{request.method} {request.path} {payload.model_dump_json()}"
    pk, replayed = once(person=actor(request), key=key, asked=asked, act=lambda: act().pk, now=timezone.now())
    stay = Stay.objects.select_related("person").get(pk=pk)
    values = {
        "id": stay.pk,
        "person": {"id": stay.person_id, "name": stay.person.get_full_name()},
        "username": stay.person.username,
        "kind": stay.kind,
        "state": stay.state,
        "first_day": stay.first_day,
        "last_day": stay.last_day,
    }
    response = HttpResponse(json.dumps(values, cls=DjangoJSONEncoder), status=status, content_type="application/json")
    if replayed:
        response.headers["Idempotent-Replayed"] = "true"
    return response
