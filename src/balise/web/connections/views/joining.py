"""Connecting an account: what is asked, going to the network, coming back, choosing."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlsplit

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from balise.networks.protocol import Grant, Way
from balise.web.access import Permission, needs
from balise.web.access.deciding import Refused
from balise.web.connections import asking, queries
from balise.web.connections.asking import Failed
from balise.web.connections.forms import ChoosingForm, JoiningForm
from balise.web.connections.matching import same
from balise.web.connections.models import Attempt
from balise.web.connections.showing import doings, failure, lacking_words, rights
from balise.web.connections.views import account_or_404, language, posted, reader, sentence, session_of
from balise.web.presence.addresses import plain
from balise.web.presence.showing import called, shown
from balise.web.workflow import Invalid, WrongState


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@needs(Permission.CONNECTION_MANAGE)
def connect(request: HttpRequest, account_id: int) -> HttpResponse:
    """Say what Balise asks and what it will do there, then set out."""
    account = account_or_404(request, account_id)
    network, hindrance = asking.network_of(account), asking.hindrance(account)
    if network is None or hindrance:
        messages.error(request, failure(hindrance or "by-hand"))
        return redirect("connections:account", account.pk)
    form = JoiningForm(posted(request), fields=asking.fields_of(network), language=language())
    if form.is_valid():
        try:
            attempt = asking.set_out(
                actor=reader(request),
                account=account,
                typed=form.cleaned_data,
                session=session_of(request),
                now=timezone.now(),
            )
        except Failed as failed:
            form.add_error(None, failure(failed.code))
        else:
            return redirect("connections:attempt", attempt.pk)
    joining = network.load_joining()
    context = {
        "account": account,
        "shown": shown(account, language=language()),
        "form": form,
        "rights": rights(network, language()),
        "doings": doings(network, language()),
        "goes": joining.way is Way.OAUTH,
        "connection": queries.connection_of(account, reader=reader(request), today=timezone.localdate()),
    }
    return render(request, "connections/connect.html", context, status=422 if form.errors else 200)


@require_safe
@never_cache
@needs(Permission.CONNECTION_MANAGE)
def back(request: HttpRequest) -> HttpResponse:
    """The person comes back from the network: use its answer once, then show what it gave without that answer."""
    query = {name: str(value)[:4_000] for name, value in request.GET.items()}
    try:
        attempt = asking.come_back(actor=reader(request), query=query, session=session_of(request), now=timezone.now())
    except Failed as failed:
        if failed.attempt is None:
            return render(request, "connections/failed.html", {"why": failure(failed.code)}, status=400)
        attempt = failed.attempt
    return redirect("connections:attempt", attempt.pk)


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@needs(Permission.CONNECTION_MANAGE)
def attempt(request: HttpRequest, attempt_id: int) -> HttpResponse:
    """Where the person stands: about to leave, back with accounts to choose from, or nowhere and why."""
    try:
        found = queries.attempt_for(reader(request), attempt_id, today=timezone.localdate())
    except OverflowError:
        found = None
    if found is None:
        raise Http404
    if not asking.theirs(found, actor=reader(request), session=session_of(request)):
        return _failed(request, found, "state", status=403)
    if found.state == Attempt.State.USED:
        return redirect("connections:account", found.account_id)
    if found.state == Attempt.State.GRANTED:
        return _choose(request, found)
    if found.state == Attempt.State.OPEN and found.until > timezone.now():
        return _leave(request, found)
    return _failed(request, found, found.problem or "expired")


def _leave(request: HttpRequest, found: Attempt) -> HttpResponse:
    try:
        address = asking.destination(found)
    except Failed as failed:
        return _failed(request, found, failed.code)
    context = {
        "account": found.account,
        "shown": shown(found.account, language=language()),
        "address": address,
        "host": urlsplit(address).netloc,
    }
    return render(request, "connections/leave.html", context)


def _choose(request: HttpRequest, found: Attempt) -> HttpResponse:
    network, now = asking.network_of(found.account), timezone.now()
    try:
        grants = asking.granted(found, now=now)
    except Failed as failed:
        return _failed(request, found, failed.code)
    if network is None:
        raise Http404
    publishing = queries.publishing_on(network.id, reader=reader(request), today=timezone.localdate())
    other = called(publishing.account) if publishing and publishing.account_id != found.account_id else ""
    form = ChoosingForm(posted(request), other=other, initial={"publishes": not other})
    if request.method == "POST" and form.is_valid():
        try:
            asking.choose(
                actor=reader(request),
                attempt=found,
                remote_id=request.POST.get("compte", "")[:300],
                publishes=form.cleaned_data["publishes"],
                session=session_of(request),
                now=now,
            )
        except (Failed, Invalid, WrongState, Refused) as error:
            form.add_error(None, sentence(error))
        else:
            messages.success(request, _("Le compte est connecté."))
            return redirect("connections:account", found.account_id)
    rows = [
        _row(found, grant, lacking_words(list(asking.lacking(grant, network)), network, language())) for grant in grants
    ]
    context: dict[str, Any] = {
        "account": found.account,
        "shown": shown(found.account, language=language()),
        "right": [row for row in rows if row["same"]],
        "others": [row for row in rows if not row["same"]],
        "form": form,
        "register": reverse("presence:edit", args=[found.account_id]),
    }
    return render(request, "connections/choose.html", context, status=422 if form.errors else 200)


def _row(found: Attempt, grant: Grant, missing: list[str]) -> dict[str, Any]:
    remote = grant.account
    return {
        "id": remote.id,
        "name": remote.name or remote.handle or remote.id,
        "address": plain(remote.address) if remote.address else "",
        "same": same(found.account, remote),
        "missing": missing,
    }


def _failed(request: HttpRequest, found: Attempt, code: str, *, status: int = 200) -> HttpResponse:
    context = {
        "why": failure(code),
        "account": found.account,
        "shown": shown(found.account, language=language()),
        "said": found.said,
    }
    return render(request, "connections/failed.html", context, status=status)
