"""For everybody, without signing in: which accounts are really the organisation's, and whether an address is."""

from __future__ import annotations

import json
from hashlib import sha256
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone, translation
from django.utils.cache import get_conditional_response, patch_cache_control, patch_vary_headers
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from balise.web.access import Permission, granted, public
from balise.web.access.pacing import Pace
from balise.web.presence import queries
from balise.web.presence.asking import Answer, Said, ask
from balise.web.presence.showing import communications_contact, organisation_name, shown
from balise.web.presence.showing import feed as fed
from balise.web.presence.views import language
from balise.web.presence.wording import LIKENESSES

FRESH = 300  # seconds that a cache may keep what anybody may read
of_addresses = Pace(burst=30, rate=0.5)
_TONES = {
    Said.OURS: "good",
    Said.PARTNER: "good",
    Said.IMITATION: "danger",
    Said.RESEMBLES: "warning",
    Said.NO: "warning",
    Said.INSIDE: "info",
    Said.UNREADABLE: "info",
}


@require_safe
@public
def official(request: HttpRequest) -> HttpResponse:
    """The accounts that are really ours, and the partners' sites."""
    with translation.override(_spoken(request)):
        found = [shown(one, language=language()) for one in queries.official()]
        context = {
            "own": [one for one in found if not one.account.partner_id],
            "partners": [one for one in found if one.account.partner_id],
            **_around(request),
        }
        answer = _told_in(language(), render(request, "presence/official.html", context))
    return answer if request.user.is_authenticated else _conditional(request, answer)


@require_safe
@public
def feed(request: HttpRequest) -> HttpResponse:
    """The same for machines: any site may read it."""
    said = fed(queries.official())
    content = json.dumps(said, ensure_ascii=False, indent=1) + "\n"
    answer = HttpResponse(content, content_type="application/json; charset=utf-8")
    answer.headers["Access-Control-Allow-Origin"] = "*"
    return _conditional(request, answer)


@require_safe
@public
def is_it_ours(request: HttpRequest) -> HttpResponse:
    """Whether an address is ours, from the register alone. Nothing is opened and nothing is kept."""
    typed = request.GET.get("adresse", "")
    with translation.override(_spoken(request)):
        context: dict[str, Any] = {"typed": typed[:2_000], **_around(request)}
        status = 200
        if typed.strip():
            if of_addresses.allows(request.META.get("REMOTE_ADDR", "")):
                context["answer"] = _told(ask(typed))
            else:
                context["too_fast"], status = True, 429
        answer = _told_in(language(), render(request, "presence/ask.html", context, status=status))
    answer.headers["X-Robots-Tag"] = "noindex"
    return answer


def _told(answer: Answer) -> dict[str, Any]:
    return {
        "said": answer.said.value,
        "tone": _TONES[answer.said],
        "asked": answer.asked,
        "account": shown(answer.account, language=language()) if answer.account else None,
        "likes": [
            {"shown": shown(one.account, language=language()), "why": LIKENESSES[one.likeness]} for one in answer.likes
        ],
        "problem": _problem(answer.problem),
    }


def _problem(kind: str) -> str:
    said = {
        "characters": _("Elle contient une espace, un caractère invisible ou une barre inversée : retapez-la."),
        "handle": _("Un nom de compte existe sur plusieurs réseaux : collez l’adresse complète du compte."),
        "mail": _("C’est une adresse de courriel. Cette page ne répond que des adresses Web."),
        "user": _("Elle cache son vrai site derrière un « @ » : ne vous y fiez pas."),
    }  # fmt: skip
    return (
        said.get(kind, _("Ce n’est pas une adresse Web complète. Copiez-la dans la barre du navigateur."))
        if kind
        else ""
    )


def _around(request: HttpRequest) -> dict[str, Any]:
    title, contact = communications_contact(language())
    inside = bool(request.user.is_authenticated)
    return {
        "tongue": language(),
        "asked_tongue": request.GET.get("langue", "") in {"fr", "en"},
        "organisation": organisation_name(),
        "contact_title": title,
        "contact": contact,
        "contact_is_mail": "@" in contact,
        "inside": inside,
        "manages": inside and granted(request.user, Permission.ACCOUNT_READ, today=timezone.localdate()),
        # no token of a form for a stranger: the page is the same for all of them, and may be kept
        **({} if inside else {"csrf_token": ""}),
    }


def _spoken(request: HttpRequest) -> str:
    """The language that the address asks for, else the reader's: each language of a public page has an address."""
    asked = request.GET.get("langue", "")
    return asked if asked in {"fr", "en"} else language()


def _told_in(tongue: str, answer: HttpResponse) -> HttpResponse:
    answer.headers["Content-Language"] = tongue
    patch_vary_headers(answer, ["Accept-Language", "Cookie"])
    return answer


def _conditional(request: HttpRequest, answer: HttpResponse) -> HttpResponse:
    """With its fingerprint, so that who has it already is told so in a few bytes."""
    etag = f'"{sha256(answer.content).hexdigest()[:32]}"'
    answer.headers["ETag"] = etag
    patch_cache_control(answer, public=True, max_age=FRESH)
    return get_conditional_response(request, etag=etag, response=answer) or answer
