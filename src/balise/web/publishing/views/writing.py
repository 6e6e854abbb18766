"""Writing a draft: every form works without JavaScript; with it, the draft is saved as one writes."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from balise.web.access.deciding import Refused
from balise.web.access.guarding import needs
from balise.web.access.permissions import Permission
from balise.web.publishing import transitions
from balise.web.publishing.content import clean
from balise.web.publishing.forms import ClaimForm, DraftForm, ImageForm, VoiceForm
from balise.web.publishing.images import MOST_BYTES, keep_image
from balise.web.publishing.models import Publication
from balise.web.publishing.showing import last_return, live_check
from balise.web.publishing.views.answering import act_on, attempt, found, language, own, reader, sentence
from balise.web.publishing.views.reading import page
from balise.web.ui.addresses import back
from balise.web.verdicts import pacing
from balise.web.workflow import Invalid, WrongState

UNREADABLE = 422


@require_http_methods(["GET", "POST"])
@needs(Permission.PUBLICATION_CREATE)
def new(request: HttpRequest) -> HttpResponse:
    """An empty draft; it exists once saved."""
    posted = request.POST or None
    voice = VoiceForm(posted, initial={"voice": request.GET.get("voix", Publication.Voice.OFFICIAL)})
    form = DraftForm(posted, language=language())
    if posted is not None and voice.is_valid() and form.is_valid():
        made = attempt(
            request,
            lambda: transitions.create_publication(
                actor=reader(request),
                voice=voice.cleaned_data["voice"],
                draft=form.written,
                title=form.cleaned_data["title"],
                planned=form.planned_moment,
                now=timezone.now(),
            ),
            done=_("Le brouillon est enregistré."),
        )
        if made is not None:
            return _onwards(request, made)
    context = {"form": form, "voice": voice, "unsent": "publication-new", "check": {"empty": True}}
    if posted is not None and voice.is_valid() and form.is_valid():
        context["check"] = _unsaved_check(voice, form)
    return render(request, "publishing/new.html", context, status=UNREADABLE if posted is not None else 200)


@require_POST
@needs(Permission.PUBLICATION_CREATE)
def new_live(request: HttpRequest) -> HttpResponse:
    """What the engine says of a draft that was never saved. As in the private check, nothing of it is kept anywhere."""
    if not pacing.of_people.allows(f"person:{reader(request).pk}"):
        problem = _("C’est beaucoup de vérifications à la fois : attendez quelques secondes.")
        return render(request, "publishing/parts/panel.html", {"problem": problem})
    voice, form = VoiceForm(request.POST), DraftForm(request.POST, language=language())
    if not (voice.is_valid() and form.is_valid()):
        context = {"form": form, "problem": _("Corrigez d’abord ce qui est signalé.")}
        return render(request, "publishing/parts/panel.html", context)
    return render(request, "publishing/parts/panel.html", {"check": _unsaved_check(voice, form)})


def _unsaved_check(voice: VoiceForm, form: DraftForm) -> dict[str, Any]:
    unsaved = Publication(voice=voice.cleaned_data["voice"], planned=form.planned_moment)
    unsaved.draft = clean(form.written).as_json()
    return live_check(unsaved, language=language(), now=timezone.now())


@require_http_methods(["GET", "POST"])
@needs(Permission.PUBLICATION_EDIT)
def edit(request: HttpRequest, publication_id: int) -> HttpResponse:
    """The draft, with what the engine and the networks say of it."""
    publication = own(request, publication_id)
    if request.method == "POST":
        return _save(request, publication)
    if not publication.editable:
        return redirect("publishing:show", publication.pk)
    return _page(request, publication, DraftForm(language=language(), publication=publication))


@require_POST
@needs(Permission.PUBLICATION_EDIT)
def autosave(request: HttpRequest, publication_id: int) -> HttpResponse:
    """Save and answer the panel beside the text. Without htmx it is the same as the form's own address."""
    publication = own(request, publication_id)
    if not request.htmx:  # type: ignore[attr-defined]
        return _save(request, publication)
    form = DraftForm(request.POST, language=language(), publication=publication)
    if not form.is_valid():
        context = {"form": form, "problem": _("Pas encore enregistré : corrigez d’abord ce qui est signalé.")}
        return render(request, "publishing/parts/panel.html", context)
    try:
        saved = _store(request, publication, form)
    except (Invalid, WrongState, Refused) as problem:
        stale = isinstance(problem, Invalid) and problem.field == "version"
        context = {"problem": sentence(problem), "version": publication.version if stale else None}
        return render(request, "publishing/parts/panel.html", context)
    context = {
        "publication": saved,
        "check": live_check(saved, language=language(), now=timezone.now()),
        "version": saved.version,
        "voided": _voided_sentence(saved),
        "saved_at": saved.changed,
    }
    answer = render(request, "publishing/parts/panel.html", context)
    answer.headers["HX-Trigger"] = "balise:saved"
    return answer


@require_POST
@needs(Permission.PUBLICATION_EDIT)
def image_in(request: HttpRequest, publication_id: int) -> HttpResponse:
    """Add an image."""
    publication = own(request, publication_id)
    form = ImageForm(request.POST, request.FILES)
    if form.is_valid():
        file = form.cleaned_data["image"]

        def add() -> Publication:
            data = file.read(MOST_BYTES + 1)
            stored = keep_image(data, name=file.name or "")
            return transitions.add_image(
                actor=reader(request),
                publication=publication,
                stored=stored,
                alt=form.cleaned_data["alt"],
                now=timezone.now(),
            )

        changed = attempt(request, add, done=_("L’image est ajoutée, sans ses renseignements cachés."))
        if changed is not None:
            _tell_voided(request, changed)
            return redirect(reverse("publishing:edit", args=[publication.pk]) + "#images")
    draft_form = DraftForm(language=language(), publication=publication)
    return _page(request, publication, draft_form, image_form=form, status=UNREADABLE)


@require_POST
@needs(Permission.PUBLICATION_EDIT)
def image_out(request: HttpRequest, publication_id: int, sha: str) -> HttpResponse:
    """Take an image out."""
    publication = own(request, publication_id)
    changed = attempt(
        request,
        lambda: transitions.remove_image(actor=reader(request), publication=publication, sha=sha, now=timezone.now()),
        done=_("L’image est enlevée."),
    )
    _tell_voided(request, changed)
    return redirect(reverse("publishing:edit", args=[publication.pk]) + "#images")


@require_POST
@needs(Permission.PUBLICATION_EDIT)
def claim_in(request: HttpRequest, publication_id: int) -> HttpResponse:
    """Name a source."""
    publication = own(request, publication_id)
    form = ClaimForm(request.POST)
    outcome = act_on(
        request,
        form,
        lambda: transitions.add_claim(
            actor=reader(request), publication=publication, now=timezone.now(), **form.cleaned_data
        ),
    )
    if outcome.done is not None:
        messages.success(request, _("La source est ajoutée."))
        _tell_voided(request, outcome.done)
    if outcome.late or outcome.done is not None:
        return redirect(_sources(outcome.done or found(request, publication_id)))
    if not publication.editable:  # sent already: a source may still be named, on the page where it is asked
        return page(request, publication, claim_form=form, status=UNREADABLE)
    draft_form = DraftForm(language=language(), publication=publication)
    return _page(request, publication, draft_form, claim_form=form, status=UNREADABLE)


@require_POST
@needs(Permission.PUBLICATION_EDIT)
def claim_out(request: HttpRequest, publication_id: int, claim_id: int) -> HttpResponse:
    """Take a source out."""
    publication = own(request, publication_id)
    changed = attempt(
        request,
        lambda: transitions.remove_claim(
            actor=reader(request), publication=publication, claim=claim_id, now=timezone.now()
        ),
    )
    _tell_voided(request, changed)
    return redirect(_sources(publication))


@require_POST
@needs(Permission.SOURCE_VERIFY)
def claim_verified(request: HttpRequest, publication_id: int, claim_id: int) -> HttpResponse:
    """Say that one looked at a source."""
    publication = found(request, publication_id)
    attempt(
        request,
        lambda: transitions.verify_claim(
            actor=reader(request), publication=publication, claim=claim_id, now=timezone.now()
        ),
        done=_("Merci : votre nom et l’heure sont inscrits à côté de la source."),
    )
    return redirect(back(request, reverse("publishing:show", args=[publication.pk]) + "#sources"))


def _save(request: HttpRequest, publication: Publication) -> HttpResponse:
    form = DraftForm(request.POST, language=language(), publication=publication)
    if not form.is_valid():
        return _page(request, publication, form, status=UNREADABLE)
    try:
        saved = _store(request, publication, form)
    except (Invalid, WrongState, Refused) as problem:
        form.add_error(None, sentence(problem))
        if isinstance(problem, Invalid) and problem.field == "version":
            typed = request.POST.copy()
            typed["version"] = str(publication.version)  # saving again keeps what is on this page
            form.data = typed
        return _page(request, publication, form, status=409)
    messages.success(request, _("Le brouillon est enregistré."))
    _tell_voided(request, saved)
    return _onwards(request, saved)


def _store(request: HttpRequest, publication: Publication, form: DraftForm) -> Publication:
    """Save, unless nothing changed: an audit is not the place for keystrokes that changed nothing."""
    draft, given = clean(form.written), form.cleaned_data
    same = (draft.as_json(), given["title"], form.planned_moment) == (
        publication.draft,
        publication.title,
        publication.planned,
    )
    if same and publication.editable:
        return publication
    return transitions.save_draft(
        actor=reader(request),
        publication=publication,
        version=given["version"] or 0,
        draft=draft,
        title=given["title"],
        planned=form.planned_moment,
        now=timezone.now(),
    )


def _onwards(request: HttpRequest, publication: Publication) -> HttpResponse:
    if request.POST.get("then") == "submit":
        return redirect("publishing:submit", publication.pk)
    if request.POST.get("then") == "preview":
        return redirect(reverse("publishing:show", args=[publication.pk]) + "#apercu")
    return redirect("publishing:edit", publication.pk)


def _page(
    request: HttpRequest, publication: Publication, form: DraftForm, *, status: int = 200, **forms: Any
) -> HttpResponse:
    context = {
        "publication": publication,
        "form": form,
        "image_form": forms.get("image_form") or ImageForm(prefix=None),
        "claim_form": forms.get("claim_form") or ClaimForm(),
        "claims": publication.claims.select_related("verified_by").order_by("pk"),
        "check": live_check(publication, language=language(), now=timezone.now()),
        "answers": _returns(publication),
        "correction": publication.corrections.filter(ended=None).first() if publication.being_corrected else None,
        "unsent": f"publication-{publication.pk}",
        "saved_at": publication.changed,
    }
    return render(request, "publishing/edit.html", context, status=status)


def _returns(publication: Publication) -> Any:
    return last_return(publication) if publication.state == Publication.State.RETURNED else None


def _voided_sentence(publication: Publication | None) -> str:
    voided = getattr(publication, "voided_now", ())
    if not voided:
        return ""
    names = ", ".join(dict.fromkeys(approval.approver.get_full_name() for approval in voided))
    count = len(voided)
    return ngettext(
        "Ce changement annule une approbation (%(names)s) : elle portait sur l’ancien texte. La personne est prévenue.",
        "Ce changement annule %(count)d approbations (%(names)s) : elles portaient sur l’ancien texte. Les personnes "
        "sont prévenues.",
        count,
    ) % {"count": count, "names": names}


def _tell_voided(request: HttpRequest, publication: Publication | None) -> None:
    said = _voided_sentence(publication)
    if said:
        messages.warning(request, said)


def _sources(publication: Publication) -> str:
    name = "publishing:edit" if publication.editable else "publishing:show"
    return reverse(name, args=[publication.pk]) + "#sources"
