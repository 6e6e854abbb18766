"""Pages about reports: for who reports, for who receives."""

from __future__ import annotations

from typing import Any, cast

from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.utils import translation
from django.utils.translation import gettext as _

from balise.web.access.deciding import Refused
from balise.web.people.models import Person
from balise.web.reporting.cleaning import MEDIA_TYPES
from balise.web.reporting.models import File
from balise.web.reporting.showing import file_name
from balise.web.ui import badges
from balise.web.vault.sealing import Destroyed, Tampered
from balise.web.workflow import Invalid, WrongState

Problem = (Invalid, WrongState, Refused)


def reader(request: HttpRequest) -> Person:
    """Who is signed in."""
    return cast("Person", request.user)


def language() -> str:
    """``fr`` or ``en``."""
    return "en" if (translation.get_language() or "fr").startswith("en") else "fr"


def sentence(problem: Exception) -> str:
    """What went wrong, for the reader: never who was first, since several people may share a desk."""
    if isinstance(problem, Invalid):
        return problem.message(language())
    if isinstance(problem, WrongState):
        state = str(badges.find("report", problem.state).label)
        return _("Ce geste n’est plus possible. État actuel : %(state)s.") % {"state": state}
    return _("Cette action ne vous revient pas. Rien n’a changé.")


def blame(form: Form, problem: Exception) -> int:
    """Put a problem on the form it is about; the status of the answer."""
    place = problem.field if isinstance(problem, Invalid) and problem.field in form.fields else None
    form.add_error(place, sentence(problem))
    return 422 if isinstance(problem, Invalid) else 409


def sent(file: File) -> HttpResponse:
    """A file to take away, under a name that says nothing. Shown inside no page: it came from a stranger."""
    try:
        content = file.opened()
    except (Destroyed, Tampered):
        return HttpResponse(_("Ce fichier ne peut plus être lu."), status=410, content_type="text/plain; charset=utf-8")
    response: Any = HttpResponse(content, content_type=MEDIA_TYPES[file.ending])
    response.headers["Content-Disposition"] = f'attachment; filename="{file_name(file)}"'
    response.headers["Cache-Control"] = "no-store"
    response.headers["X-Content-Type-Options"] = "nosniff"
    return cast("HttpResponse", response)
