"""The accounts that the policy names: what would change, then what was ticked."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from balise.policy.problems import PackError
from balise.web.access import Permission, needs
from balise.web.presence.addresses import plain
from balise.web.presence.importing import Change, Changed, Plan, Sort, carry_out, plan
from balise.web.presence.showing import partner_name
from balise.web.presence.views import language, reader
from balise.web.presence.wording import FIELDS
from balise.web.verdicts.engine import the_policy
from balise.web.verdicts.networks import network_name
from balise.web.workflow import Invalid, WrongState


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Permission.ACCOUNT_MANAGE)
def from_policy(request: HttpRequest) -> HttpResponse:
    """Show what would change; carry out what was ticked."""
    if request.method == "POST" and applied(request):
        return redirect("presence:register")
    return render(request, "presence/import.html", preview())


def applied(request: HttpRequest) -> bool:
    """Do what was ticked; False, with a message, when it could not be done."""
    wanted = request.POST.getlist("changement")
    try:
        done = carry_out(actor=reader(request), policy=the_policy(), wanted=wanted, now=timezone.now())
    except PackError:
        messages.error(request, _("La politique ne se charge pas : rien n’a changé."))
    except (Changed, WrongState):
        messages.error(
            request, _("Le registre ou la politique a changé entre-temps : voici ce qui changerait maintenant.")
        )
    except Invalid as problem:
        messages.error(request, problem.message(language()))
    else:
        said = ngettext("%(count)d compte mis à jour.", "%(count)d comptes mis à jour.", done) % {"count": done}
        messages.success(request, said if wanted else _("Rien n’était coché : rien n’a changé."))
        return True
    return False


def preview() -> dict[str, Any]:
    """What the page shows."""
    try:
        made = plan(the_policy())
    except PackError:
        return {"unreadable": True, "changes": []}
    return {"changes": [_shown(one) for one in made.changes], **_aside(made)}


def _aside(made: Plan) -> dict[str, Any]:
    return {"refused": made.refused, "retired": [plain(address) for address in made.retired]}


def _shown(one: Change) -> dict[str, Any]:
    fields = [
        (FIELDS[name], _said(name, before), _said(name, after))
        for name, before, after in one.fields
        if one.sort is Sort.EDIT
    ]
    return {
        "id": one.id,
        "sort": one.sort.value,
        "network": network_name(one.network, the_policy(), language()),
        "address": plain(one.address),
        "partner": partner_name(one.partner_id) if one.partner_id else "",
        "fields": fields,
    }


def _said(name: str, value: str) -> str:
    if name == "partner_id":
        return partner_name(value) if value else _("à nous")
    return value
