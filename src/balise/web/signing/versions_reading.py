"""The policy as all staff read it: section by section, in French with another language beside it, and what changed."""

from __future__ import annotations

from typing import Any, cast

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from balise.web.access.guarding import needs
from balise.web.access.permissions import Permission
from balise.web.people.models import Person
from balise.web.signing import versions_queries, versions_signed
from balise.web.signing.models.versions import PolicySection, PolicyText, PolicyVersion
from balise.web.signing.versions_content import LANGUAGES, Change, side_by_side
from balise.web.ui.components import Tab
from balise.web.ui.dates import day
from balise.web.ui.tables import Column, Table
from balise.web.ui.templatetags.ui import state_badge
from balise.web.verdicts.engine import the_policy

BESIDE = "cote"


@require_safe
@needs(Permission.POLICY_READ)
def policy(request: HttpRequest) -> HttpResponse:
    """The version in force, or what will be here."""
    version = versions_queries.in_force()
    if version is None:
        may_prepare = versions_queries.prepares(reader_of(request), today=timezone.localdate())
        return render(request, "signing/none.html", {"may_prepare": may_prepare})
    return _shown(request, version)


@require_safe
@needs(Permission.POLICY_READ)
def read(request: HttpRequest, number: int) -> HttpResponse:
    """One version, whole or one section (``?section=``), in one language or two side by side (``?langue=``)."""
    return _shown(request, found(request, number))


@require_safe
@needs(Permission.POLICY_READ)
def section(request: HttpRequest, section_id: int) -> HttpResponse:
    """Where a search leads: the section, in its text."""
    try:
        one = versions_queries.section_named(section_id, reader_of(request), today=timezone.localdate())
    except (versions_queries.NotThere, OverflowError):
        raise Http404 from None
    where = reverse("signing:read", args=[one.text.version.number])
    return redirect(f"{where}?langue={one.text.language}#{one.anchor}")


@require_safe
@needs(Permission.POLICY_READ)
def original(request: HttpRequest, number: int, language: str) -> HttpResponse:
    """The file itself, byte for byte."""
    try:
        text = versions_queries.original_of(found(request, number), language)
    except versions_queries.NotThere:
        raise Http404 from None
    response = HttpResponse(bytes(text.original), content_type="application/octet-stream")
    response["Content-Disposition"] = f'attachment; filename="politique-{number}-{language}{_ending(text)}"'
    response["X-Content-Type-Options"] = "nosniff"
    return response


@require_safe
@needs(Permission.POLICY_READ)
def changed(request: HttpRequest, number: int) -> HttpResponse:
    """What changed since another version: the one the reader answered, else the one before."""
    version = found(request, number)
    since = request.GET.get("depuis", "")
    if since.isdecimal() and len(since) < 9:
        old: PolicyVersion | None = found(request, int(since))
    else:
        old = versions_signed.last_signed_by(reader_of(request)) or versions_queries.previous_of(version)
    if old is None or old.number >= version.number:
        raise Http404
    try:
        rows = versions_queries.between(old, version, language())
    except versions_queries.NotThere:
        raise Http404 from None
    context = {
        "version": version,
        "old": old,
        "changed": [one for one in rows if one.change is not Change.SAME],
        "same": [one for one in rows if one.change is Change.SAME],
    }
    return render(request, "signing/changed.html", context)


@require_safe
@needs(Permission.POLICY_READ)
def versions(request: HttpRequest) -> HttpResponse:
    """Every version that the reader may see."""
    reader, today = reader_of(request), timezone.localdate()
    prepares = versions_queries.prepares(reader, today=today)
    table = Table(
        request=request,
        rows=versions_queries.readable_by(reader, today=today),
        columns=[
            Column(id="numero", label=_("Version"), cell=title, order="number", heading=True),
            Column(
                id="etat", label=_("État"), cell=lambda one: state_badge(one.state, "policy-version"), order="state"
            ),
            Column(id="publiee", label=_("Publiée"), cell=lambda one: _on(one.published_at), order="published_at"),
            Column(id="retiree", label=_("Retirée"), cell=lambda one: _on(one.withdrawn_at), order="withdrawn_at"),
        ],
        caption=_("Versions de la politique"),
        row_url=lambda one: reverse("signing:version" if prepares else "signing:read", args=[one.number]),
        empty_title=_("Aucune version"),
        empty_text=_("Les versions publiées de la politique apparaîtront ici, la plus récente d’abord."),
    )
    return render(request, "signing/versions.html", {"table": table, "prepares": prepares})


def _shown(request: HttpRequest, version: PolicyVersion) -> HttpResponse:
    texts = versions_queries.texts_of(version)
    if "fr" not in texts:
        raise Http404
    wanted = request.GET.get("langue", "")
    beside = wanted == BESIDE and len(texts) > 1
    said = wanted if wanted in texts else ("fr" if beside or language() not in texts else language())
    text = texts[said]
    sections = list(text.sections.all())
    alone, before, after = _one_of(sections, request.GET.get("section", ""))
    english = list(texts["en"].sections.all()) if beside else []
    other = side_by_side(sections, english, list(version.anchors.all())) if beside else {}
    shown = [alone] if alone else sections
    signed = versions_signed.last_signed_by(reader_of(request))
    context = {
        "version": version,
        "text": text,
        "texts": list(texts.values()),
        "language": said,
        "wanted": BESIDE if beside else said,
        "beside": beside,
        "contents": sections,
        "rows": [{"section": one, "other": other.get(one.anchor)} for one in shown],
        "unmatched": [one for one in english if one not in other.values()],
        "alone": alone,
        "before": before,
        "after": after,
        "tabs": _tabs(version, texts, BESIDE if beside else said),
        "signed": signed if signed and signed.number < version.number else None,
        "prepares": versions_queries.prepares(reader_of(request), today=timezone.localdate()),
        "practises": bool(the_policy().situations) and version.state == PolicyVersion.State.PUBLISHED,
    }
    return render(request, "signing/read.html", context)


def _one_of(sections: list[PolicySection], anchor: str) -> tuple[Any, Any, Any]:
    """The section asked for, the one before and the one after."""
    for at, one in enumerate(sections):
        if one.anchor == anchor:
            return one, sections[at - 1] if at else None, sections[at + 1] if at + 1 < len(sections) else None
    return None, None, None


def _tabs(version: PolicyVersion, texts: dict[str, PolicyText], current: str) -> list[Tab]:
    here = reverse("signing:read", args=[version.number])
    names = {"fr": _("Français (fait autorité)"), "en": _("Anglais"), BESIDE: _("Côte à côte")}
    shown = [*(one for one in LANGUAGES if one in texts), *([BESIDE] if len(texts) > 1 else [])]
    return [Tab(label=names[one], url=f"{here}?langue={one}", current=one == current) for one in shown]


def title(version: PolicyVersion) -> str:
    """How a version is called."""
    return _("Version n° %(number)d") % {"number": version.number}


def _on(moment: Any) -> str:
    return day(timezone.localdate(moment)) if moment else ""


def _ending(text: PolicyText) -> str:
    return "." + text.filename.rpartition(".")[2]


def found(request: HttpRequest, number: int) -> PolicyVersion:
    """The version, or a page not found."""
    try:
        return versions_queries.version_for(reader_of(request), number, today=timezone.localdate())
    except (versions_queries.NotThere, OverflowError):
        raise Http404 from None


def reader_of(request: HttpRequest) -> Person:
    """Who reads."""
    return cast("Person", request.user)


def language() -> str:
    """The reader's language."""
    return "en" if (translation.get_language() or "fr").startswith("en") else "fr"
