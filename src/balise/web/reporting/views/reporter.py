"""Reporting something: what it is about, then what each desk is told, then a receipt."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from balise.web.access import Permission, granted, public
from balise.web.access.guarding import untold
from balise.web.access.pacing import Pace
from balise.web.people.models import Person
from balise.web.people.roles import Role
from balise.web.reporting import receipts
from balise.web.reporting.cleaning import cleaned
from balise.web.reporting.forms import KindsForm, SectionForm
from balise.web.reporting.models import Desk, Kind
from balise.web.reporting.routing import answer_days, by_desk, receipt_days
from balise.web.reporting.transitions.making import FIELDS, Section, make
from balise.web.reporting.uploads import bounded, given
from balise.web.reporting.views import Problem, sentence
from balise.web.reporting.wording import DESKS, KINDS
from balise.web.workflow import Invalid

of_reporters = Pace(burst=6, rate=1 / 60)


@dataclass(frozen=True, kw_only=True)
class Told:
    """What one desk is to be told, as the page shows it."""

    desk: Desk
    label: str
    kinds: list[str]
    names: list[str]
    form: SectionForm


@require_http_methods(["GET", "HEAD", "POST"])
@untold
@bounded
@public
def start(request: HttpRequest) -> HttpResponse:
    """Two steps of one address: nothing of what is chosen is ever in an address."""
    if request.method != "POST":
        return _choose(request, _kinds_form(request, None))
    form = _kinds_form(request, request.POST)
    if not form.is_valid():
        return _choose(request, form, status=422)
    author = _author(request, form)
    sending = request.POST.get("step") == "send"
    told = [_told(desk, kinds, request, bind=sending) for desk, kinds in by_desk(form.cleaned_data["kinds"]).items()]
    if not sending or "back" in request.POST:
        return _choose(request, form) if "back" in request.POST else _describe(request, form, told, author=author)
    return _send(request, form, told, author=author)


def _send(request: HttpRequest, form: KindsForm, told: list[Told], *, author: Person | None) -> HttpResponse:
    secret = receipts.read_form(request.POST.get("form", ""))
    problems: list[str] = []
    sections = [section for one in told if (section := _section(request, one)) is not None]
    if secret is None:
        problems.append(_("Cette page a été ouverte il y a plus d’un jour. Tout est là : envoyez de nouveau."))
    elif not any(one.form.errors for one in told):
        if not of_reporters.allows(request.META.get("REMOTE_ADDR", "")):
            problems.append(
                _("Beaucoup de signalements viennent d’être envoyés. Attendez une minute : vos textes restent ici.")
            )
            return _describe(request, form, told, author=author, problems=problems, status=429)
        try:
            make(author=author, form=secret, sections=sections, now=timezone.now())
        except Problem as problem:
            _blame(told, problem, problems)
        else:
            return _thanked(request, secret, told, author=author)
    return _describe(request, form, told, author=author, problems=problems, status=422)


def _section(request: HttpRequest, one: Told) -> Section | None:
    """What was written for a desk; None when it won't do, which its form then says."""
    if not one.form.is_valid():
        return None
    said = one.form.cleaned_data
    try:
        files = cleaned(given(request, f"{one.desk.value}-files"))
    except Invalid as problem:
        one.form.add_error("files", sentence(problem))
        return None
    if not said["what"].strip() and not files:
        one.form.add_error("what", _("Dites ce que vous avez vu, ou joignez un fichier qui le montre."))
        return None
    return Section(
        kinds=one.kinds,
        said={name: said[name] for name in FIELDS},
        files=files,
        team_concerned=said["team"],
    )


def _blame(told: list[Told], problem: Exception, problems: list[str]) -> None:
    if isinstance(problem, Invalid) and problem.field in told[0].form.fields:
        told[0].form.add_error(problem.field, sentence(problem))
    else:
        problems.append(sentence(problem))


def _thanked(request: HttpRequest, secret: str, told: list[Told], *, author: Person | None) -> HttpResponse:
    if author is not None:
        messages.success(request, _("Votre signalement est envoyé. La réponse apparaîtra ici."))
        return redirect("reporting:mine")
    context = {
        "code": receipts.shown(receipts.code_of(secret)),
        "desks": [one.label for one in told],
        "receipt_days": receipt_days(),
        "answer_days": answer_days(),
    }
    return render(request, "reporting/receipt.html", context)


def _choose(request: HttpRequest, form: KindsForm, *, status: int = 200) -> HttpResponse:
    context = {"form": form, "signed_in": "sign" in form.fields, **_elsewhere(request)}
    return render(request, "reporting/choose.html", context, status=status)


def _describe(
    request: HttpRequest,
    form: KindsForm,
    told: list[Told],
    *,
    author: Person | None,
    problems: list[str] | None = None,
    status: int = 200,
) -> HttpResponse:
    context = {
        "kinds": form.cleaned_data["kinds"],
        "sign": form.cleaned_data.get("sign", ""),
        "told": told,
        "forms": [one.form for one in told],
        "author": author,
        "still_known": author is None and bool(request.user.is_authenticated),
        "problems": problems or [],
        "again": status != 200,
        "form_token": _fresh(request),
        "receipt_days": receipt_days(),
        "answer_days": answer_days(),
    }
    return render(request, "reporting/describe.html", context, status=status)


def _fresh(request: HttpRequest) -> str:
    """The same secret as long as it is good: what a lost connection may have carried through is not made twice."""
    token = request.POST.get("form", "")
    return token if receipts.read_form(token) is not None else receipts.draw_form()


def _told(desk: Desk, kinds: list[str], request: HttpRequest, *, bind: bool) -> Told:
    form = SectionForm(request.POST if bind else None, prefix=desk.value)
    return Told(
        desk=desk, label=str(DESKS[desk]), kinds=kinds, names=[str(KINDS[Kind(one)]) for one in kinds], form=form
    )


def _author(request: HttpRequest, form: KindsForm) -> Person | None:
    return request.user if isinstance(request.user, Person) and form.cleaned_data.get("sign") == "yes" else None


def _kinds_form(request: HttpRequest, data: Any) -> KindsForm:
    """Everything for who does not sign in; for the others, without what has a page of its own."""
    person, today = request.user, timezone.localdate()
    kinds: list[Kind] = [kind for kind in Kind if kind != Kind.PHONE]
    signed_in = isinstance(person, Person) and granted(person, Permission.REPORT_MAKE, today=today)
    if isinstance(person, Person) and signed_in and Role.MANAGER in person.roles(today):
        kinds.append(Kind.PHONE)
    initial = {"sign": "yes"}
    return KindsForm(data, kinds=kinds, signed_in=signed_in, initial=initial)


def _elsewhere(request: HttpRequest) -> dict[str, Any]:
    """Where somebody signed in asks about a post, and shows an imitation."""
    today = timezone.localdate()
    return {
        "may_ask": granted(request.user, Permission.QUESTION_ASK, today=today),
        "may_show": granted(request.user, Permission.LOOKALIKE_REPORT, today=today),
    }
