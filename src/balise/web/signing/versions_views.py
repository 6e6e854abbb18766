"""Preparing a version: its texts, the passages of its clauses, its approval by somebody else, its publication."""

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
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from balise.screening.explaining import in_words
from balise.web.access.deciding import Refused, allowed
from balise.web.access.guarding import needs
from balise.web.access.permissions import Permission
from balise.web.signing import versions_queries, versions_transitions
from balise.web.signing.models.versions import PolicySection, PolicyVersion
from balise.web.signing.versions_content import LANGUAGES, fingerprint, is_passage, living
from balise.web.signing.versions_forms import PassageForm, ReasonForm, SectionForm, TextForm
from balise.web.signing.versions_reading import found, language, reader_of, title
from balise.web.ui import badges
from balise.web.ui.components import Consequence
from balise.web.ui.dates import moment, moment_in_words
from balise.web.verdicts.engine import the_policy
from balise.web.workflow import Invalid, WrongState

S = PolicyVersion.State


@require_POST
@needs(Permission.POLICY_DRAFT)
def draft(request: HttpRequest) -> HttpResponse:
    """Begin a version."""
    made = versions_transitions.draft(actor=reader_of(request), now=timezone.now())
    return redirect("signing:version", made.number)


@require_safe
@needs(Permission.POLICY_DRAFT)
def version(request: HttpRequest, number: int) -> HttpResponse:
    """A version as those who prepare it see it."""
    return _page(request, found(request, number))


@require_POST
@needs(Permission.POLICY_DRAFT)
def import_text(request: HttpRequest, number: int) -> HttpResponse:
    """Take a file as the text in one language."""
    prepared = found(request, number)
    form = TextForm(request.POST, request.FILES)
    if not form.is_valid():
        return _page(request, prepared, form, status=422)
    given = form.cleaned_data["file"]
    try:
        versions_transitions.import_text(
            actor=reader_of(request),
            version=prepared,
            language=form.cleaned_data["language"],
            filename=given.name,
            content=given.read(),
            now=timezone.now(),
        )
    except Invalid as problem:
        form.add_error(problem.field if problem.field in form.fields else None, problem.message(language()))
        return _page(request, prepared, form, status=422)
    except (WrongState, Refused) as problem:
        form.add_error(None, sentence(problem))
        return _page(request, found(request, number), form, status=409)
    messages.success(request, _("Le texte est importé. Vérifiez chaque passage proposé avant de faire approuver."))
    return redirect("signing:version", number)


@require_POST
@needs(Permission.POLICY_DRAFT)
def remove_text(request: HttpRequest, number: int) -> HttpResponse:
    """Take the translation away."""
    prepared = found(request, number)
    return _did(
        request,
        lambda: versions_transitions.remove_text(
            actor=reader_of(request), version=prepared, language="en", now=timezone.now()
        ),
        number,
        _("La traduction est enlevée."),
    )


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Permission.POLICY_DRAFT)
def anchor(request: HttpRequest, number: int, language: str, clause_id: str) -> HttpResponse:
    """Correct where a clause stands: the section first (in the address), then its paragraphs."""
    prepared = found(request, number)
    clause = next((one for one in living(the_policy()) if one.id == clause_id), None)
    text = versions_queries.texts_of(prepared).get(language) if language in LANGUAGES else None
    if clause is None or text is None:
        raise Http404
    known = prepared.anchors.filter(language=language, clause_id=clause_id).first()
    sections = list(text.sections.all())
    wanted = request.POST.get("section", request.GET.get("section", known.section_anchor if known else ""))
    section = next((one for one in sections if one.anchor == wanted), None)
    form = None
    if section is not None:
        initial = _ticked(section, known.passage) if known and known.section_anchor == section.anchor else []
        form = PassageForm(request.POST or None, section=section, initial={"paragraphs": initial})
    if request.method == "POST":
        done = _anchored(request, prepared, language, clause_id, section, form)
        if done is not None:
            return done
    context = {
        "version": prepared,
        "clause": clause,
        "clause_title": in_words(clause.title, language),
        "rule": (clause.texts.get(language) or next(iter(clause.texts.values()))).rule,
        "language": language,
        "text": text,
        "section": section,
        "sections": SectionForm(sections=sections, initial={"section": wanted}),
        "form": form,
    }
    return render(request, "signing/anchor.html", context, status=422 if request.method == "POST" else 200)


def _anchored(
    request: HttpRequest,
    prepared: PolicyVersion,
    said: str,
    clause_id: str,
    section: PolicySection | None,
    form: PassageForm | None,
) -> HttpResponse | None:
    if form is not None and not form.is_valid():
        return None
    try:
        versions_transitions.anchor(
            actor=reader_of(request),
            version=prepared,
            language=said,
            clause_id=clause_id,
            section_anchor=section.anchor if section else "",
            passage=form.passage() if form else "",
            now=timezone.now(),
        )
    except Invalid as problem:
        if form is None:
            messages.error(request, problem.message(language()))
            return redirect("signing:version", prepared.number)
        form.add_error(problem.field if problem.field in form.fields else None, problem.message(language()))
        return None
    except (WrongState, Refused) as problem:
        messages.error(request, sentence(problem))
    else:
        messages.success(request, _("C’est noté pour l’article %(id)s.") % {"id": clause_id})
    return redirect("signing:version", prepared.number)


@require_POST
@needs(Permission.POLICY_APPROVE)
def approve(request: HttpRequest, number: int) -> HttpResponse:
    """Approve what the page showed."""
    prepared, shown = found(request, number), request.POST.get("content_hash", "")
    return _did(
        request,
        lambda: versions_transitions.approve(
            actor=reader_of(request), version=prepared, content_hash=shown, now=timezone.now()
        ),
        number,
        _("La version est approuvée. Elle peut être publiée."),
    )


@require_POST
@needs(Permission.POLICY_DRAFT)
def reopen(request: HttpRequest, number: int) -> HttpResponse:
    """Back to draft; the approval is void."""
    prepared = found(request, number)
    return _did(
        request,
        lambda: versions_transitions.reopen(actor=reader_of(request), version=prepared, now=timezone.now()),
        number,
        _("La version est redevenue un brouillon. Il faudra l’approuver de nouveau."),
    )


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Permission.POLICY_PUBLISH)
def publish(request: HttpRequest, number: int) -> HttpResponse:
    """Show what is not matched and what publishing does, then do it."""
    prepared = found(request, number)
    if request.method == "POST":
        return _did(
            request,
            lambda: versions_transitions.publish(actor=reader_of(request), version=prepared, now=timezone.now()),
            number,
            _("La version est publiée : toute l’équipe peut la lire."),
        )
    before = versions_queries.in_force()
    consequences = [Consequence(what=_("Toute l’équipe peut lire ce texte, et chaque personne devra y répondre."))]
    if before is not None:
        consequences.append(
            Consequence(
                what=_("La version n° %(number)d n’est plus en vigueur. Les réponses qu’elle a reçues sont conservées.")
                % {"number": before.number}
            )
        )
    confirm = {
        "title": _("Publier la version n° %(number)d") % {"number": number},
        "label": _("Publier"),
        "cancel_url": reverse("signing:version", args=[number]),
        "consequences": consequences,
    }
    context = {"confirm": confirm, "form": Form(), "matchings": _matchings(prepared)}
    return render(request, "signing/publish.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Permission.POLICY_WITHDRAW)
def withdraw(request: HttpRequest, number: int) -> HttpResponse:
    """Say what it does and ask why, then do it."""
    prepared = found(request, number)
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        return _did(
            request,
            lambda: versions_transitions.withdraw(
                actor=reader_of(request), version=prepared, reason=form.cleaned_data["reason"], now=timezone.now()
            ),
            number,
            _("La version est retirée."),
        )
    in_force = prepared.state == S.PUBLISHED
    confirm = {
        "title": _("Retirer la version n° %(number)d") % {"number": number},
        "label": _("Retirer"),
        "cancel_url": reverse("signing:version", args=[number]),
        "consequences": [
            Consequence(
                what=_("Plus aucune politique n’est en vigueur. Ce qui a été répondu est conservé.")
                if in_force
                else _("Ce texte ne sera pas publié. Il reste lisible par qui prépare les versions.")
            )
        ],
    }
    status = 422 if request.method == "POST" else 200
    return render(request, "ui/confirm.html", {"confirm": confirm, "form": form}, status=status)


def _page(
    request: HttpRequest, prepared: PolicyVersion, form: TextForm | None = None, *, status: int = 200
) -> HttpResponse:
    reader, today = reader_of(request), timezone.localdate()
    drafting = prepared.state == S.DRAFT
    matchings = _matchings(prepared)
    context = {
        "version": prepared,
        "title": title(prepared),
        "texts": [one["text"] for one in matchings],
        "matchings": matchings,
        "form": (form or TextForm(initial={"language": "en" if matchings else "fr"})) if drafting else None,
        "content_hash": fingerprint(prepared) if drafting else prepared.content_hash,
        "may_approve": drafting
        and bool(matchings)
        and allowed(reader, Permission.POLICY_APPROVE, prepared, today=today),
        "own": drafting and reader.pk in prepared.hands,
        "previous": versions_queries.previous_of(prepared),
        "facts": _facts(prepared),
    }
    return render(request, "signing/version.html", context, status=status)


def _facts(prepared: PolicyVersion) -> list[tuple[str, str]]:
    done = (
        (_("Préparée"), prepared.drafted_by, prepared.drafted_at),
        (_("Approuvée"), prepared.approved_by, prepared.approved_at),
        (_("Publiée"), prepared.published_by, prepared.published_at),
    )
    facts = [(name, f"{moment(at)}, {who.get_full_name()}") for name, who, at in done if who and at]
    if prepared.withdrawn_at:
        facts.append((_("Retirée"), moment(prepared.withdrawn_at)))
    if prepared.withdrawal_reason:
        facts.append((_("Raison du retrait"), prepared.withdrawal_reason))
    return [*facts, (_("Articles de"), prepared.pack_reference)]


def _matchings(prepared: PolicyVersion) -> list[dict[str, Any]]:
    """For each text: its clauses with their titles in its language, and what matches nothing."""
    made = []
    for said, text in versions_queries.texts_of(prepared).items():
        matching = versions_queries.matching(prepared, text)
        made.append(
            {
                "text": text,
                "language": said,
                "placed": [(one, in_words(one.clause.title, language())) for one in matching.placed],
                "missing": [(one, in_words(one.title, language())) for one in matching.missing],
                "alone": matching.alone,
            }
        )
    return made


def _did(request: HttpRequest, act: Callable[[], Any], number: int, done: str) -> HttpResponse:
    try:
        act()
    except (Invalid, WrongState, Refused) as problem:
        messages.error(request, sentence(problem))
    else:
        messages.success(request, done)
    return redirect("signing:version", number)


def _ticked(section: PolicySection, passage: str) -> list[str]:
    whole = section.words.split("\n")
    said = set(passage.split("\n"))
    return [str(at) for at, one in enumerate(whole) if one in said] if is_passage(section, passage) else []


def sentence(problem: Exception) -> str:
    """What went wrong, for the reader."""
    if isinstance(problem, Invalid):
        return problem.message(language())
    if isinstance(problem, WrongState):
        state = str(badges.find("policy-version", problem.state).label)
        if problem.by and problem.at:
            return _(
                "Trop tard : %(name)s a agi le %(when)s. État actuel : %(state)s. Votre geste n’a rien changé."
            ) % {"name": problem.by, "when": moment_in_words(problem.at), "state": state}
        return _("Ce geste n’est plus possible. État actuel : %(state)s.") % {"state": state}
    return _("Une autre personne que celles qui ont préparé la version doit l’approuver. Rien n’a changé.")
