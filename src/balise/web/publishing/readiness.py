"""What keeps a draft from being sent, before anybody judges its words. Pure but for the networks' files."""

from __future__ import annotations

import datetime as dt
from typing import NamedTuple

from balise.networks.limits import Excess, Post, excesses
from balise.web.publishing.addresses import link_problem
from balise.web.publishing.content import Draft
from balise.web.verdicts.engine import Part
from balise.web.verdicts.networks import all_networks


class Obstacle(NamedTuple):
    """Something to put right: ``code`` names the sentence (those of ``Excess`` included); ``value`` is quoted in it."""

    code: str
    network: str = ""
    used: int = 0
    allowed: int = 0
    value: str = ""


def post_for(draft: Draft, network: str) -> Post:
    """What a network would receive; links that the text does not hold are put after it."""
    return Post(
        text=full_text(draft, network),
        title=draft.title_for(network),
        alts=tuple(image.alt for image in draft.images),
        video=bool(draft.video),
    )


def full_text(draft: Draft, network: str) -> str:
    """The text to copy: the network's own, then the links that it does not hold."""
    text = draft.text_for(network)
    missing = [link for link in draft.links if link not in text]
    return "\n".join([text, *missing]) if missing and text.strip() else text


def network_excesses(draft: Draft) -> list[Excess]:
    """Every limit passed, network by network."""
    known = all_networks()
    found: list[Excess] = []
    for network in draft.networks:
        if network in known:
            found += excesses(known[network], post_for(draft, network))
    return found


def changed_on(before: Draft, after: Draft, network: str) -> bool:
    """Whether somebody who reads it there would see another post."""
    return _seen(before, network) != _seen(after, network)


def media_changed(before: Draft, after: Draft) -> bool:
    """Whether images or video are others, or in another order."""
    return (before.video, [image.sha for image in before.images]) != (after.video, [one.sha for one in after.images])


def _seen(draft: Draft, network: str) -> tuple[object, ...]:
    images = [(image.sha, image.alt) for image in draft.images]
    return full_text(draft, network), draft.title_for(network), draft.video, images


def obstacles(
    draft: Draft,
    *,
    planned: dt.datetime | None,
    now: dt.datetime,
    online: Draft | None = None,
    differs: bool = True,
) -> list[Obstacle]:
    """Everything to put right before sending, in the order of the page.

    ``online`` is what a correction corrects; ``differs``, whether it changes anything where the post is online: it is
    not on a network that was left aside.
    """
    found = []
    known = all_networks()
    if not draft.networks:
        found.append(Obstacle("networks-none"))
    found += [Obstacle("network-unknown", value=name) for name in draft.networks if name not in known]
    found += [Obstacle(excess.code, excess.network, excess.used, excess.allowed) for excess in network_excesses(draft)]
    found += [Obstacle("link-wrong", value=link) for link in draft.links if link_problem(link)]
    found += [Obstacle("alt-missing", value=image.name) for image in draft.images if not image.alt]
    if draft.earliest and draft.latest and draft.latest <= draft.earliest:
        found.append(Obstacle("window-upside-down"))
    elif draft.latest and draft.latest <= now:
        found.append(Obstacle("window-over"))
    if planned and not draft.within(planned):
        found.append(Obstacle("planned-outside"))
    if online is not None:
        if set(draft.networks) != set(online.networks):
            found.append(Obstacle("online-networks"))
        elif not (differs and any(changed_on(online, draft, network) for network in draft.networks)):
            found.append(Obstacle("online-same"))
    return found


def parts_of(draft: Draft) -> list[Part]:
    """The texts to screen: each network's text with its links, its title, and every alternative text."""
    names = tuple(image.name for image in draft.images)
    parts = [
        Part(
            place=f"text:{network}",
            text=draft.text_for(network),
            network=network,
            images=names,
            links=tuple(link for link in draft.links if link not in draft.text_for(network)),
        )
        for network in draft.networks
    ]
    parts += [
        Part(place=f"title:{network}", text=title, network=network)
        for network in draft.networks
        if (title := draft.title_for(network))
    ]
    parts += [Part(place=f"alt:{image.sha}", text=image.alt) for image in draft.images if image.alt]
    return parts


def text_at(draft: Draft, place: str) -> str:
    """The text that stands at a place of a finding or a comment; empty for an unknown place."""
    kind, _, name = place.partition(":")
    if kind == "text":
        return draft.text_for(name)
    if kind == "title":
        return draft.title_for(name)
    if kind == "alt":
        return next((image.alt for image in draft.images if image.sha == name), "")
    return ""
