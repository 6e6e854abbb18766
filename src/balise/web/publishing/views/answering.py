"""What views share: the publication asked for, the reader's language, and what to say when a transition says no."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar, cast

from django.contrib import messages
from django.http import Http404, HttpRequest
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from balise.web.access.deciding import Refused
from balise.web.people.models import Person
from balise.web.publishing.models import Publication
from balise.web.publishing.queries import NotThere, publication_for
from balise.web.ui import badges
from balise.web.ui.dates import moment
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
                "when": moment(problem.at),
                "state": state,
            }
        return _("Ce geste n’est plus possible. État actuel : %(state)s.") % {"state": state}
    return _("Cette action ne vous revient pas pour cette publication. Rien n’a changé.")


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
