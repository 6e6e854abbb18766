"""The addresses that are told, what was sent to each, and sending again."""

from __future__ import annotations

from typing import cast

from django.contrib import messages
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from balise.web.access.guarding import needs
from balise.web.access.permissions import Permission
from balise.web.people.models import Person
from balise.web.ui.components import Consequence
from balise.web.ui.dates import moment
from balise.web.ui.tables import Column, Table
from balise.web.ui.templatetags.ui import state_badge
from balise.web.webhooks import transitions
from balise.web.webhooks.forms import SubscriptionForm
from balise.web.webhooks.kinds import NAMES, Kind
from balise.web.webhooks.models import Subscription
from balise.web.webhooks.queries import deliveries, subscriptions
from balise.web.workflow import Invalid, WrongState


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Permission.WEBHOOK_MANAGE)
def home(request: HttpRequest) -> HttpResponse:
    """Every address, and a form to add one. A new secret is shown in the answer, and never again."""
    now = timezone.now()
    form = SubscriptionForm(request.POST or None)
    made, secret = None, ""
    if request.method == "POST" and form.is_valid():
        try:
            made, secret = transitions.subscribe_address(actor=_reader(request), now=now, **form.cleaned_data)
        except Invalid as problem:
            field = problem.field if problem.field in form.fields else None
            form.add_error(field, problem.message(_language()))
        else:
            form = SubscriptionForm()
    return _page(request, form, made, secret)


@require_safe
@needs(Permission.WEBHOOK_MANAGE)
def log(request: HttpRequest, subscription_id: int) -> HttpResponse:
    """What was sent to one address, and what it answered."""
    subscription = _found(request, subscription_id)
    table = Table(
        request=request,
        rows=deliveries(subscription, reader=_reader(request), today=timezone.localdate()),
        columns=[
            Column(id="quand", label=_("Quand"), cell=lambda one: moment(one.happened), heading=True),
            Column(id="quoi", label=_("Événement"), cell=lambda one: _name(one.event)),
            Column(id="publication", label=_("Publication"), cell=lambda one: one.publication_id, numeric=True),
            Column(id="etat", label=_("État"), cell=lambda one: state_badge(one.state, kind="delivery")),
            Column(id="reponse", label=_("Réponse"), cell=lambda one: one.answer),
            Column(id="essais", label=_("Essais"), cell=lambda one: one.tries, numeric=True),
        ],
        caption=_("Envois"),
        counted=False,
        row_url=lambda one: reverse("webhooks:delivery", args=[subscription.pk, one.pk]),
        empty_title=_("Aucun envoi"),
        empty_text=_("Dès qu’une publication sera publiée, retournée, refusée ou retirée, l’envoi apparaîtra ici."),
    )
    return render(request, "webhooks/log.html", {"subscription": subscription, "table": table})


@require_http_methods(["GET", "POST"])
@needs(Permission.WEBHOOK_MANAGE)
def delivery(request: HttpRequest, subscription_id: int, delivery_id: int) -> HttpResponse:
    """Send something again, after saying what that does."""
    subscription = _found(request, subscription_id)
    rows = deliveries(subscription, reader=_reader(request), today=timezone.localdate())
    found = rows.filter(pk=delivery_id).first()
    if found is None:
        raise Http404
    back = reverse("webhooks:log", args=[subscription.pk])
    if request.method == "POST":
        try:
            transitions.send_again(actor=_reader(request), delivery=found, now=timezone.now())
        except Invalid as problem:
            messages.error(request, problem.message(_language()))
        except WrongState:
            messages.error(request, _("Cet envoi attend déjà son tour."))
        else:
            messages.success(request, _("L’envoi repart. Sa réponse apparaîtra ici dans un instant."))
        return redirect(back)
    confirm = {
        "title": _("Envoyer de nouveau"),
        "label": _("Envoyer de nouveau"),
        "cancel_url": back,
        "consequences": [
            Consequence(
                what=_("L’événement repart sous la référence %(reference)s : l’outil sait s’il l’a déjà reçu.")
                % {"reference": found.reference}
            )
        ],
    }
    return render(request, "ui/confirm.html", {"confirm": confirm, "form": Form()})


@require_POST
@needs(Permission.WEBHOOK_MANAGE)
def rotate(request: HttpRequest, subscription_id: int) -> HttpResponse:
    """Another secret, shown once."""
    subscription = _found(request, subscription_id)
    try:
        secret = transitions.rotate_secret(actor=_reader(request), subscription=subscription, now=timezone.now())
    except WrongState:
        messages.error(request, _("Cet abonnement est terminé."))
        return redirect("webhooks:home")
    return _page(request, SubscriptionForm(), subscription, secret)


@require_http_methods(["GET", "POST"])
@needs(Permission.WEBHOOK_MANAGE)
def end(request: HttpRequest, subscription_id: int) -> HttpResponse:
    """Say what ending does, then end."""
    subscription = _found(request, subscription_id)
    if request.method == "POST":
        try:
            transitions.end_subscription(actor=_reader(request), subscription=subscription, now=timezone.now())
        except WrongState:
            messages.error(request, _("Cet abonnement est terminé."))
        else:
            messages.success(request, _("L’abonnement est terminé et son secret est détruit."))
        return redirect("webhooks:home")
    confirm = {
        "title": _("Terminer l’abonnement de « %(name)s »") % {"name": subscription.name},
        "label": _("Terminer"),
        "cancel_url": reverse("webhooks:home"),
        "consequences": [
            Consequence(what=_("Rien ne lui sera plus envoyé, ni ce qui attend. Son secret est détruit."))
        ],
    }
    return render(request, "ui/confirm.html", {"confirm": confirm, "form": Form()})


def _page(request: HttpRequest, form: SubscriptionForm, made: Subscription | None, secret: str) -> HttpResponse:
    found = subscriptions(reader=_reader(request), today=timezone.localdate())
    rows = [{"subscription": one, "events": [_name(event) for event in one.events]} for one in found[:200]]
    context = {"form": form, "made": made, "secret": secret, "rows": rows}
    return render(request, "webhooks/home.html", context, status=422 if form.errors else 200)


def _found(request: HttpRequest, subscription_id: int) -> Subscription:
    found = subscriptions(reader=_reader(request), today=timezone.localdate()).filter(pk=subscription_id).first()
    if found is None:
        raise Http404
    return found


def _name(event: str) -> str:
    return str(NAMES[Kind(event)]) if event in set(Kind) else event


def _reader(request: HttpRequest) -> Person:
    return cast("Person", request.user)


def _language() -> str:
    return "en" if (translation.get_language() or "fr").startswith("en") else "fr"
