"""Acting from the list: what is shown there is what the answer is bound to. Where one should look closer, no panel."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Any

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from balise.policy.model import Decision
from balise.web.publishing.claims import sources_missing
from balise.web.publishing.forms import AddressForm
from balise.web.publishing.models import Claim, Publication, Retraction, window_open
from balise.web.publishing.previews import previews_of
from balise.web.publishing.queries import Waiting
from balise.web.publishing.sending.queueing import carried
from balise.web.publishing.sending.saying import removals_of
from balise.web.publishing.sending.ways import Connections
from balise.web.publishing.settling import standing_of
from balise.web.publishing.showing import obligations_of, places_of, who
from balise.web.verdicts.engine import the_policy
from balise.web.verdicts.networks import network_name
from balise.web.verdicts.storing import kept

LONGEST = 1_200  # characters: a longer post deserves its page


def answer(line: Waiting, now: dt.datetime, request: HttpRequest) -> SafeString:  # noqa: ARG001 - the form of a panel
    """The text, what the engine says, approve or return. Nothing for images, videos, long texts or a forbidden post."""
    publication, tongue = line.publication, _language()
    revision = publication.revision
    if revision is None or revision.hash != publication.hash:
        return SafeString("")
    draft = revision.draft
    judgement = kept(source=publication.source, content_hash=revision.hash)
    plain = not draft.images and not draft.video and sum(len(text) for text in _texts(draft)) <= LONGEST
    if judgement is None or judgement.decision is Decision.FORBIDDEN or not plain or revision.justification:
        return SafeString("")
    context = {
        "publication": publication,
        "revision": revision,
        "draft": draft,
        "decision": judgement.decision.word,
        "places": places_of(draft, judgement, language=tongue),
        "missing": [one for one in obligations_of(standing_of(publication, judgement), tongue) if not one["met"]],
        "sources_missing": sources_missing(publication, judgement),
        "asked": [(one.by, who(one.by, tongue)) for one in line.requests],
        "first_place": f"text:{draft.networks[0]}" if draft.networks else "",
    }
    return _drawn("answer", context, request)


def publish(publication: Publication, connections: Connections, now: dt.datetime, request: HttpRequest) -> SafeString:
    """Text to copy and the address to record, network by network. Nothing before its time, nor with images."""
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


def remove(retraction: Retraction, request: HttpRequest) -> SafeString:
    """Why, where it stands, and the button for when it is done."""
    removals = removals_of(retraction.publication, language=_language())
    by_us = [one["name"] for one in removals if one["by_us"] and not one["moving"]]
    return _drawn("remove", {**_places(retraction), "by_us": by_us}, request)


def confirm(retraction: Retraction, request: HttpRequest) -> SafeString:
    """Where to look, and the button for when it is gone."""
    return _drawn("confirm", _places(retraction), request)


def verify(publication: Publication, claims: Sequence[Claim], request: HttpRequest) -> SafeString:
    """Each statement, its source, and the button for when it was checked."""
    return _drawn("verify", {"publication": publication, "claims": claims}, request)


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
