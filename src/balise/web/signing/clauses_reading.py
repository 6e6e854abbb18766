"""A clause in plain words: the rule, why it is there, examples, beside what the official text says."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from balise.policy.model import Clause
from balise.screening.explaining import in_words
from balise.web.access.guarding import needs
from balise.web.access.permissions import Permission
from balise.web.signing import versions_queries
from balise.web.signing.versions_reading import language, reader_of
from balise.web.verdicts.engine import the_policy
from balise.web.verdicts.passages import passages


@require_safe
@needs(Permission.POLICY_READ)
def clause(request: HttpRequest, clause_id: str) -> HttpResponse:
    """One clause of the pack; a retired one leads to that which took over."""
    try:
        one = the_policy().clause(clause_id)
    except KeyError:
        raise Http404 from None
    if one.id != clause_id:
        return redirect("signing:clause", one.id)
    reader = language()
    said = reader if reader in one.texts else next(iter(one.texts))
    context = {
        "clause": one,
        "heading": _heading(one, in_words(one.title, reader)),
        "text": one.texts[said],
        "language": said,
        "passage": passages(reader).get(one.id),
    }
    return render(request, "signing/clause.html", context)


def _heading(clause: Clause, title: str) -> str:
    """«Article 3.4 – …»; what precedes and follows the articles has a title and no number."""
    if not clause.numbered:
        return title
    return _("Article %(id)s – %(title)s") % {"id": clause.id, "title": title}


@require_safe
@needs(Permission.POLICY_READ)
def clause_found(request: HttpRequest, anchor_id: int) -> HttpResponse:
    """Where a search leads: the clause that stands at this place of a version the reader may see."""
    try:
        found = versions_queries.anchor_named(anchor_id, reader_of(request), today=timezone.localdate())
    except (versions_queries.NotThere, OverflowError):
        raise Http404 from None
    return redirect("signing:clause", found.clause_id)
