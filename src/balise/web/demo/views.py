from __future__ import annotations

from django.contrib.auth import login, logout
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import translation
from django.views.decorators.http import require_POST, require_safe

from balise.web.access import public
from balise.web.demo.cast import CAST
from balise.web.demo.here import only_here
from balise.web.people.models import Person
from balise.web.people.roles import role_name


@require_safe
@public
def roles(request: HttpRequest) -> HttpResponse:
    """Everybody one may be, with what they come for."""
    if not only_here(request):
        raise Http404
    language = "en" if (translation.get_language() or "fr").startswith("en") else "fr"
    present = {person.username: person for person in Person.objects.filter(is_active=True)}
    shown = [(part, role_name(part.shown_as, language), part.comes_for) for part in CAST if part.username in present]
    return render(request, "demo/roles.html", {"cast": shown})


@require_POST
@public
def enter(request: HttpRequest) -> HttpResponse:
    """Be that person. No password exists for any of them."""
    if not only_here(request):
        raise Http404
    known = {part.username for part in CAST}
    asked = request.POST.get("person", "")
    person = Person.objects.filter(username=asked, is_active=True).first() if asked in known else None
    if person is None:
        raise Http404
    logout(request)
    login(request, person, backend="django.contrib.auth.backends.ModelBackend")
    return redirect("home")
