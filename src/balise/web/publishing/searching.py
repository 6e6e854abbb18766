"""How publications are found: by their author as they write them, by the others as they were sent."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from balise.web.access.deciding import granted
from balise.web.access.permissions import Permission
from balise.web.people.models import Person
from balise.web.people.roles import Role
from balise.web.publishing.content import Draft, opening
from balise.web.publishing.models import KIND, Publication
from balise.web.publishing.queries import asked_ids
from balise.web.search import registry
from balise.web.search.registry import Indexed, circle, one, owner
from balise.web.verdicts.engine import the_policy
from balise.web.verdicts.networks import all_networks, network_name


def register() -> None:
    """Called once the apps are ready."""
    registry.register(SOURCE)
    registry.name_networks(_networks)


def faces(publication: Publication) -> Iterator[Indexed]:
    """What is being written, for its author; what was sent, for whoever may read it; one face while they are equal."""
    own = {owner(publication.author_id)}
    sent = publication.revision if publication.submitted is not None else None
    if sent is None:
        yield _face(publication, publication.content, keys=own)
        return
    others = {circle(KIND, publication.voice), one(KIND, publication.pk)}
    if sent.content == publication.draft:
        yield _face(publication, publication.content, keys=own | others)
        return
    yield _face(publication, publication.content, keys=own)
    yield _face(publication, sent.draft, keys=others, face="sent", hidden_from=publication.author_id)


def keys(person: Person, today: dt.date) -> Iterator[str]:
    """The same readers as ``queries.publications_for``."""
    if not granted(person, Permission.PUBLICATION_READ, today=today):
        return
    yield owner(person.pk)
    if granted(person, Permission.PUBLICATION_READ_ALL, today=today):
        yield circle(KIND, Publication.Voice.OFFICIAL)
    if Role.COMMUNICATIONS in person.roles(today):
        yield from (circle(KIND, voice) for voice in Publication.Voice.values)
    elif granted(person, Permission.QUEUE_READ, today=today):
        yield from (one(KIND, pk) for pk in asked_ids(person, today=today))


def _networks(language: str) -> list[tuple[str, str]]:
    return [(name, network_name(name, the_policy(), language)) for name in all_networks()]


def _face(
    publication: Publication, draft: Draft, *, keys: set[str], face: str = "", hidden_from: int | None = None
) -> Indexed:
    claims = publication.claims.order_by("pk").values_list("statement", "source")
    addresses = publication.placements.exclude(address="").order_by("pk").values_list("address", flat=True)
    return Indexed(
        title=publication.title or publication.called or opening(draft),
        texts=[
            draft.common,
            *draft.texts.values(),
            *draft.titles.values(),
            *(image.alt for image in draft.images),
            *draft.links,
            draft.video,
            *(part for claim in claims for part in claim),
            *addresses,
        ],
        date=publication.changed,
        keys=frozenset(keys),
        face=face,
        state=publication.state,
        author=publication.author_id,
        networks=draft.networks,
        hidden_from=hidden_from,
    )


SOURCE = registry.Source(
    kind=KIND,
    label=_("Publications"),
    icon="document-text",
    model=Publication,
    faces=faces,
    keys=keys,
    address=lambda record: reverse("publishing:show", args=[record]),
    order=10,
    reads=("revision",),
    states=KIND,
)
