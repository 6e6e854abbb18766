"""What management let go alone, for whoever reads decisions and takes none: the text, the reason, who, when."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from balise.web.access.guarding import needs
from balise.web.access.permissions import Permission
from balise.web.publishing import transitions
from balise.web.publishing.queries import NotThere, urgent_file
from balise.web.publishing.showing import places_of, reader_name, who
from balise.web.publishing.views.answering import attempt, found, language, reader


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Permission.PUBLICATION_REREAD)
def reread(request: HttpRequest, publication_id: int, approval_id: int) -> HttpResponse:
    """The decision as it was taken, then the word of who read it again."""
    publication, person, tongue = found(request, publication_id), reader(request), language()
    try:
        file = urgent_file(publication, approval_id)
    except (NotThere, OverflowError):
        raise Http404 from None
    if request.method == "POST":
        attempt(
            request,
            lambda: transitions.reread(
                actor=person, publication=publication, approval=file.approval.pk, now=timezone.now()
            ),
            done=_("C’est inscrit au registre : vous avez relu cette décision."),
        )
        return redirect("home")
    draft = file.revision.draft
    context = {
        "publication": publication,
        "name": reader_name(publication, author=False),
        "approval": file.approval,
        "missing": [who(by, tongue) for by in file.approval.by],
        "revision": file.revision,
        "draft": draft,
        "images": draft.images,
        "decision": file.judgement.decision.word if file.judgement else "",
        "places": places_of(draft, file.judgement, language=tongue),
        "rereadings": file.rereadings,
        "mine": any(one.person_id == person.pk for one in file.rereadings),
    }
    return render(request, "publishing/reread.html", context)
