"""Pages of the layout itself. All of them are for everyone: they show nothing of anyone."""

from collections.abc import Callable

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.views.decorators.http import require_POST, require_safe

from balise.web.ui import samples
from balise.web.ui.addresses import back
from balise.web.ui.preferences import remember

View = Callable[..., HttpResponse]


def _public(view: View) -> View:
    """Say that a view is open to anybody, in the words of `access` (which stands above this floor)."""
    view.needs = "public"  # type: ignore[attr-defined]
    return view


@_public
@require_POST
def preferences(request: HttpRequest) -> HttpResponse:
    """Remember a theme, a language or the choice about shortcuts, then return where the form was."""
    response = HttpResponseRedirect(back(request, "/"))
    remember(request, response)
    return response


@_public
@require_safe
def shortcuts(request: HttpRequest) -> HttpResponse:
    """The list of keys, for readers without JavaScript and those who look for it."""
    return render(request, "ui/shortcuts.html")


@_public
@require_safe
def accessibility(request: HttpRequest) -> HttpResponse:
    """What was done for accessibility, what is known to be missing and whom to tell."""
    return render(request, "ui/accessibility.html")


@_public
@require_safe
def style(request: HttpRequest, page: str = "") -> HttpResponse:
    """Every component with invented French texts; exists in demo mode only."""
    if not getattr(settings, "BALISE_DEMO", False):
        raise Http404
    templates = {"": "ui/style.html", "confirmation": "ui/style_confirm.html", "erreur": "ui/error.html"}
    if page not in templates:
        raise Http404
    return render(request, templates[page], samples.context(request, page))
