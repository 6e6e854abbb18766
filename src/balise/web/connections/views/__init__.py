"""Pages about connected accounts."""

from __future__ import annotations

from typing import cast

from django.http import Http404, HttpRequest, QueryDict
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from balise.web.connections import queries
from balise.web.connections.asking import Failed
from balise.web.connections.showing import failure
from balise.web.people.models import Person
from balise.web.presence.models import Account
from balise.web.ui import badges
from balise.web.ui.dates import moment
from balise.web.workflow import Invalid, WrongState


def reader(request: HttpRequest) -> Person:
    """Who is signed in."""
    return cast("Person", request.user)


def language() -> str:
    """``fr`` or ``en``."""
    return "en" if (translation.get_language() or "fr").startswith("en") else "fr"


def posted(request: HttpRequest) -> QueryDict | None:
    """What a form is bound to: a form without fields sends nothing, and is sent all the same."""
    return request.POST if request.method == "POST" else None


def session_of(request: HttpRequest) -> str:
    """The key of this very session."""
    return request.session.session_key or ""


def account_or_404(request: HttpRequest, account_id: int) -> Account:
    """An account of the register."""
    try:
        found = queries.account_for(reader(request), account_id, today=timezone.localdate())
    except OverflowError:
        found = None
    if found is None:
        raise Http404
    return found


def sentence(error: Exception) -> str:
    """What went wrong, for the reader."""
    if isinstance(error, Invalid):
        return error.message(language())
    if isinstance(error, Failed):
        return failure(error.code)
    if isinstance(error, WrongState) and error.by and error.at:
        state = str(badges.find("connection", error.state).label)
        return _("Trop tard : %(name)s a agi le %(when)s. État actuel : %(state)s. Votre geste n’a rien changé.") % {
            "name": error.by,
            "when": moment(error.at),
            "state": state,
        }
    if isinstance(error, WrongState):
        return _("Ce geste n’est plus possible : la page montre l’état actuel.")
    return _("Cette action ne vous revient pas. Rien n’a changé.")
