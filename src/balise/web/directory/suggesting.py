"""Names suggested while somebody is typed in a form, for whoever reads the list of people."""

from __future__ import annotations

from typing import cast

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from balise.web.access.guarding import needs
from balise.web.access.permissions import Permission
from balise.web.directory import queries
from balise.web.people.choosing import options
from balise.web.people.models import Person

_SHORTEST, _LONGEST = 2, 360  # characters: one letter is everybody's


@never_cache
@require_safe
@needs(Permission.PERSON_READ)
def suggest(request: HttpRequest, field: str) -> HttpResponse:
    """The options for what stands in ``field``; ``?tous=oui`` closed accounts too."""
    typed = request.GET.get(field, "").replace("\0", "").strip()
    if not _SHORTEST <= len(typed) <= _LONGEST:
        return HttpResponse(options(()))
    found = queries.suggested(
        reader=cast("Person", request.user),
        typed=typed,
        everybody=request.GET.get("tous") == "oui",
        today=timezone.localdate(),
    )
    return HttpResponse(options(found))
