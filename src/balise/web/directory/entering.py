"""Signing in with a code on paper; a second factor, where the account has one, is still asked."""

from __future__ import annotations

from allauth.account.internal.flows.login import record_authentication
from allauth.account.utils import perform_login
from allauth.core import ratelimit
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from balise.web.access.guarding import public
from balise.web.directory.forms import EnterForm
from balise.web.directory.paper_codes import use_code


@public
def enter(request: HttpRequest) -> HttpResponse:
    """A user name and the code; then a password or a passkey of one's own."""
    form = EnterForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        username = form.cleaned_data["username"].strip()
        # counted with the failed passwords of this name: two doors must not give twice the tries
        if not ratelimit.consume(request, action="login_failed", key=username.lower()):
            form.add_error(None, _("Trop d’essais. Attendez quelques minutes."))
            return render(request, "directory/enter.html", {"form": form}, status=429)
        person = use_code(username=username, code=form.cleaned_data["code"], now=timezone.now())
        if person is not None:
            person.backend = "django.contrib.auth.backends.ModelBackend"  # type: ignore[attr-defined]
            record_authentication(request, person, method="paper_code")  # so that the next page does not ask again
            following = "mfa_index" if person.has_usable_password() else "account_set_password"
            answer: HttpResponse = perform_login(request, person, redirect_url=reverse(following))
            return answer
        form.add_error(None, _("Ce nom et ce code ne vont pas ensemble, ou le code a expiré ou déjà servi."))
    return render(request, "directory/enter.html", {"form": form}, status=422 if form.errors else 200)
