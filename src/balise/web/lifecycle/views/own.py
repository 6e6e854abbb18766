"""One's own arrival and departure: a wording to announce the first, a word to give about the second."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from balise.web.access.guarding import needs
from balise.web.access.permissions import Permission
from balise.web.directory import handing
from balise.web.lifecycle import announcing, queries, transitions
from balise.web.lifecycle.forms import ConfirmForm, HeirForm
from balise.web.lifecycle.reminders import near
from balise.web.lifecycle.views.asking import UNREADABLE, attempt, reader_of


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Permission.STAY_CONFIRM)
def mine(request: HttpRequest) -> HttpResponse:
    """What the policy proposes to who arrives, and asks of who leaves."""
    person = reader_of(request)
    stays = queries.own_of(person)
    departure = queries.own_departure(person)
    known = {"profiles": departure.profiles, "link": queries.link_of(departure)} if departure else {}
    form = ConfirmForm(request.POST if request.method == "POST" else None, initial=known)
    if request.method == "POST" and departure is not None and form.is_valid():
        said, now = form.cleaned_data, timezone.now()
        done = attempt(request, form, lambda: transitions.confirm(actor=person, stay=departure, now=now, **said))
        if done is not None:
            messages.success(request, _("Merci. Votre confirmation est notée."))
            return redirect("lifecycle:mine")
    elif request.method == "POST" and departure is None:
        messages.error(request, _("Aucun départ n’est inscrit à votre nom."))
        return redirect("lifecycle:mine")
    present = next((one for one in stays if one.open), None)
    context = {
        "present": present,
        "departure": departure,
        "past": [one for one in stays if not one.open and one != departure],
        "beginnings": announcing.beginnings(present) if present and not near(present, timezone.now()) else [],
        "endings": announcing.endings(departure) if departure else [],
        "form": form,
        "texts": handing.open_of([person.pk])[person.pk] if departure else 0,
        "heir_form": HeirForm(leaver=person, initial={"to": departure.heir_id}) if departure else None,
    }
    return render(request, "lifecycle/mine.html", context, status=UNREADABLE if form.errors else 200)
