"""Pages about the presence online."""

from __future__ import annotations

from typing import cast

from django.http import HttpRequest
from django.utils import translation
from django.utils.translation import gettext as _

from balise.web.people.models import Person
from balise.web.ui import badges
from balise.web.ui.dates import moment
from balise.web.workflow import Invalid, WrongState


def reader(request: HttpRequest) -> Person:
    """Who is signed in."""
    return cast("Person", request.user)


def language() -> str:
    """``fr`` or ``en``."""
    return "en" if (translation.get_language() or "fr").startswith("en") else "fr"


def sentence(problem: Exception, *, kind: str) -> str:
    """What went wrong, for the reader; ``kind`` is that of the badges of its states."""
    if isinstance(problem, Invalid):
        return problem.message(language())
    if isinstance(problem, WrongState):
        state = str(badges.find(kind, problem.state).label)
        if problem.by and problem.at:
            return _(
                "Trop tard : %(name)s a agi le %(when)s. État actuel : %(state)s. Votre geste n’a rien changé."
            ) % {"name": problem.by, "when": moment(problem.at), "state": state}
        return _("Ce geste n’est plus possible. État actuel : %(state)s.") % {"state": state}
    return _("Cette action ne vous revient pas. Rien n’a changé.")
