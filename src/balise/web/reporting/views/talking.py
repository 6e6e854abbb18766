"""The page of a conversation as who reported sees it, signed or not: the same page, reached two ways."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from balise.web.reporting import routing
from balise.web.reporting.cleaning import cleaned
from balise.web.reporting.forms import MessageForm
from balise.web.reporting.models import Part
from balise.web.reporting.showing import numbered, opened
from balise.web.reporting.transitions import writing
from balise.web.reporting.uploads import given
from balise.web.reporting.views import Problem, blame, language
from balise.web.reporting.wording import DESKS


def conversation(
    request: HttpRequest, part: Part, *, here: str, back: str, file_url: Callable[[str], str], anonymous: bool
) -> HttpResponse:
    """Show it, and take a message."""
    form, status = MessageForm(), 200
    if request.method == "POST":
        form, status = MessageForm(request.POST), 422
        if form.is_valid():
            try:
                files = cleaned(given(request, "files"))
                writing.write(part=part, text=form.cleaned_data["words"], files=files, now=timezone.now())
            except Problem as problem:
                status = blame(form, problem)
            else:
                messages.success(request, _("Votre message est envoyé."))
                return redirect(here)
    elif part.to_read:
        part = writing.look(part=part, now=timezone.now())
    shown = opened(part, desk=False, language=language())
    context = {
        "part": part,
        "number": numbered(part),
        "desk_name": DESKS[part.desk],  # type: ignore[index]
        "shown": shown,
        "form": form,
        "back": back,
        "answer_due": routing.answer_due(part),
        "links": {one.reference: file_url(one.reference) for one in part.files.defer("content")},
        "anonymous": anonymous,
    }
    return render(request, "reporting/conversation.html", context, status=status)
