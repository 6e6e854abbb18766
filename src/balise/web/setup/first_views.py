"""Before anybody has an account. Whoever reaches the port first must also see the terminal."""

from __future__ import annotations

from allauth.account.internal.flows.login import record_authentication
from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.contrib.auth import login
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_safe

from balise.web.access import Permission, granted, public
from balise.web.people.installation import needs_first_person, token_fits
from balise.web.people.models import Person
from balise.web.people.roles import Role
from balise.web.setup import tries
from balise.web.setup.forms import FirstForm
from balise.web.setup.steps import steps
from balise.web.setup.transitions import found
from balise.web.workflow import Invalid


def language() -> str:
    """``fr`` or ``en``, as the page is read."""
    return "en" if (translation.get_language() or "fr").startswith("en") else "fr"


@sensitive_post_parameters("token", "password", "again")
@require_http_methods(["GET", "HEAD", "POST"])
@public
def start(request: HttpRequest) -> HttpResponse:
    """The code of the terminal, then the first administrator. Closed for ever once somebody has an account."""
    if settings.BALISE_DEMO:
        raise Http404
    if not needs_first_person():
        return redirect("setup:organisation")
    form = FirstForm(request.POST or None)
    status = 200
    if request.method == "POST":
        status = 422
        if not tries.allowed():
            form = FirstForm(request.POST)
            form.add_error(None, _("Trop d’essais. Attendez une minute, puis réessayez."))
            status = 429
        elif form.is_valid() and _begun(request, form):
            return redirect("setup:protection")
    return render(request, "setup/start.html", {"form": form, "steps": steps("start")}, status=status)


@require_safe
@public
def protection(request: HttpRequest) -> HttpResponse:
    """Administration opens doors: a second factor is asked before anything else."""
    person = request.user
    if not isinstance(person, Person) or not granted(
        person, Permission.ORGANISATION_CONFIGURE, today=timezone.localdate()
    ):
        return redirect("account_login")
    context = {"steps": steps("protection"), "protected": is_mfa_enabled(person)}
    return render(request, "setup/protection.html", context)


def _begun(request: HttpRequest, form: FirstForm) -> bool:
    said = form.cleaned_data
    if not token_fits(said["token"]):
        form.add_error("token", _("Ce n’est pas le code affiché dans le terminal."))
        return False
    try:
        person = found(
            username=said["username"],
            name=said["name"],
            email=said["email"],
            language=language(),
            password=said["password"],
            roles=[Role.ADMIN, Role.EMPLOYEE],
            now=timezone.now(),
        )
    except Invalid as problem:
        form.add_error(problem.field if problem.field in form.fields else None, problem.message(language()))
        return False
    login(request, person, backend="django.contrib.auth.backends.ModelBackend")
    record_authentication(request, person, method="password")  # the second factor comes next: not asked again for it
    return True
