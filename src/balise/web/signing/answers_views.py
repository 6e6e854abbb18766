"""Answering in the application, one's own answer, and what HR reads of all of them."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from balise.web.access.deciding import allowed
from balise.web.access.guarding import needs
from balise.web.access.permissions import Permission
from balise.web.people.models import Person
from balise.web.signatures.means import TooMany, identified, session_of
from balise.web.signing import answers_queries, answers_transitions, paper_queries, versions_queries
from balise.web.signing.answers_forms import SignForm, written
from balise.web.signing.models.answers import Attestation
from balise.web.signing.models.versions import PolicyVersion
from balise.web.signing.versions_content import Change
from balise.web.signing.versions_reading import found, language, reader_of, title
from balise.web.signing.wording import STATES, answers_of, known_by_said, means_said, method_said
from balise.web.ui.dates import day, moment
from balise.web.ui.tables import Column, Table
from balise.web.ui.templatetags.ui import state_badge
from balise.web.vault.sealing import Destroyed
from balise.web.verdicts.engine import the_policy
from balise.web.workflow import Invalid


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Permission.ATTESTATION_GIVE)
def sign(request: HttpRequest, number: int) -> HttpResponse:
    """Read the text, or only what changed, and answer the form."""
    version, person = found(request, number), reader_of(request)
    before = answers_queries.own(person, version)
    if request.method != "POST":
        if before is not None and not before.refused:
            return redirect("signing:answer", before.number)
        return sign_page(request, person, version, SignForm(initial=initial_for(person)))
    form = SignForm(request.POST)
    if form.is_valid():
        now = timezone.now()
        try:
            made = answers_transitions.give(
                actor=person,
                person=person,
                version=version,
                answer=form.answer(),
                act=_act(request, person, form),
                now=now,
            )
        except Invalid as problem:
            form.add_error(problem.field if problem.field in form.fields else None, problem.message(language()))
        except TooMany:
            form.add_error("secret", _("Trop d’essais. Attendez quelques minutes, ou dessinez votre signature."))
        else:
            messages.success(request, _("Votre réponse est enregistrée. Votre certificat arrive dans un instant."))
            return redirect("signing:answer", made.number)
    return sign_page(request, person, version, form, status=422)


def _act(request: HttpRequest, person: Person, form: SignForm) -> answers_transitions.Act:
    session = session_of(request)
    if form.cleaned_data["how"] == "drawn":
        return answers_transitions.Act(session=session, means="session", drawn=True, path=form.cleaned_data["drawing"])
    means = identified_or_refused(request, person, form.cleaned_data["secret"])
    return answers_transitions.Act(session=session, means=means, drawn=False)


def identified_or_refused(request: HttpRequest, person: Person, secret: str) -> str:
    """By which means this is the person. Raises ``Invalid`` or ``TooMany``."""
    means = identified(request, person, secret, now=timezone.now())
    if not means:
        raise Invalid(
            fr="Ce n’est ni votre mot de passe ni un code valable : écrivez-le de nouveau, ou dessinez.",
            en="This is neither your password nor a valid code: write it again, or draw your signature.",
            field="secret",
        )
    return means


def initial_for(person: Person) -> dict[str, Any]:
    """What the form proposes; everything can be changed."""
    today = timezone.localdate()
    return {
        "name": person.get_full_name(),
        "date": written(today),
        "place": answers_queries.last_place_of(person),
        "how": "identified",
    }


def sign_page(
    request: HttpRequest,
    person: Person,
    version: PolicyVersion,
    form: SignForm,
    *,
    status: int = 200,
    template: str = "signing/sign.html",
) -> HttpResponse:
    """The text and the form. Who answered before sees what changed first, and the whole text folded."""
    texts = versions_queries.texts_of(version)
    if "fr" not in texts:
        raise Http404
    text = texts.get(language()) or texts["fr"]
    before = answers_queries.last_version_of(person)
    changed = None
    if before is not None and before.number < version.number:
        rows = versions_queries.between(before, version, language())
        changed = [one for one in rows if one.change is not Change.SAME]
    context = {
        "version": version,
        "title": title(version),
        "text": text,
        "sections": list(text.sections.all()),
        "before": before if changed is not None else None,
        "changed": changed,
        "form": form,
        "gone": version.state != PolicyVersion.State.PUBLISHED,
    }
    return render(request, template, context, status=status)


@require_safe
@needs(Permission.ATTESTATION_GIVE)
def answer(request: HttpRequest, number: str) -> HttpResponse:
    """One answer: one's own, or any for HR."""
    return _answer_page(request, _numbered(request, number))


@require_safe
@needs(Permission.ATTESTATION_READ)
def answer_by_id(request: HttpRequest, attestation_id: int) -> HttpResponse:
    """Where a search leads."""
    try:
        found = answers_queries.by_id(reader_of(request), attestation_id, today=timezone.localdate())
    except (answers_queries.NotThere, OverflowError):
        raise Http404 from None
    return redirect("signing:answer", found.number)


@require_POST
@needs(Permission.REFUSAL_READ)
def reason(request: HttpRequest, number: str) -> HttpResponse:
    """Open the reason of a refusal; each opening is in the audit."""
    one = _numbered(request, number)
    if not hasattr(one, "refusal_reason"):
        raise Http404
    try:
        said = answers_queries.reason_of(reader_of(request), one, now=timezone.now())
    except Destroyed:
        messages.error(request, _("Cette raison a été détruite."))
        return redirect("signing:answer", number)
    return _answer_page(request, one, reason=said)


@require_safe
@needs(Permission.ATTESTATION_READ)
def answers(request: HttpRequest) -> HttpResponse:
    """All answers, the latest first; ``?etat=`` keeps one state, ``?refus=oui`` every no."""
    rows = answers_queries.readable_by(reader_of(request), today=timezone.localdate()).filter(current=True)
    state = request.GET.get("etat", "")
    if state in STATES:
        rows = rows.filter(state=state)
    elif request.GET.get("refus") == "oui":
        rows = rows.exclude(state=Attestation.State.FULL)
    table = Table(
        request=request,
        rows=rows,
        columns=[
            Column(
                id="personne", label=_("Personne"), cell=lambda one: one.person_name, order="person_name", heading=True
            ),
            Column(
                id="etat", label=_("Réponse"), cell=lambda one: state_badge(one.state, "attestation"), order="state"
            ),
            Column(id="version", label=_("Version"), cell=lambda one: one.version.number, order="version__number"),
            Column(id="date", label=_("Date"), cell=lambda one: day(one.date), order="date"),
            Column(id="facon", label=_("Façon"), cell=lambda one: method_said(one.method), order="method"),
            Column(id="numero", label=_("Numéro"), cell=lambda one: one.number),
        ],
        caption=_("Réponses à la politique"),
        row_url=lambda one: reverse("signing:answer", args=[one.number]),
        empty_title=_("Aucune réponse"),
        empty_text=_("Les réponses des personnes à la politique apparaîtront ici, la plus récente d’abord."),
    )
    return render(request, "signing/answers.html", {"table": table, "states": STATES.items(), "state": state})


def _badge(one: Attestation) -> Any:
    return state_badge(one.state, "attestation")


def _answer_page(request: HttpRequest, one: Attestation, *, reason: str = "") -> HttpResponse:
    reader = reader_of(request)
    facts: list[tuple[str, Any]] = [
        *answers_of(one),
        (_("Nom"), one.name),
        (_("Date"), day(one.date)),
        (_("Lieu"), one.place),
        (_("Version"), title(one.version)),
        (_("Façon"), method_said(one.method)),
        (_("Reçue"), moment(one.answered_at)),
        (_("Numéro"), one.number),
    ]
    if one.practised_at is not None:
        facts.append((_("Situations parcourues"), day(one.practised_at)))
    if one.signature is not None:
        facts.append((_("Identification"), means_said(one.signature.means)))
    page = paper_queries.page_of(one) if one.scan else None
    if page is not None:
        facts.append((_("Page reconnue"), known_by_said(page.known_by)))
    context = {
        "one": one,
        "correctable": one.current
        and page is not None
        and allowed(reader, Permission.ATTESTATION_CORRECT, page, today=timezone.localdate()),
        "facts": facts,
        "proof": answers_queries.proof_of(one),
        "own": one.person == reader.pk,
        "practises": bool(the_policy().situations),
        "reason": reason,
        "has_reason": hasattr(one, "refusal_reason") and one.person != reader.pk,
    }
    return render(request, "signing/answer.html", context)


def _numbered(request: HttpRequest, number: str) -> Attestation:
    try:
        return answers_queries.numbered(reader_of(request), number, today=timezone.localdate())
    except answers_queries.NotThere:
        raise Http404 from None
