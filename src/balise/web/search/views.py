"""The page of what one finds."""

from __future__ import annotations

from typing import cast

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone, translation
from django.views.decorators.http import require_safe

from balise.web.access.guarding import needs
from balise.web.access.permissions import Permission
from balise.web.people.models import Person
from balise.web.search.forms import SearchForm
from balise.web.search.queries import Found, kinds_for, search
from balise.web.ui.addresses import with_query


@require_safe
@needs(Permission.SEARCH_USE)
def find(request: HttpRequest) -> HttpResponse:
    """Everything is in the address: it can be kept, sent and gone back to."""
    reader, today = cast("Person", request.user), timezone.localdate()
    language = "en" if (translation.get_language() or "fr").startswith("en") else "fr"
    kinds = kinds_for(reader, today=today)
    form = SearchForm(request.GET, kinds=kinds, language=language)
    valid = form.is_valid()
    wanted = form.wanted(page=_page(request)) if valid else None
    found = search(reader=reader, wanted=wanted, today=today) if wanted is not None else Found()
    context = {
        "form": form,
        "found": found,
        "kinds": kinds,
        "narrowed": any(request.GET.get(name) for name in form.fields if name != "q"),
        "asked": wanted is not None and not wanted.empty,
        "previous": with_query(request.GET, page=found.page - 1) if found.page > 1 else "",
        "following": with_query(request.GET, page=found.page + 1) if found.page < found.pages else "",
    }
    return render(request, "search/find.html", context, status=200 if valid else 422)


def _page(request: HttpRequest) -> int:
    asked = request.GET.get("page", "")
    return int(asked) if asked.isascii() and asked.isdigit() and len(asked) < 6 else 1
