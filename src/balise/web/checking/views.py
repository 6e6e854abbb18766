from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone, translation
from django.views.decorators.http import require_http_methods, require_POST

from balise.web.access import Permission, granted, needs
from balise.web.checking import judging
from balise.web.checking.forms import CheckForm, QuestionForm, SendForm
from balise.web.checking.texts import LONGEST, pasted
from balise.web.ui.preferences import YEAR
from balise.web.verdicts import pacing
from balise.web.verdicts.handover import Errand, Handed, receiver_of
from balise.web.workflow import Invalid

PROFILE_COOKIE = "profil"
_ERRANDS = {Errand.AUTHORISATION: Permission.PUBLICATION_CREATE, Errand.QUESTION: Permission.QUESTION_ASK}


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Permission.CHECK_USE)
def check(request: HttpRequest) -> HttpResponse:
    """The page, and what its buttons do without JavaScript."""
    if request.method != "POST":
        return _page(request, {"form": CheckForm()})
    action = request.POST.get("action", "")
    if action in set(Errand):
        return _confirm(request, Errand(action))
    profile_says = {"profile-yes": True, "profile-no": False}.get(action, says_profile(request))
    answer = reading(request, caller=f"person:{request.user.pk}", pace=pacing.of_people, profile_says=profile_says)
    response = _page(request, answer)
    if action in {"profile-yes", "profile-no"}:
        remember_profile(request, response, says=profile_says)
    return response


@require_POST
@needs(Permission.CHECK_USE)
def live(request: HttpRequest) -> HttpResponse:
    """The findings alone, as somebody types."""
    answer = reading(request, caller=f"person:{request.user.pk}", pace=pacing.of_people)
    return render(request, "checking/_findings.html", answer | _offers(request), status=answer["status"])


@require_POST
@needs(Permission.CHECK_USE)
def send(request: HttpRequest, errand: str) -> HttpResponse:
    """What was shown leaves the check, and goes where it was said to go."""
    if errand not in set(Errand):
        raise Http404
    asked = Errand(errand)
    receiver = receiver_of(asked)
    text, voice = pasted(request.POST.get("text", "")), _voice(request)
    form = _errand_form(asked, request.POST)
    if receiver is None or not text.readable or not form.is_valid():
        return _confirm(request, asked, form=form)
    handed = Handed(
        text=text.text,
        voice=voice,
        networks=tuple(form.cleaned_data.get("networks", ())),
        question=form.cleaned_data.get("question", ""),
    )
    try:
        address = receiver(person=request.user, handed=handed, now=timezone.now())  # type: ignore[arg-type]
    except Invalid as problem:
        form.add_error(None, problem.message(language()))
        return _confirm(request, asked, form=form)
    return redirect(address)


def language() -> str:
    """``fr`` or ``en``, as the page is read."""
    return "en" if (translation.get_language() or "fr").startswith("en") else "fr"


def reading(
    request: HttpRequest, *, caller: str, pace: pacing.Pace, profile_says: bool | None = None
) -> dict[str, Any]:
    """What the page shows for the text that was sent, with the HTTP status that goes with it."""
    text, voice = pasted(request.POST.get("text", "")), _voice(request)
    context: dict[str, Any] = {
        "form": CheckForm({"voice": voice, "text": text.text}),
        "pasted": text,
        "longest": LONGEST,
        "status": 200,
        "checked": True,
    }
    if not pace.allows(caller):
        return context | {"status": 429, "too_fast": True}
    if text.too_long:
        return context | {"status": 413}
    if text.readable:
        says = says_profile(request) if profile_says is None else profile_says
        inside = granted(request.user, Permission.POLICY_READ, today=timezone.localdate())
        context["answer"] = judging.answer(
            text.text, voice=voice, profile_says=says, language=language(), quoting=inside
        )
    return context


def says_profile(request: HttpRequest) -> bool:
    """Whether this browser was told that the profile carries the disclaimer."""
    return request.COOKIES.get(PROFILE_COOKIE) == "oui"


def remember_profile(request: HttpRequest, response: HttpResponse, *, says: bool) -> None:
    """Keep that in the browser, and nowhere else."""
    if says:
        secure = request.is_secure()
        response.set_cookie(PROFILE_COOKIE, "oui", max_age=YEAR, httponly=True, samesite="Lax", secure=secure)
    else:
        response.delete_cookie(PROFILE_COOKIE, samesite="Lax")


def _page(request: HttpRequest, context: dict[str, Any]) -> HttpResponse:
    shown = context | _offers(request) | {"live_name": "checking:live", "here_name": "checking:check"}
    shown["poster_open"] = reverse("checking:poster") if settings.BALISE_PUBLIC_CHECK else ""
    return render(request, "checking/check.html", shown, status=context.get("status", 200))


def _offers(request: HttpRequest) -> dict[str, bool]:
    """What this person may ask for, where somebody takes it in."""
    today = timezone.localdate()
    return {
        f"may_{errand.value}": receiver_of(errand) is not None and granted(request.user, permission, today=today)
        for errand, permission in _ERRANDS.items()
    }


def _confirm(request: HttpRequest, errand: Errand, *, form: Any = None) -> HttpResponse:
    """Exactly what would be sent, and to whom, before anything is."""
    text, voice = pasted(request.POST.get("text", "")), _voice(request)
    if not text.readable or not _offers(request)[f"may_{errand.value}"]:
        return _page(request, {"form": CheckForm({"voice": voice, "text": text.text}), "pasted": text,
                               "longest": LONGEST, "checked": True, "nothing": not text.text.strip(),
                               "status": 413 if text.too_long else 200})  # fmt: skip
    person: Any = request.user
    today, spoken = timezone.localdate(), language()
    if errand is Errand.AUTHORISATION:
        to = judging.recipients(text.text, voice=voice, person=person, language=spoken, today=today)
    else:
        to = [judging.answering(person=person, language=spoken, today=today)]
    answer = judging.answer(text.text, voice=voice, profile_says=False, language=spoken)  # what they will see
    context = {
        "errand": errand.value,
        "recipients": to,
        "answer": answer,
        "voice": voice,
        "pasted": text,
        "form": form or _errand_form(errand, None),
    }
    return render(request, "checking/confirm.html", context)


def _errand_form(errand: Errand, data: Any) -> Any:
    return SendForm(data, language=language()) if errand is Errand.AUTHORISATION else QuestionForm(data)


def _voice(request: HttpRequest) -> str:
    said = request.POST.get("voice", "")
    return said if said in judging.VOICES else judging.VOICES[0]
