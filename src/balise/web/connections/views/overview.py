"""What is connected, and how each connection stands."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from balise.networks.errors import NetworkError
from balise.web.access import Permission, granted, needs
from balise.web.access.deciding import Refused
from balise.web.connections import asking, queries
from balise.web.connections.forms import DisconnectForm
from balise.web.connections.models import Connection
from balise.web.connections.opening import NotConnected, look_at
from balise.web.connections.showing import facts, failure, lacking_words, problem
from balise.web.connections.transitions import connections
from balise.web.connections.views import account_or_404, language, posted, reader, sentence
from balise.web.presence.models import Account
from balise.web.presence.showing import called, shown
from balise.web.ui.components import Consequence
from balise.web.workflow import Invalid, WrongState


@require_safe
@needs(Permission.CONNECTION_READ)
def home(request: HttpRequest) -> HttpResponse:
    """Every account that is connected or could be."""
    today = timezone.localdate()
    rows = [_row(one) for one in queries.accounts_for(reader(request), today=today)]
    context = {
        "rows": rows,
        "applications": granted(request.user, Permission.APPLICATION_MANAGE, today=today),
        "manages": granted(request.user, Permission.CONNECTION_MANAGE, today=today),
    }
    return render(request, "connections/home.html", context)


@require_safe
@needs(Permission.CONNECTION_READ)
def account(request: HttpRequest, account_id: int) -> HttpResponse:
    """How one account is connected, and what can be done about it."""
    found, today = account_or_404(request, account_id), timezone.localdate()
    connection = queries.connection_of(found, reader=reader(request), today=today)
    live = connection is not None and connection.state != Connection.State.ENDED
    network, hindrance = asking.network_of(found), asking.hindrance(found)
    context: dict[str, Any] = {
        "account": found,
        "shown": shown(found, language=language()),
        "connection": connection,
        "live": live,
        "facts": facts(connection) if connection else [],
        "problem": problem(connection) if connection else "",
        "missing": lacking_words(connection.missing, network, language()) if connection and network else [],
        "hindrance": failure(hindrance) if hindrance else "",
        "needs_application": hindrance == "no-application"
        and granted(request.user, Permission.APPLICATION_MANAGE, today=today),
        "manages": granted(request.user, Permission.CONNECTION_MANAGE, today=today),
        "history": granted(request.user, Permission.AUDIT_READ, today=today),
    }
    return render(request, "connections/account.html", context)


@require_POST
@needs(Permission.CONNECTION_MANAGE)
def verify(request: HttpRequest, account_id: int) -> HttpResponse:
    """Ask the network now."""
    connection = _live(request, account_id)
    if connection is not None:
        try:
            look_at(connection, now=timezone.now())
        except NotConnected:
            messages.error(request, _("L’accès ne peut plus être lu : reconnectez le compte."))
        except NetworkError as error:
            known = Connection.objects.get(pk=connection.pk)
            if known.state == Connection.State.BROKEN:
                messages.error(request, _("Le réseau refuse l’accès : reconnectez le compte."))
            else:
                messages.error(request, failure("down" if error.code != "application" else "application"))
        else:
            messages.success(request, _("Le réseau répond, et l’accès est bon."))
    return redirect("connections:account", account_id)


@require_POST
@needs(Permission.CONNECTION_MANAGE)
def publishing(request: HttpRequest, account_id: int) -> HttpResponse:
    """Whether what is published on the network goes out by this account."""
    connection = _live(request, account_id)
    if connection is not None:
        change = connections.publish_by if request.POST.get("publie") == "oui" else connections.stop_publishing
        try:
            change(actor=reader(request), connection=connection, now=timezone.now())
        except (WrongState, Refused) as error:
            messages.error(request, sentence(error))
        else:
            messages.success(request, _("C’est enregistré."))
    return redirect("connections:account", account_id)


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Permission.CONNECTION_MANAGE)
def disconnect(request: HttpRequest, account_id: int) -> HttpResponse:
    """Say what it does, then let the account go."""
    connection = _live(request, account_id)
    back = reverse("connections:account", args=[account_id])
    if connection is None:
        return redirect(back)
    along = queries.going_along(connection)
    form: Form = DisconnectForm(posted(request)) if along else Form(posted(request))
    if request.method == "POST" and form.is_valid():
        everything = bool(form.cleaned_data.get("everything"))
        try:
            connections.let_go(
                actor=reader(request),
                connection=connection,
                along=along if everything else [],
                revoke=everything or not along,
                now=timezone.now(),
            )
        except (Invalid, WrongState, Refused) as error:
            messages.error(request, sentence(error))
        else:
            messages.success(request, _("Le compte est déconnecté. Ce qui doit y paraître se publie à la main."))
        return redirect(back)
    said = shown(connection.account, language=language())
    consequences = [
        Consequence(
            what=_("Balise ne publie plus sur ce compte et détruit son accès. On peut le reconnecter plus tard."),
            where=said.network,
        ),
        Consequence(what=_("Ce qui est en ligne y reste."), where=said.network, reversible=True),
    ]
    if along:
        names = ", ".join(called(one.account) for one in along)
        consequences.append(
            Consequence(
                what=_("L’accord au réseau vaut aussi pour : %(names)s.") % {"names": names}, where=said.network
            )
        )
    confirm = {
        "title": _("Déconnecter %(name)s") % {"name": said.name},
        "label": _("Déconnecter"),
        "cancel_url": back,
        "consequences": consequences,
    }
    return render(request, "ui/confirm.html", {"confirm": confirm, "form": form})


def _row(account: Account) -> dict[str, Any]:
    live: list[Connection] = account.live  # type: ignore[attr-defined]
    connection = live[0] if live else None
    return {
        "account": account,
        "shown": shown(account, language=language()),
        "connection": connection,
        "problem": problem(connection) if connection else "",
    }


def _live(request: HttpRequest, account_id: int) -> Connection | None:
    found = account_or_404(request, account_id)
    connection = queries.connection_of(found, reader=reader(request), today=timezone.localdate())
    if connection is None or connection.state == Connection.State.ENDED:
        messages.error(request, _("Ce compte n’est pas connecté."))
        return None
    return connection
