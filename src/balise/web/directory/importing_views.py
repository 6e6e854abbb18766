"""People from a file: first what would change, then, on a second press, the change."""

from __future__ import annotations

import datetime as dt
from base64 import b64decode, b64encode
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.contrib import messages
from django.core import signing
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from balise.web.access.guarding import needs
from balise.web.access.permissions import Permission
from balise.web.directory.forms import FileForm
from balise.web.directory.importing import apply_plan, present
from balise.web.directory.wording import FIELDS
from balise.web.people.importing import Plan, PlannedChange, Present, plan
from balise.web.people.roles import Role, role_name
from balise.web.ui.dates import day
from balise.web.ui.templatetags.ui import quantity
from balise.web.workflow import Invalid

_SALT = "people-file"
_GOOD_FOR = 3600
_NAMED = 10  # in the sentence that says what was done


@needs(Permission.PERSON_IMPORT)
def upload(request: HttpRequest) -> HttpResponse:
    """The form, the preview, or the change: the file goes round inside the page, sealed, and is kept nowhere."""
    if request.method == "POST" and "sealed" in request.POST:
        return _apply(request)
    form = FileForm(request.POST or None, request.FILES or None)
    if request.method != "POST" or not form.is_valid():
        context = {"form": form, **_explained()}
        return render(request, "directory/import.html", context, status=422 if form.errors else 200)
    content = form.cleaned_data["file"]
    people = present(timezone.localdate())
    return _preview(request, plan(content, people), content, _names(people))


def _preview(request: HttpRequest, made: Plan, content: bytes, names: Mapping[str, str]) -> HttpResponse:
    language = translation.get_language() or "fr"
    context = {
        "form": FileForm(),
        "changes": [] if made.problems else [_shown(change, names) for change in made.changes],
        "problems": [problem.message(language) for problem in made.problems],
        "sealed": "" if made.problems else signing.dumps(b64encode(content).decode(), salt=_SALT, compress=True),
        **_explained(),
    }
    return render(request, "directory/import.html", context, status=422 if made.problems else 200)


def _apply(request: HttpRequest) -> HttpResponse:
    try:
        content = b64decode(signing.loads(request.POST["sealed"], salt=_SALT, max_age=_GOOD_FOR))
    except signing.BadSignature:
        messages.error(request, _("L’aperçu a expiré : envoyez le fichier de nouveau."))
        return redirect("directory:import")
    people = present(timezone.localdate())
    made = plan(content, people)
    if made.problems:
        return _preview(request, made, content, _names(people))
    try:
        apply_plan(actor=request.user, plan=made, now=timezone.now())  # type: ignore[arg-type]
    except Invalid as error:
        messages.error(request, error.message(translation.get_language() or "fr"))
        return _preview(request, made, content, _names(people))
    messages.success(request, _changed(made.changes, _names(people)))
    return redirect("directory:people")


def _changed(changes: Sequence[PlannedChange], names: Mapping[str, str]) -> str:
    """Who is new, and who changed in what; of a long file, the first ones and how many others."""
    new = [_name(one, names) for one in changes if one.new]
    others = [
        _("%(name)s (%(what)s)")
        % {"name": _name(one, names), "what": ", ".join(str(FIELDS[field]) for field in one.after)}
        for one in changes
        if not one.new
    ]
    said = []
    if new:
        sentence = ngettext(
            "%(count)s personne ajoutée : %(who)s.", "%(count)s personnes ajoutées : %(who)s.", len(new)
        )
        said.append(sentence % {"count": quantity(len(new)), "who": _listed(new)})
    if others:
        sentence = ngettext(
            "%(count)s fiche mise à jour : %(who)s.", "%(count)s fiches mises à jour : %(who)s.", len(others)
        )
        said.append(sentence % {"count": quantity(len(others)), "who": _listed(others)})
    return " ".join(said) or _("Rien n’a changé : tout était déjà comme dans le fichier.")


def _listed(said: Sequence[str]) -> str:
    shown, rest = list(said[:_NAMED]), len(said) - _NAMED
    if rest > 0:
        shown.append(ngettext("%(count)s autre", "%(count)s autres", rest) % {"count": quantity(rest)})
    return ", ".join(shown)


def _names(people: Iterable[Present]) -> dict[str, str]:
    return {one.username: one.name for one in people}


def _name(change: PlannedChange, names: Mapping[str, str]) -> str:
    return change.after.get("name") or names.get(change.row.username) or change.row.username


def _language() -> str:
    return "en" if (translation.get_language() or "fr").startswith("en") else "fr"


def _explained() -> dict[str, str]:
    """A file that would be accepted, in the reader's words."""
    language = _language()
    staff, communications = (role_name(role, language) for role in (Role.EMPLOYEE, Role.COMMUNICATIONS))
    heads = _("utilisateur;nom;courriel;langue;roles;gestionnaire;type;arrivee;depart")
    job, stage = _("emploi"), _("stage")
    lines = [
        heads,
        f"lea;Léa Dubé;lea@example.org;fr;{staff}, {communications};;{job};2026-01-12;",
        f"marc;Marc Roy;;en;{staff};lea;{stage};2026-01-12;2026-04-30",
    ]
    return {"sample": "\n".join(lines), "known_roles": ", ".join(role_name(role, language) for role in Role)}


def _shown(change: PlannedChange, names: Mapping[str, str]) -> dict[str, Any]:
    """One person of the plan: each field by its name, roles as they are called."""
    fields = [
        (FIELDS[name], _in_words(name, change.before.get(name, "")), _in_words(name, after))
        for name, after in change.after.items()
    ]
    return {"username": change.row.username, "name": _name(change, names), "new": change.new, "fields": fields}


def _in_words(name: str, value: str) -> str:
    if name == "roles" and value:
        return ", ".join(role_name(Role(role), _language()) for role in value.split(" + "))
    if name == "language" and value:
        return {"fr": "français", "en": "English"}[value]
    if name == "kind" and value:
        return {"job": _("emploi"), "traineeship": _("stage")}[value]
    if name in {"first_day", "last_day"} and value:
        return day(dt.date.fromisoformat(value))
    return value
