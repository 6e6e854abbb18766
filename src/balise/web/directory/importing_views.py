"""People from a file: first what would change, then, on a second press, the change."""

from __future__ import annotations

from base64 import b64decode, b64encode

from django.contrib import messages
from django.core import signing
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from balise.web.access.guarding import needs
from balise.web.access.permissions import Permission
from balise.web.directory.forms import FileForm
from balise.web.directory.importing import apply_plan, present
from balise.web.people.importing import Plan, plan
from balise.web.workflow import Invalid

_SALT = "people-file"
_GOOD_FOR = 3600


@needs(Permission.PERSON_IMPORT)
def upload(request: HttpRequest) -> HttpResponse:
    """The form, the preview, or the change: the file goes round inside the page, sealed, and is kept nowhere."""
    if request.method == "POST" and "sealed" in request.POST:
        return _apply(request)
    form = FileForm(request.POST or None, request.FILES or None)
    if request.method != "POST" or not form.is_valid():
        return render(request, "directory/import.html", {"form": form}, status=422 if form.errors else 200)
    content = form.cleaned_data["file"]
    made = plan(content, present(timezone.localdate()))
    return _preview(request, made, content)


def _preview(request: HttpRequest, made: Plan, content: bytes) -> HttpResponse:
    language = translation.get_language() or "fr"
    context = {
        "form": FileForm(),
        "plan": made,
        "problems": [problem.message(language) for problem in made.problems],
        "sealed": "" if made.problems else signing.dumps(b64encode(content).decode(), salt=_SALT, compress=True),
    }
    return render(request, "directory/import.html", context, status=422 if made.problems else 200)


def _apply(request: HttpRequest) -> HttpResponse:
    try:
        content = b64decode(signing.loads(request.POST["sealed"], salt=_SALT, max_age=_GOOD_FOR))
    except signing.BadSignature:
        messages.error(request, _("L’aperçu a expiré : envoyez le fichier de nouveau."))
        return redirect("directory:import")
    made = plan(content, present(timezone.localdate()))
    if made.problems:
        return _preview(request, made, content)
    try:
        changed = apply_plan(actor=request.user, plan=made, now=timezone.now())  # type: ignore[arg-type]
    except Invalid as error:
        messages.error(request, error.message(translation.get_language() or "fr"))
        return _preview(request, made, content)
    messages.success(request, _("Personnes changées : %(number)s") % {"number": changed})
    return redirect("directory:people")
