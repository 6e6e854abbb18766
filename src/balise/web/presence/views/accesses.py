"""Who can act on an account at its network."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from balise.web.access import Permission, needs
from balise.web.access.deciding import Refused
from balise.web.presence import queries
from balise.web.presence.forms import AccessForm
from balise.web.presence.transitions import accesses
from balise.web.presence.views import language, reader, sentence
from balise.web.presence.views.register import page
from balise.web.workflow import Invalid, WrongState


@require_POST
@needs(Permission.ACCOUNT_MANAGE)
def give(request: HttpRequest, account_id: int) -> HttpResponse:
    """Write down that somebody has access; the network itself is not touched."""
    today = timezone.localdate()
    try:
        account = queries.account_for(reader(request), account_id, today=today)
    except (queries.NotThere, OverflowError):
        raise Http404 from None
    form = AccessForm(request.POST)
    if form.is_valid():
        try:
            accesses.give(actor=reader(request), account=account, now=timezone.now(), **form.cleaned_data)
        except Invalid as problem:
            form.add_error(problem.field if problem.field in form.fields else None, problem.message(language()))
        else:
            messages.success(request, _("L’accès est inscrit."))
            return redirect("presence:account", account.pk)
    return page(request, account, form=form, status=422)


@require_POST
@needs(Permission.ACCOUNT_MANAGE)
def change(request: HttpRequest, account_id: int, access_id: int) -> HttpResponse:
    """Other powers, to be taken away, kept after all, or taken away at the network: the button says which."""
    now = timezone.now()
    try:
        access = queries.access_for(reader(request), account_id, access_id, today=timezone.localdate(now))
    except (queries.NotThere, OverflowError):
        raise Http404 from None
    act = request.POST.get("faire", "")
    try:
        if act == "retire":
            accesses.remove(actor=reader(request), access=access, now=now)
            said = _("L’accès est retiré.")
        elif act == "a-retirer":
            accesses.ask_removal(actor=reader(request), access=access, by=timezone.localdate(now), now=now)
            said = _("L’accès est à retirer : une tâche le rappelle.")
        elif act == "garder":
            accesses.keep(actor=reader(request), access=access, now=now)
            said = _("L’accès est gardé.")
        else:
            level = request.POST.get("level", "")
            accesses.change(actor=reader(request), access=access, level=level, now=now)
            said = _("L’accès est changé.")
    except (Invalid, WrongState, Refused) as problem:
        messages.error(request, sentence(problem, kind="account-access"))
    else:
        messages.success(request, said)
    return redirect("presence:account", access.account_id)
