"""The register of official accounts: its list, each account, and what is done with it."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.db.models import QuerySet
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from balise.web.access import Permission, granted, needs
from balise.web.access.deciding import Refused
from balise.web.presence import queries
from balise.web.presence.addresses import plain
from balise.web.presence.forms import AccessForm, AccountForm, RegisterFilters, ReviewForm
from balise.web.presence.models import Account
from balise.web.presence.networks import SITES
from balise.web.presence.showing import link_detail, shown
from balise.web.presence.transitions import accounts
from balise.web.presence.views import language, reader, sentence
from balise.web.presence.wording import LEVELS
from balise.web.ui.components import Consequence
from balise.web.ui.dates import day, moment
from balise.web.ui.tables import Column, Table
from balise.web.ui.templatetags.ui import state_badge
from balise.web.vault.sealing import Destroyed, Tampered
from balise.web.verdicts.engine import the_policy
from balise.web.verdicts.networks import network_name
from balise.web.workflow import Invalid, WrongState, disclose


@require_safe
@needs(Permission.ACCOUNT_READ)
def register(request: HttpRequest) -> HttpResponse:
    """Every account, narrowed as asked."""
    today = timezone.localdate()
    filters = RegisterFilters(request.GET, language=language())
    rows = _narrowed(queries.register_for(reader(request), today=today), filters)
    table = Table(
        request=request,
        rows=rows.order_by("partner_id", "network", "pk"),
        columns=[
            Column(id="compte", label=_("Compte"), cell=_name, order="network", heading=True),
            Column(id="a-qui", label=_("À qui"), cell=_whose, order="partner_id"),
            Column(id="responsable", label=_("Responsable"), cell=_owner, order="owner__name"),
            Column(id="acces", label=_("Accès"), cell=lambda one: one.held, order="held", numeric=True),
            Column(
                id="adresse", label=_("Adresse"), cell=lambda one: state_badge(one.link, "account-link"), order="link"
            ),
            Column(id="revu", label=_("Revu"), cell=_reviewed, order="reviewed"),
        ],
        caption=_("Comptes et sites"),
        filters=filters,
        row_url=lambda one: reverse("presence:account", args=[one.pk]),
        empty_title=_("Le registre est vide"),
        empty_text=_(
            "Les comptes officiels et les sites des partenaires apparaîtront ici. Commencez par ceux de la politique."
        ),
    )
    manages = granted(request.user, Permission.ACCOUNT_MANAGE, today=today)
    return render(request, "presence/register.html", {"table": table, "manages": manages})


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Permission.ACCOUNT_MANAGE)
def new(request: HttpRequest) -> HttpResponse:
    """Write down an account."""
    initial = {"network": request.GET.get("reseau", ""), "address": request.GET.get("adresse", "")[:500]}
    form = AccountForm(request.POST or None, language=language(), initial={**initial, "two_factor": "unknown"})
    if request.method == "POST" and form.is_valid():
        try:
            made = accounts.register(actor=reader(request), now=timezone.now(), **form.said())
        except Invalid as problem:
            form.add_error(problem.field if problem.field in form.fields else None, problem.message(language()))
        else:
            messages.success(request, _("Le compte est au registre et sur la page publique."))
            return redirect("presence:account", made.pk)
    return render(request, "presence/edit.html", {"form": form}, status=422 if form.errors else 200)


@require_safe
@needs(Permission.ACCOUNT_READ)
def account(request: HttpRequest, account_id: int) -> HttpResponse:
    """One account."""
    return page(request, _found(request, account_id))


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Permission.ACCOUNT_MANAGE)
def edit(request: HttpRequest, account_id: int) -> HttpResponse:
    """Change what is said of it; what was typed stays when it cannot be taken."""
    found = _found(request, account_id)
    initial = {
        "network": found.network,
        "address": found.address,
        "aliases": "\n".join(found.aliases),
        "handle": found.handle,
        "label": found.label,
        "partner_id": found.partner_id,
        "owner": found.owner if found.owner is not None and found.owner.is_active else None,
        "two_factor": found.two_factor,
    }
    form = AccountForm(request.POST or None, language=language(), kept=found, initial=initial)
    status = 200
    if request.method == "POST" and form.is_valid():
        try:
            accounts.edit(actor=reader(request), account=found, now=timezone.now(), **form.said())
        except Invalid as problem:
            form.add_error(problem.field if problem.field in form.fields else None, problem.message(language()))
        except (WrongState, Refused) as problem:
            form.add_error(None, sentence(problem, kind="account"))
            status = 409
        else:
            messages.success(request, _("C’est enregistré."))
            return redirect("presence:account", found.pk)
    if form.errors and status == 200:
        status = 422
    return render(
        request,
        "presence/edit.html",
        {"form": form, "account": found, "shown": shown(found, language=language())},
        status=status,
    )


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Permission.ACCOUNT_MANAGE)
def review(request: HttpRequest, account_id: int) -> HttpResponse:
    """Look at everything again, then say so."""
    found = _found(request, account_id)
    form = ReviewForm(request.POST or None, initial={"two_factor": found.two_factor})
    if request.method == "POST" and form.is_valid():
        try:
            accounts.review(
                actor=reader(request), account=found, two_factor=form.cleaned_data["two_factor"], now=timezone.now()
            )
        except (Invalid, WrongState, Refused) as problem:
            form.add_error(None, sentence(problem, kind="account"))
        else:
            messages.success(request, _("Le compte est revu. Balise vous le rappellera."))
            return redirect("presence:account", found.pk)
    context = {
        "form": form,
        "account": found,
        "shown": shown(found, language=language()),
        "accesses": queries.accesses_to(found, reader=reader(request), today=timezone.localdate()),
        "levels": LEVELS,
    }
    return render(request, "presence/review.html", context, status=422 if form.errors else 200)


@require_POST
@needs(Permission.ACCOUNT_RECOVER)
def recovery(request: HttpRequest, account_id: int) -> HttpResponse:
    """Show the recovery contact, having written down who reads it."""
    found = _found(request, account_id)
    if not found.recovery:
        return redirect("presence:account", found.pk)
    disclose(actor=reader(request), subject=found, now=timezone.now())
    try:
        words = found.open_recovery()
    except (Destroyed, Tampered):
        messages.error(request, _("Le contact de secours ne peut plus être lu : inscrivez-le de nouveau."))
        return redirect("presence:account", found.pk)
    return page(request, found, recovery=words)


@require_POST
@needs(Permission.ACCOUNT_MANAGE)
def look(request: HttpRequest, account_id: int) -> HttpResponse:
    """Look at the address soon."""
    found = _found(request, account_id)
    try:
        accounts.ask_look(actor=reader(request), account=found, now=timezone.now())
    except (Invalid, WrongState, Refused) as problem:
        messages.error(request, sentence(problem, kind="account"))
    else:
        messages.success(request, _("Balise vérifie l’adresse. Le résultat apparaîtra ici dans un instant."))
    return redirect("presence:account", found.pk)


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Permission.ACCOUNT_MANAGE)
def retire(request: HttpRequest, account_id: int) -> HttpResponse:
    """Say what it does, then take it off the register."""
    found = _found(request, account_id)
    if request.method == "POST":
        try:
            accounts.retire(actor=reader(request), account=found, now=timezone.now())
        except (WrongState, Refused) as problem:
            messages.error(request, sentence(problem, kind="account"))
        else:
            messages.success(request, _("Le compte n’est plus au registre."))
        return redirect("presence:account", found.pk)
    consequences = [
        Consequence(
            what=_("Le compte quitte la page publique, et Balise répondra qu’il n’est pas à nous."), reversible=True
        )
    ]
    if found.recovery:
        consequences.append(Consequence(what=_("Son contact de secours est détruit.")))
    confirm = {
        "title": _("Retirer du registre : %(name)s") % {"name": shown(found, language=language()).name},
        "label": _("Retirer du registre"),
        "cancel_url": reverse("presence:account", args=[found.pk]),
        "consequences": consequences,
    }
    return render(request, "ui/confirm.html", {"confirm": confirm, "form": Form()})


@require_POST
@needs(Permission.ACCOUNT_MANAGE)
def restore(request: HttpRequest, account_id: int) -> HttpResponse:
    """It is ours again."""
    found = _found(request, account_id)
    try:
        accounts.restore(actor=reader(request), account=found, now=timezone.now())
    except (Invalid, WrongState, Refused) as problem:
        messages.error(request, sentence(problem, kind="account"))
    else:
        messages.success(request, _("Le compte est de nouveau au registre."))
    return redirect("presence:account", found.pk)


def page(
    request: HttpRequest,
    found: Account,
    *,
    recovery: str = "",
    form: AccessForm | None = None,
    status: int = 200,
) -> HttpResponse:
    """The page of an account, with a form about accesses as it was sent, when it could not be taken."""
    today = timezone.localdate()
    may = {
        "manage": granted(request.user, Permission.ACCOUNT_MANAGE, today=today),
        "recover": granted(request.user, Permission.ACCOUNT_RECOVER, today=today),
        "history": granted(request.user, Permission.AUDIT_READ, today=today),
    }
    active = found.state == Account.State.ACTIVE
    context: dict[str, Any] = {
        "account": found,
        "shown": shown(found, language=language()),
        "active": active,
        "site": found.network in SITES,
        "facts": _facts(found),
        "safety": _safety(found),
        "link_detail": link_detail(found),
        "link_target": plain(found.link_target) if found.link_target else "",
        "recovery": recovery,
        "accesses": queries.accesses_to(found, reader=reader(request), today=today),
        "levels": LEVELS,
        "form": form or (AccessForm() if may["manage"] and active else None),
        "may": may,
    }
    return render(request, "presence/account.html", context, status=status)


def _facts(found: Account) -> list[tuple[str, Any]]:
    facts = [
        (_("Réseau"), network_name(found.network, the_policy(), language())),
        (_("Nom sur le réseau"), found.handle),
    ]
    facts.append((_("À qui"), _whose(found)))
    facts.append((_("Responsable"), _owner(found)))
    facts.append((_("Inscrit"), day(found.created)))
    facts.append((_("D’où il vient"), _("de la politique") if found.from_policy else _("inscrit à la main")))
    return facts


def _safety(found: Account) -> list[tuple[str, Any]]:
    review = _("jamais") if found.reviewed is None or found.reviewed_by is None else _("%(when)s, %(name)s") % {
        "when": day(found.reviewed), "name": found.reviewed_by.get_full_name()
    }  # fmt: skip
    said = [
        (_("Double authentification"), state_badge(found.two_factor, "two-factor")),
        (_("Revu"), review),
        (_("À revoir avant le"), day(queries.next_review(found))),
        (_("Connexion avec Balise"), state_badge(found.connection, "account-connection")),
    ]
    if found.connection_until is not None:
        said.append((_("Connexion valable jusqu’au"), moment(found.connection_until)))
    return said


def _narrowed(rows: QuerySet[Account], filters: RegisterFilters) -> QuerySet[Account]:
    said = filters.cleaned_data if filters.is_valid() else {}
    state = {"retires": [Account.State.RETIRED], "tous": list(Account.State)}
    rows = rows.filter(state__in=state.get(said.get("etat", ""), [Account.State.ACTIVE]))
    if said.get("reseau"):
        rows = rows.filter(network=said["reseau"])
    if said.get("adresse"):
        rows = rows.filter(link=said["adresse"])
    if said.get("a_qui") == "nous":
        rows = rows.filter(partner_id="")
    elif said.get("a_qui") == "partenaires":
        rows = rows.exclude(partner_id="")
    return rows


def _found(request: HttpRequest, account_id: int) -> Account:
    try:
        return queries.account_for(reader(request), account_id, today=timezone.localdate())
    except (queries.NotThere, OverflowError):
        raise Http404 from None


def _name(found: Account) -> str:
    """Its network and what it is called there, which has no space to be cut at."""
    said = shown(found, language=language())
    return format_html('{}<br><span class="text-break fw-normal">{}</span>', said.network, said.name)


def _whose(found: Account) -> str:
    return shown(found, language=language()).partner or _("À nous")


def _owner(found: Account) -> str:
    if found.owner is None:
        return ""
    name = found.owner.get_full_name()
    return name if found.owner.is_active else _("%(name)s (compte fermé)") % {"name": name}


def _reviewed(found: Account) -> str:
    return day(found.reviewed) if found.reviewed else _("jamais")
