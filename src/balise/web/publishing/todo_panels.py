"""Acting from the list: what is shown there is what the answer is bound to. Where one should look closer, no panel."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Any

from django.db.models import prefetch_related_objects
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from balise.policy.model import Decision
from balise.web.approvals.standing import Standing
from balise.web.publishing.claims import sources_missing
from balise.web.publishing.forms import AddressForm
from balise.web.publishing.models import Publication, Retraction, window_open
from balise.web.publishing.previews import previews_of
from balise.web.publishing.queries import Waiting
from balise.web.publishing.sending.queueing import carried
from balise.web.publishing.sending.saying import removals_of
from balise.web.publishing.sending.ways import Connections, connections_now
from balise.web.publishing.settling import standings_of
from balise.web.publishing.showing import obligations_of, places_of, reader_name, who
from balise.web.tasks.registry import Task
from balise.web.verdicts.engine import Judgement, the_policy
from balise.web.verdicts.networks import network_name
from balise.web.verdicts.storing import kept_for

LONGEST = 1_200  # characters: a longer post deserves its page


def answers(tasks: Sequence[Task], now: dt.datetime, request: HttpRequest) -> dict[str, SafeString]:  # noqa: ARG001
    """The text, what the engine says, approve or return. Nothing for images, videos, long texts or a forbidden post.

    Four queries for all of them: verdicts, claims, approvals, declarations.
    """
    lines = {task.id: task.about for task in tasks}
    asked = [line.publication for line in lines.values()]
    prefetch_related_objects(asked, "claims")
    judged = kept_for([(one.source, one.hash) for one in asked])
    plain = {
        name: (line, judged[line.publication.source])
        for name, line in lines.items()
        if line.publication.source in judged and _plain(line.publication, judged[line.publication.source])
    }
    stood = standings_of([(line.publication, judgement) for line, judgement in plain.values()])
    return {
        name: _answer(line, judgement, standing, request)
        for (name, (line, judgement)), standing in zip(plain.items(), stood, strict=True)
    }


def _plain(publication: Publication, judgement: Judgement) -> bool:
    """Whether a few lines show all there is to see of what was sent."""
    revision = publication.revision
    if revision is None or revision.hash != publication.hash or revision.justification:
        return False
    draft = revision.draft
    short = not draft.images and not draft.video and sum(len(text) for text in _texts(draft)) <= LONGEST
    return short and judgement.decision is not Decision.FORBIDDEN


def _answer(line: Waiting, judgement: Judgement, standing: Standing, request: HttpRequest) -> SafeString:
    publication, tongue = line.publication, _language()
    revision = publication.revision
    assert revision is not None  # noqa: S101 - _plain() let no other in
    draft = revision.draft
    context = {
        "publication": publication,
        "name": reader_name(publication, author=False),
        "revision": revision,
        "draft": draft,
        "decision": judgement.decision.word,
        "places": places_of(draft, judgement, language=tongue),
        "missing": [one for one in obligations_of(standing, tongue) if not one["met"]],
        "sources_missing": sources_missing(publication, judgement),
        "asked": [(one.by, who(one.by, tongue)) for one in line.requests],
        "first_place": f"text:{draft.networks[0]}" if draft.networks else "",
    }
    return _drawn("answer", context, request)


def placings(tasks: Sequence[Task], now: dt.datetime, request: HttpRequest) -> dict[str, SafeString]:
    """Text to copy and the address to record, network by network. Nothing before its time, nor with images."""
    shown = [task for task in tasks if task.about is not None]
    connections = connections_now() if shown else {}
    return {task.id: _publish(task.about, connections, now, request) for task in shown}


def _publish(publication: Publication, connections: Connections, now: dt.datetime, request: HttpRequest) -> SafeString:
    draft = publication.content
    if not window_open(publication, now) or draft.images or draft.video:
        return SafeString("")
    done = {one.network for one in publication.placements.all()} | carried(publication, connections)
    rows = [
        {
            **preview,
            "form": AddressForm(initial={"network": preview["id"]}, auto_id=f"id_{publication.pk}_{preview['id']}_%s"),
        }
        for preview in previews_of(draft, _language())
        if preview["id"] not in done
    ]
    return _drawn("publish", {"publication": publication, "rows": rows}, request)


def retractions(tasks: Sequence[Task], now: dt.datetime, request: HttpRequest) -> dict[str, SafeString]:  # noqa: ARG001
    """Why, where it stands, and the button: for when it is done, then for when somebody else saw it gone."""
    return {
        task.id: _remove(task.about, request)
        if task.about.done is None
        else _drawn("confirm", _places(task.about), request)
        for task in tasks
    }


def _remove(retraction: Retraction, request: HttpRequest) -> SafeString:
    """With what Balise takes down itself said apart."""
    removals = removals_of(retraction.publication, language=_language())
    by_us = [one["name"] for one in removals if one["by_us"] and not one["moving"]]
    return _drawn("remove", {**_places(retraction), "by_us": by_us}, request)


def verifications(tasks: Sequence[Task], now: dt.datetime, request: HttpRequest) -> dict[str, SafeString]:  # noqa: ARG001
    """Each statement, its source, and the button for when it was checked."""
    return {
        task.id: _drawn("verify", {"publication": task.about[0], "claims": task.about[1]}, request) for task in tasks
    }


def _places(retraction: Retraction) -> dict[str, Any]:
    policy, tongue = the_policy(), _language()
    return {
        "publication": retraction.publication,
        "retraction": retraction,
        "placements": [
            {"name": network_name(one.network, policy, tongue), "address": one.address}
            for one in retraction.publication.placements.all()
            if one.address
        ],
    }


def _texts(draft: Any) -> list[str]:
    return [*{draft.text_for(network): None for network in draft.networks}, *draft.titles.values()]


def _language() -> str:
    return "en" if (get_language() or "fr").startswith("en") else "fr"


def _drawn(name: str, context: dict[str, Any], request: HttpRequest) -> SafeString:
    return render_to_string(f"publishing/todo/{name}.html", context, request)
