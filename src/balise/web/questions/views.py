"""The questions one asked, those that wait for an answer, and the page of each."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, cast

from django.contrib import messages
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from balise.web.access.deciding import Refused, allowed
from balise.web.access.guarding import needs
from balise.web.access.permissions import Permission
from balise.web.people.models import Person
from balise.web.questions import queries, transitions
from balise.web.questions.forms import AnswerForm
from balise.web.questions.models import Question
from balise.web.questions.showing import Opened, opened
from balise.web.ui import badges
from balise.web.ui.components import Consequence, Tab
from balise.web.ui.dates import moment, moment_in_words
from balise.web.ui.tables import Column, Table
from balise.web.ui.templatetags.ui import state_badge
from balise.web.workflow import Invalid, WrongState, disclose


@require_safe
@needs(Permission.QUESTION_READ)
def home(request: HttpRequest) -> HttpResponse:
    """What the reader asked; for who answers, what waits and all that came in."""
    person, today = _reader(request), timezone.localdate()
    answers = queries.receives(person, today=today)
    wanted = request.GET.get("voir", "") if answers else "miennes"
    lists: dict[str, Callable[[], Any]] = {
        "miennes": lambda: queries.own_questions(person),
        "toutes": lambda: queries.received(person, today=today),
        "": lambda: queries.to_answer(person, today=today),
    }
    shown = wanted if wanted in lists else ""
    table = Table(
        request=request,
        rows=lists[shown](),
        columns=[
            Column(id="numero", label=_("Question"), cell=_numbered, heading=True),
            Column(id="de", label=_("De"), cell=lambda one: one.asker.get_full_name(), order="asker__name"),
            Column(id="etat", label=_("État"), cell=lambda one: state_badge(one.state, "question"), order="state"),
            Column(id="recue", label=_("Posée"), cell=lambda one: moment(one.asked), order="asked"),
            Column(id="repondue", label=_("Répondue"), cell=_answered, order="answered"),
        ],
        caption=_("Questions"),
        row_url=lambda one: reverse("questions:show", args=[one.pk]),
        empty_title=_("Aucune question"),
        empty_text=_("Les questions que l’équipe pose sur ses messages apparaîtront ici, la plus ancienne d’abord.")
        if answers and shown != "miennes"
        else _("Vos questions et leurs réponses apparaîtront ici. Pour en poser une, vérifiez d’abord votre message."),
    )
    here = reverse("questions:home")
    tabs = [
        Tab(label=_("À répondre"), url=here, current=shown == ""),
        Tab(label=_("Toutes"), url=f"{here}?voir=toutes", current=shown == "toutes"),
        Tab(label=_("Les miennes"), url=f"{here}?voir=miennes", current=shown == "miennes"),
    ]
    return render(request, "questions/home.html", {"table": table, "tabs": tabs if answers else []})


@require_safe
@needs(Permission.QUESTION_READ)
def show(request: HttpRequest, question_id: int) -> HttpResponse:
    """One question."""
    return _page(request, _found(request, question_id))


@require_POST
@needs(Permission.QUESTION_ANSWER)
def answer(request: HttpRequest, question_id: int) -> HttpResponse:
    """Answer it; what was typed stays on the page when it cannot be taken."""
    question = _found(request, question_id)
    form = AnswerForm(request.POST, language=_language())
    if form.is_valid():
        try:
            transitions.answer(actor=_reader(request), question=question, now=timezone.now(), **form.cleaned_data)
        except Invalid as problem:
            form.add_error(problem.field if problem.field in form.fields else None, problem.message(_language()))
        except (WrongState, Refused) as problem:
            form.add_error(None, _sentence(problem))
            return _page(request, _found(request, question_id), form, status=409)
        else:
            messages.success(request, _("Votre réponse est envoyée. La personne la lira ici."))
            return redirect("questions:home")
    return _page(request, question, form, status=422)


@require_POST
@needs(Permission.QUESTION_CLOSE)
def close(request: HttpRequest, question_id: int) -> HttpResponse:
    """Nothing more is to be said."""
    question = _found(request, question_id)
    try:
        transitions.close(actor=_reader(request), question=question, now=timezone.now())
    except (Invalid, WrongState, Refused) as problem:
        messages.error(request, _sentence(problem))
    else:
        messages.success(request, _("La question est fermée. Vous pouvez encore la relire."))
    return redirect("questions:show", question.pk)


@require_http_methods(["GET", "POST"])
@needs(Permission.QUESTION_WITHDRAW)
def withdraw(request: HttpRequest, question_id: int) -> HttpResponse:
    """Say what taking it back does, then do it."""
    question = _found(request, question_id)
    if question.asker_id != _reader(request).pk:
        raise Http404
    if request.method == "POST":
        try:
            transitions.withdraw(actor=_reader(request), question=question, now=timezone.now())
        except (Invalid, WrongState, Refused) as problem:
            messages.error(request, _sentence(problem))
        else:
            messages.success(request, _("La question est reprise et ses textes sont détruits."))
        return redirect("questions:show", question.pk)
    confirm = {
        "title": _("Reprendre la question"),
        "label": _("Reprendre et détruire"),
        "cancel_url": reverse("questions:show", args=[question.pk]),
        "consequences": [
            Consequence(
                what=_(
                    "Le message et la question sont détruits : personne ne pourra plus les lire, vous non plus. "
                    "Qu’une question a été posée puis reprise reste inscrit."
                )
            )
        ],
    }
    return render(request, "ui/confirm.html", {"confirm": confirm, "form": Form()})


def _page(request: HttpRequest, question: Question, form: AnswerForm | None = None, *, status: int = 200) -> Any:
    """The question opened. That somebody else than its asker reads it is recorded before, whatever brought them."""
    person, today, tongue = _reader(request), timezone.localdate(), _language()
    if question.asker_id != person.pk:
        disclose(actor=person, subject=question, now=timezone.now())
    shown = opened(question, language=tongue)
    waits = question.state == Question.State.ASKED
    may_answer = waits and allowed(person, Permission.QUESTION_ANSWER, question, today=today)
    context = {
        "question": question,
        "shown": shown,
        "mine": question.asker_id == person.pk,
        "form": form or (AnswerForm(language=tongue, initial={"clauses": _named(shown)}) if may_answer else None),
        "may_answer": may_answer,
        "typed": form.data.get("answer", "") if form is not None and not may_answer else "",
        "may_close": question.state == Question.State.ANSWERED,
    }
    return render(request, "questions/show.html", context, status=status)


def _named(shown: Opened) -> list[str]:
    return list(dict.fromkeys(note.clause for note in shown.notes))


def _found(request: HttpRequest, question_id: int) -> Question:
    try:
        return queries.question_for(_reader(request), question_id, today=timezone.localdate())
    except (queries.NotThere, OverflowError):
        raise Http404 from None


def _reader(request: HttpRequest) -> Person:
    return cast("Person", request.user)


def _language() -> str:
    return "en" if (translation.get_language() or "fr").startswith("en") else "fr"


def _numbered(question: Question) -> str:
    return _("Question n° %(number)d") % {"number": question.pk}


def _answered(question: Question) -> str:
    if question.answered is None or question.answered_by is None:
        return ""
    return f"{moment(question.answered)}, {question.answered_by.get_full_name()}"


def _sentence(problem: Exception) -> str:
    if isinstance(problem, Invalid):
        return problem.message(_language())
    if isinstance(problem, WrongState):
        state = str(badges.find("question", problem.state).label)
        if problem.by and problem.at:
            return _(
                "Trop tard : %(name)s a agi le %(when)s. État actuel : %(state)s. Votre geste n’a rien changé."
            ) % {"name": problem.by, "when": moment_in_words(problem.at), "state": state}
        return _("Ce geste n’est plus possible. État actuel : %(state)s.") % {"state": state}
    return _("Cette action ne vous revient pas pour cette question. Rien n’a changé.")
