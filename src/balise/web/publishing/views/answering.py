"""What views share: the publication asked for, the reader's language, and what to say when a transition says no."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Generic, TypeVar, cast

from django.contrib import messages
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from balise.web.access.deciding import Refused, require
from balise.web.access.permissions import Permission
from balise.web.people.models import Person
from balise.web.publishing.models import Publication
from balise.web.publishing.queries import NotThere, publication_for
from balise.web.ui import badges
from balise.web.ui.dates import moment_in_words
from balise.web.workflow import Invalid, WrongState

T = TypeVar("T")


def reader(request: HttpRequest) -> Person:
    """Who asks; ``needs`` made sure that somebody does."""
    return cast("Person", request.user)


def language() -> str:
    """``fr`` or ``en``."""
    return "en" if (translation.get_language() or "fr").startswith("en") else "fr"


def found(request: HttpRequest, publication_id: int) -> Publication:
    """The publication, or a page that does not exist: for the reader there is no difference."""
    try:
        return publication_for(reader(request), publication_id, today=timezone.localdate())
    except (NotThere, OverflowError):
        raise Http404 from None


def own(request: HttpRequest, publication_id: int) -> Publication:
    """The reader's own publication."""
    publication = found(request, publication_id)
    if publication.author_id != reader(request).pk:
        raise Http404
    return publication


def sentence(problem: Exception) -> str:
    """Why a transition said no, for the reader."""
    if isinstance(problem, Invalid):
        return problem.message(language())
    if isinstance(problem, WrongState):
        state = str(badges.find("publication", problem.state).label)
        if problem.by and problem.at:
            return _(
                "Trop tard : %(name)s a agi le %(when)s. État actuel : %(state)s. Votre geste n’a rien changé."
            ) % {
                "name": problem.by,
                "when": moment_in_words(problem.at),
                "state": state,
            }
        return _("Ce geste n’est plus possible. État actuel : %(state)s.") % {"state": state}
    return _("Cette action ne vous revient pas pour cette publication. Rien n’a changé.")


@dataclass(frozen=True, kw_only=True)
class Outcome(Generic[T]):
    """What came of acting on a form: what was done, or nothing.

    ``late``: the publication is elsewhere by now, or it is not for them to act. A message says so, and the form is of
    no more use; otherwise the form, with what was typed, says what to put right.
    """

    done: T | None = None
    late: bool = False


def act_on(request: HttpRequest, form: Form, action: Callable[[], T]) -> Outcome[T]:
    """Do it if the form will do. What a transition finds wrong is told at the field it names, else above the form."""
    if not form.is_valid():
        return Outcome()
    try:
        return Outcome(done=action())
    except Invalid as problem:
        form.add_error(problem.field if problem.field in form.fields else None, sentence(problem))
        return Outcome()
    except (WrongState, Refused) as problem:
        messages.error(request, sentence(problem))
        return Outcome(late=True)


def act_on_sheet(
    request: HttpRequest,
    publication: Publication,
    form: Form,
    action: Callable[[], Publication],
    *,
    onwards: Callable[[HttpRequest, Publication], HttpResponse],
    again: Callable[[], HttpResponse],
) -> HttpResponse:
    """What whoever publishes or corrects by hand says of one network: go on, or the sheet again with what is wrong."""
    outcome = act_on(request, form, action)
    if outcome.done is not None:
        return onwards(request, outcome.done)
    if outcome.late:
        return redirect("publishing:show", publication.pk)
    require(reader(request), Permission.PUBLICATION_PUBLISH, publication, today=timezone.localdate())
    return again()


def attempt(request: HttpRequest, action: Callable[[], T], *, done: str = "") -> T | None:
    """Do it and say so, or say why not and answer None."""
    try:
        result = action()
    except (Invalid, WrongState, Refused) as problem:
        messages.error(request, sentence(problem))
        return None
    if done:
        messages.success(request, done)
    return result
