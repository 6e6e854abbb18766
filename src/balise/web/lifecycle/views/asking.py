"""What the pages share: who reads, the stay asked for, and what to say when something cannot be done."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, cast

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from balise.web.access.deciding import Refused
from balise.web.lifecycle import queries
from balise.web.lifecycle.models import Stay
from balise.web.people.models import Person
from balise.web.workflow import Invalid, WrongState

UNREADABLE = 422


def reader_of(request: HttpRequest) -> Person:
    """Who is signed in: ``needs`` let nobody else in."""
    return cast("Person", request.user)


def language() -> str:
    """``fr`` or ``en``."""
    return "en" if (translation.get_language() or "fr").startswith("en") else "fr"


def found(request: HttpRequest, stay_id: int) -> Stay:
    """The stay, if the reader follows that person; 404 otherwise."""
    try:
        return queries.stay_for(reader_of(request), stay_id, today=timezone.localdate())
    except (queries.NotThere, OverflowError):
        raise Http404 from None


def attempt(request: HttpRequest, form: forms.Form | None, act: Callable[[], Any]) -> Any:
    """Do it; what is wrong goes to the form, or to a message where there is none. None when it was not done."""
    try:
        return act()
    except Invalid as problem:
        said, field = problem.message(language()), problem.field
        if form is None:
            messages.error(request, said)
        else:
            form.add_error(field if field in form.fields else None, said)
    except WrongState:
        _say(request, form, _("Quelqu’un a agi entre-temps : cela n’est plus possible. Rien n’a changé."))
    except Refused:
        _say(
            request,
            form,
            _(
                "Ce compte n’est pas de ceux que vous pouvez ouvrir ou fermer : demandez à l’administration. "
                "Rien n’a changé."
            ),
        )
    return None


def _say(request: HttpRequest, form: forms.Form | None, words: str) -> None:
    if form is None:
        messages.error(request, words)
    else:
        form.add_error(None, words)
