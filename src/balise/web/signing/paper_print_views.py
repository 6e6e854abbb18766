"""Forms to print: one's own, somebody's of one's team, or those of everybody who still owes an answer."""

from __future__ import annotations

from collections.abc import Sequence

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from balise.documents.paper_forms import MOST
from balise.web.access.guarding import needs
from balise.web.access.permissions import Permission
from balise.web.people.models import Person
from balise.web.signing import paper_printing, paper_queries, versions_queries
from balise.web.signing.models.versions import PolicyVersion
from balise.web.signing.versions_reading import language, reader_of


@never_cache
@require_safe
@needs(Permission.ATTESTATION_GIVE)
def own(request: HttpRequest) -> HttpResponse:
    """One's own form, for the version in force; ``?texte=oui`` prints the policy before it."""
    return _printed(request, [reader_of(request)], _version(), language())


@never_cache
@require_safe
@needs(Permission.ATTESTATION_FILE)
def of_one(request: HttpRequest, person_id: int) -> HttpResponse:
    """Somebody's form, in their language."""
    try:
        person = paper_queries.person_for(reader_of(request), person_id, today=timezone.localdate())
    except (paper_queries.NotThere, OverflowError):
        raise Http404 from None
    return _printed(request, [person], _version(), person.language)


@never_cache
@require_safe
@needs(Permission.ATTESTATION_FILE)
def of_all(request: HttpRequest) -> HttpResponse:
    """A sheet for each person whom the reader follows and who still owes an answer."""
    version = _version()
    people = paper_queries.to_print(reader_of(request), version, today=timezone.localdate())
    if not people:
        messages.info(request, _("Personne ne doit de réponse en ce moment : il n’y a rien à imprimer."))
        return redirect("signing:paper")
    if len(people) > MOST:
        messages.info(
            request,
            _("Voici les %(count)d premiers formulaires. Imprimez de nouveau quand ils seront déposés.")
            % {"count": MOST},
        )
    return _printed(request, people[:MOST], version, language())


def _version() -> PolicyVersion:
    version = versions_queries.in_force()
    if version is None:
        raise Http404
    return version


def _printed(request: HttpRequest, people: Sequence[Person], version: PolicyVersion, said: str) -> HttpResponse:
    with_text = request.GET.get("texte") == "oui"
    pdf = paper_printing.forms_for(people, version, language=said, with_text=with_text, now=timezone.now())
    response = HttpResponse(pdf, content_type="application/pdf")
    name = f"formulaire-version-{version.number}.pdf"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    response["X-Content-Type-Options"] = "nosniff"
    return response
