"""The applications that the organisation registered at the networks, for the administrator."""

from __future__ import annotations

from django.contrib import messages
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from balise.networks.credentials import Secret
from balise.networks.describing import Network
from balise.web.access import Permission, needs
from balise.web.access.deciding import Refused
from balise.web.connections import queries
from balise.web.connections.asking import return_address
from balise.web.connections.forms import ApplicationForm
from balise.web.connections.models import Application
from balise.web.connections.transitions import applications
from balise.web.connections.views import language, posted, reader, sentence
from balise.web.ui.components import Consequence
from balise.web.verdicts.engine import the_policy
from balise.web.verdicts.networks import all_networks, network_name
from balise.web.workflow import Invalid, WrongState


@require_safe
@needs(Permission.APPLICATION_MANAGE)
def home(request: HttpRequest) -> HttpResponse:
    """Each network that asks for an application, and whether one is written down."""
    known = {one.network: one for one in queries.applications_for(reader(request), today=timezone.localdate())}
    rows = [
        {"id": network.id, "name": _name(network), "application": known.get(network.id)}
        for network in _asking_for_one()
    ]
    return render(request, "connections/applications.html", {"rows": rows, "return_address": return_address()})


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Permission.APPLICATION_MANAGE)
def application(request: HttpRequest, network_id: str) -> HttpResponse:
    """Write down, or change; what is secret is typed again to be changed, and never shown."""
    network, known = _found(request, network_id)
    initial = {}
    if known is not None:
        lines = "\n".join(f"{name}={value}" for name, value in sorted(known.settings.items()))
        initial = {"client_id": known.client_id, "settings": lines}
    form = ApplicationForm(posted(request), network=network, sealed=known is not None, initial=initial)
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        try:
            applications.write_down(
                actor=reader(request),
                network=network.id,
                client_id=said["client_id"],
                secret=Secret(said["secret"].strip()),
                verify_token=Secret(said.get("verify_token", "").strip()),
                settings=said["settings"],
                now=timezone.now(),
            )
        except Invalid as error:
            form.add_error(error.field if error.field in form.fields else None, sentence(error))
        except (WrongState, Refused) as error:
            form.add_error(None, sentence(error))
        else:
            messages.success(request, _("L’application est inscrite, et son secret scellé."))
            return redirect("connections:applications")
    context = {
        "network": network,
        "name": _name(network),
        "form": form,
        "known": known,
        "return_address": return_address(),
    }
    return render(request, "connections/application.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Permission.APPLICATION_MANAGE)
def remove(request: HttpRequest, network_id: str) -> HttpResponse:
    """Say what it does, then destroy its secrets."""
    network, known = _found(request, network_id)
    if known is None:
        return redirect("connections:applications")
    if request.method == "POST":
        try:
            applications.remove(actor=reader(request), application=known, now=timezone.now())
        except (Invalid, WrongState, Refused) as error:
            messages.error(request, sentence(error))
        else:
            messages.success(request, _("L’application est retirée, et son secret détruit."))
        return redirect("connections:applications")
    confirm = {
        "title": _("Retirer l’application de %(network)s") % {"network": _name(network)},
        "label": _("Retirer"),
        "cancel_url": reverse("connections:applications"),
        "consequences": [
            Consequence(what=_("Plus aucun compte de ce réseau ne peut être connecté, et le secret est détruit."))
        ],
    }
    return render(request, "ui/confirm.html", {"confirm": confirm, "form": Form()})


def _found(request: HttpRequest, network_id: str) -> tuple[Network, Application | None]:
    network = next((one for one in _asking_for_one() if one.id == network_id), None)
    if network is None:
        raise Http404
    every = queries.applications_for(reader(request), today=timezone.localdate())
    return network, every.filter(network=network.id).first()


def _asking_for_one() -> list[Network]:
    return [one for one in all_networks().values() if one.connector and one.joining and one.load_joining().needs_app]


def _name(network: Network) -> str:
    return network_name(network.id, the_policy(), language())
