"""Pages signed by hand: received with their code, written down beside the scan, put aside, taken up again by HR."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from balise.documents import scans
from balise.web.access.deciding import Refused
from balise.web.access.guarding import needs
from balise.web.access.permissions import Permission
from balise.web.evidence.queries import NotThere as NoEvidence
from balise.web.evidence.storing import Lost
from balise.web.people.models import Person
from balise.web.signing import answers_queries, paper_queries, paper_transitions, versions_queries
from balise.web.signing.answers_rules import looks_after_everybody
from balise.web.signing.models.paper import SignedPage
from balise.web.signing.models.versions import PolicyVersion
from balise.web.signing.paper_forms import ScanForm, TranscriptForm
from balise.web.signing.paper_reading import recognise
from balise.web.signing.versions_reading import language, reader_of, title
from balise.web.signing.wording import known_by_said, method_said
from balise.web.ui.components import Consequence
from balise.web.vault.sealing import Destroyed
from balise.web.workflow import Invalid, WrongState


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Permission.ATTESTATION_FILE)
def receive(request: HttpRequest) -> HttpResponse:
    """Take a scan in: its code says whose it is. ``?personne=`` is whom the reader means to file for."""
    reader, today = reader_of(request), timezone.localdate()
    person = _expected(request)
    everybody = looks_after_everybody(reader, today=today)
    given: Any = (request.POST, request.FILES) if request.method == "POST" else ()
    form = ScanForm(*given, everybody=everybody, known=person is not None)
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        try:
            found = recognise(
                content=said["file"].read(), typed=said["code"], expected=person, by_hand=said.get("version")
            )
            page = paper_transitions.receive(
                actor=reader,
                recognised=found,
                method=SignedPage.Method(said.get("method") or SignedPage.Method.PAPER),
                today=today,
                now=timezone.now(),
            )
        except Invalid as problem:
            form.add_error(problem.field if problem.field in form.fields else None, problem.message(language()))
        except Refused:
            form.add_error(
                "file",
                _(
                    "Cette page n’est pas à vous de la déposer : elle est à vous, ou à quelqu’un que vous ne dirigez "
                    "pas. Remettez-la aux ressources humaines. Rien n’a été gardé."
                ),
            )
        else:
            return redirect("signing:transcribe", page.pk)
    waiting = list(paper_queries.waiting_for(reader, today=today))
    context = {"form": form, "person": person, "waiting": waiting}
    return render(request, "signing/paper_receive.html", context, status=422 if form.errors else 200)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@needs(Permission.ATTESTATION_FILE)
def transcribe(request: HttpRequest, page_id: int) -> HttpResponse:
    """The scan and the form side by side: what the page says becomes the person's answer."""
    page, reader = _page(request, page_id), reader_of(request)
    form = TranscriptForm(request.POST or None, initial={"name": page.person.get_full_name()})
    if request.method == "POST" and form.is_valid():
        try:
            filed = paper_transitions.file_page(actor=reader, page=page, answer=form.answer(), now=timezone.now())
        except Invalid as problem:
            form.add_error(problem.field if problem.field in form.fields else None, problem.message(language()))
        except WrongState:
            messages.error(request, _("Cette page a été traitée entre-temps. Rien n’a changé."))
            return redirect("signing:paper")
        else:
            return _filed(request, filed)
    context = {
        "page": page,
        "form": form,
        "numbers": range(1, page.pages + 1),
        "facts": [
            (_("Version"), title(page.version)),
            (_("Façon"), method_said(page.method)),
            (_("Page reconnue"), known_by_said(page.known_by)),
        ],
        "old": page.version.state != PolicyVersion.State.PUBLISHED,
        "in_force": versions_queries.in_force(),
    }
    return render(request, "signing/paper_transcribe.html", context, status=422 if form.errors else 200)


def _filed(request: HttpRequest, page: SignedPage) -> HttpResponse:
    number = page.attestation.number if page.attestation else ""
    messages.success(
        request,
        _("La réponse de %(name)s est déposée, sous le numéro %(number)s. Son certificat se fabrique.")
        % {"name": page.person.get_full_name(), "number": number},
    )
    if looks_after_everybody(reader_of(request), today=timezone.localdate()):
        return redirect("signing:answer", number)
    return redirect("signing:paper")


@never_cache
@require_safe
@needs(Permission.ATTESTATION_FILE)
def picture(request: HttpRequest, page_id: int, number: int) -> HttpResponse:
    """One page of the scan, upright. Looking at it is in the audit."""
    page, reader = _page(request, page_id), reader_of(request)
    if not 1 <= number <= page.pages:
        raise Http404
    try:
        content = paper_queries.bytes_of(reader, page, today=timezone.localdate(), now=timezone.now())
        shown = scans.picture(content, page=number, turn=page.turn)
    except (NoEvidence, Lost, Destroyed, scans.Unreadable):
        raise Http404 from None
    response = HttpResponse(shown, content_type="image/jpeg")
    response["X-Content-Type-Options"] = "nosniff"
    return response


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Permission.ATTESTATION_FILE)
def drop(request: HttpRequest, page_id: int) -> HttpResponse:
    """Not a signed page after all: say what it does, then do it."""
    page = _page(request, page_id)
    if request.method == "POST":
        return _did(
            request,
            lambda: paper_transitions.drop_page(actor=reader_of(request), page=page, now=timezone.now()),
            _("La page est écartée, et l’image est détruite."),
            "signing:paper",
        )
    confirm = {
        "title": _("Écarter cette page"),
        "label": _("Écarter la page"),
        "cancel_url": reverse("signing:transcribe", args=[page.pk]),
        "consequences": [
            Consequence(what=_("L’image est détruite. Il reste au journal qu’une page est venue.")),
            Consequence(
                what=_("Aucune réponse n’est déposée : %(name)s doit encore répondre.")
                % {"name": page.person.get_full_name()},
                reversible=True,
            ),
        ],
    }
    return render(request, "ui/confirm.html", {"confirm": confirm, "form": Form()})


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Permission.ATTESTATION_CORRECT)
def reopen(request: HttpRequest, number: str) -> HttpResponse:
    """An answer on paper was written down wrongly: the page waits again, and both answers are kept."""
    try:
        one = answers_queries.numbered(reader_of(request), number, today=timezone.localdate())
    except answers_queries.NotThere:
        raise Http404 from None
    page = paper_queries.page_of(one)
    if page is None or not one.current:
        raise Http404
    if request.method == "POST":
        return _did(
            request,
            lambda: paper_transitions.reopen_page(actor=reader_of(request), page=page, now=timezone.now()),
            _("La page attend de nouveau : recopiez ce qu’elle dit."),
            "signing:transcribe",
            page.pk,
        )
    confirm = {
        "title": _("Corriger ce qui a été recopié"),
        "label": _("Reprendre la page"),
        "cancel_url": reverse("signing:answer", args=[number]),
        "consequences": [
            Consequence(what=_("Cette réponse ne compte plus. Elle est conservée avec son certificat.")),
            Consequence(what=_("La page attend d’être recopiée, et la personne doit une réponse jusque-là.")),
        ],
    }
    return render(request, "ui/confirm.html", {"confirm": confirm, "form": Form()})


def _did(request: HttpRequest, act: Callable[[], Any], done: str, *where: Any) -> HttpResponse:
    try:
        act()
    except Invalid as problem:
        messages.error(request, problem.message(language()))
    except WrongState:
        messages.error(request, _("Cette page a été traitée entre-temps. Rien n’a changé."))
    except Refused:
        messages.error(request, _("Une autre personne des ressources humaines doit le faire. Rien n’a changé."))
    else:
        messages.success(request, done)
        return redirect(*where)
    return redirect("signing:paper")


def _expected(request: HttpRequest) -> Person | None:
    wanted = request.GET.get("personne", "")
    if not wanted.isdecimal() or len(wanted) > 15:
        return None
    try:
        return paper_queries.person_for(reader_of(request), int(wanted), today=timezone.localdate())
    except paper_queries.NotThere:
        raise Http404 from None


def _page(request: HttpRequest, page_id: int) -> SignedPage:
    try:
        return paper_queries.page_for(reader_of(request), page_id, today=timezone.localdate())
    except (paper_queries.NotThere, OverflowError):
        raise Http404 from None
