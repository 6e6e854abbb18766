"""Personal links: given by who looks after somebody, opened by that person, whether or not they have an account."""

from __future__ import annotations

from typing import Any

from django.contrib.auth import logout
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from balise.web.access.deciding import allowed
from balise.web.access.guarding import needs, public
from balise.web.access.permissions import Permission
from balise.web.people.models import Person
from balise.web.signatures.means import TooMany, session_of
from balise.web.signatures.personal_links import spaced
from balise.web.signing import links_transitions, versions_queries
from balise.web.signing.answers_forms import CodeForm, SignForm
from balise.web.signing.answers_transitions import Act
from balise.web.signing.answers_views import identified_or_refused, initial_for, sign_page
from balise.web.signing.models.asking import SigningLink
from balise.web.signing.models.versions import PolicyVersion
from balise.web.signing.versions_reading import language, reader_of
from balise.web.workflow import Invalid, WrongState

S, M = SigningLink.State, SigningLink.Method
_KNOWN = "signing_link"


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Permission.SIGNING_LINK_GIVE)
def give(request: HttpRequest, person_id: int) -> HttpResponse:
    """Say what a link is, then make it and show its code once."""
    person, version = _asked(request, person_id)
    context: dict[str, Any] = {"person": person, "version": version}
    if request.method != "POST":
        return render(request, "signing/link_give.html", context)
    try:
        link, code = links_transitions.give_link(
            actor=reader_of(request), person=person, version=version, mail=True, now=timezone.now()
        )
    except Invalid as problem:
        return render(
            request, "signing/link_give.html", {**context, "problem": problem.message(language())}, status=422
        )
    address = request.build_absolute_uri(links_transitions.address_of(link))
    shown = {**context, "link": link, "code": spaced(code), "address": address}
    return render(request, "signing/link_given.html", shown)


@require_POST
@needs(Permission.SIGNING_LINK_GIVE)
def hand_over(request: HttpRequest, person_id: int) -> HttpResponse:
    """Sign the manager out of this device and open the form of the person who takes it."""
    person, version = _asked(request, person_id)
    try:
        link = links_transitions.hand_over(actor=reader_of(request), person=person, version=version, now=timezone.now())
    except Invalid as problem:
        context = {"person": person, "version": version, "problem": problem.message(language())}
        return render(request, "signing/link_give.html", context, status=422)
    logout(request)
    request.session[_KNOWN] = link.pk
    return redirect(links_transitions.address_of(link))


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@public
def link(request: HttpRequest, token: str) -> HttpResponse:
    """Ask the code, then show the text and the form. Opening it uses nothing up: only an answer does."""
    one = links_transitions.link_named(token)
    problem = _problem(one)
    if one is None or problem:
        return render(request, "signing/link_closed.html", {"problem": problem}, status=404 if one is None else 410)
    if request.session.get(_KNOWN) != one.pk:
        return _code(request, one)
    if request.method != "POST":
        return _page(request, one, _form(one, initial=initial_for(one.person)))
    return _answer(request, one)


def _code(request: HttpRequest, one: SigningLink) -> HttpResponse:
    form = CodeForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            right = one.method == M.LINK and links_transitions.tried(one, form.cleaned_data["code"], now=timezone.now())
        except WrongState:
            right = False
        if right:
            request.session[_KNOWN] = one.pk
            return redirect(request.path)
        one.refresh_from_db()
        if one.state != S.OPEN:
            return render(request, "signing/link_closed.html", {"problem": _problem(one)}, status=410)
        form.add_error("code", _("Ce n’est pas le code de ce lien. Après cinq erreurs, le lien ne s’ouvre plus."))
    return render(request, "signing/link_code.html", {"form": form}, status=422 if form.errors else 200)


def _answer(request: HttpRequest, one: SigningLink) -> HttpResponse:
    form = _form(one, request.POST)
    if form.is_valid():
        now = timezone.now()
        try:
            made = links_transitions.answer_by_link(
                link=one, answer=form.answer(), act=_act(request, one, form), now=now
            )
        except Invalid as problem:
            form.add_error(problem.field if problem.field in form.fields else None, problem.message(language()))
        except TooMany:
            form.add_error("secret", _("Trop d’essais. Attendez quelques minutes, ou dessinez votre signature."))
        except WrongState:
            one.refresh_from_db()
            return render(request, "signing/link_closed.html", {"problem": _problem(one)}, status=410)
        else:
            request.session.flush()
            return render(request, "signing/link_done.html", {"one": made})
    return _page(request, one, form, status=422)


def _act(request: HttpRequest, one: SigningLink, form: SignForm) -> Act:
    session = session_of(request, entered_by=one.method)
    if form.cleaned_data["how"] == "drawn":
        return Act(session=session, means="session", drawn=True, path=form.cleaned_data["drawing"])
    secret, now = form.cleaned_data["secret"], timezone.now()
    if one.method == M.TABLET:
        return Act(session=session, means=identified_or_refused(request, one.person, secret), drawn=False)
    if not links_transitions.tried(one, secret, now=now):
        raise Invalid(
            fr="Ce n’est pas le code de ce lien : écrivez-le de nouveau, ou dessinez votre signature.",
            en="This is not the code of this link: write it again, or draw your signature.",
            field="secret",
        )
    return Act(session=session, means="code", drawn=False)


def _form(one: SigningLink, *given: Any, **more: Any) -> SignForm:
    return SignForm(*given, by_code=one.method == M.LINK, **more)


def _page(request: HttpRequest, one: SigningLink, form: SignForm, *, status: int = 200) -> HttpResponse:
    return sign_page(request, one.person, one.version, form, status=status, template="signing/link_sign.html")


def _problem(one: SigningLink | None) -> str:
    if one is None:
        return _("Ce lien n’est pas valable. Vérifiez qu’il est entier, ou demandez-en un autre.")
    if one.state == S.USED:
        return _("Ce lien a déjà servi. Votre réponse est enregistrée.")
    if one.state == S.CANCELLED:
        return _("Ce lien ne s’ouvre plus. Demandez-en un autre à la personne qui vous l’a donné.")
    if one.expires <= timezone.now():
        return _("Ce lien a expiré. Demandez-en un autre à la personne qui vous l’a donné.")
    if one.version.state != PolicyVersion.State.PUBLISHED:
        return _("Ce texte n’est plus en vigueur. Demandez un lien vers le texte en vigueur.")
    return ""


def _asked(request: HttpRequest, person_id: int) -> tuple[Person, PolicyVersion]:
    person = Person.objects.filter(pk=person_id).first()
    version = versions_queries.in_force()
    may = allowed(reader_of(request), Permission.SIGNING_LINK_GIVE, person, today=timezone.localdate())
    if person is None or version is None or not may:
        raise Http404
    return person, version
