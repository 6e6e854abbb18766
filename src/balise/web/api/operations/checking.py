"""Checking a text: nothing is stored, nothing is logged."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from ninja import Router

from balise import Content
from balise.screening.explaining import finding_message
from balise.web.access.permissions import Permission
from balise.web.api.guarding import actor, asks
from balise.web.api.operations.answering import answers
from balise.web.api.problems import Problem, language
from balise.web.api.schemas import CheckIn, CheckOut, MeOut
from balise.web.api.scopes import Scope
from balise.web.verdicts.engine import the_policy, the_screener

router = Router()


@router.post(
    "/check",
    auth=asks(Permission.CHECK_USE, Scope.CHECK),
    response=answers(CheckOut),
    operation_id="check",
    summary=_("Dire ce que la politique demande d’un texte; rien n’en est gardé"),  # type: ignore[arg-type]
    by_alias=True,
)
def check(request: HttpRequest, payload: CheckIn) -> Any:  # noqa: ARG001
    """Screen one text."""
    policy, spoken = the_policy(), language()
    known = {network.id for network in policy.networks}
    if payload.network is not None and payload.network not in known:
        said = {"fr": "Réseaux connus\u00a0: ", "en": "Known networks: "}[spoken] + ", ".join(sorted(known))
        raise Problem("invalid", errors=[("network", said)])
    verdict = the_screener().screen(Content(payload.text, payload.voice, payload.network, payload.reply_to))
    shape = verdict.as_json()
    for finding, described in zip(verdict.findings, shape["findings"], strict=True):
        described["message"] = finding_message(finding, policy, spoken)
    return shape


@router.get(
    "/me",
    auth=asks(Permission.TOKEN_CREATE),
    response=answers(MeOut),
    operation_id="me",
    summary=_("Dire à qui est ce jeton, ce qu’il permet et jusqu’à quand"),  # type: ignore[arg-type]
)
def me(request: HttpRequest) -> Any:
    """Who the token speaks for."""
    token, person = request.auth, actor(request)  # type: ignore[attr-defined]
    return {
        "person": {"id": person.pk, "name": person.get_full_name()},
        "token": token.name,
        "scopes": token.scopes,
        "expires": token.expires,
    }
