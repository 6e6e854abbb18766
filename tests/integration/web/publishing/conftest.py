"""A publication at each stage, for the standing cast. Models are imported when a fixture runs, after Django's set-up."""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

import pytest
from django.test import Client
from PIL import Image as Picture

GOOD = "Notre prochaine collecte de matériel informatique aura lieu samedi à Québec. Bienvenue à toutes et à tous!"


@pytest.fixture(autouse=True)
def _second_factor_elsewhere(settings: Any) -> None:
    """Second factors have tests of their own."""
    settings.BALISE_OIDC_SECOND_FACTOR = True


@pytest.fixture
def now() -> dt.datetime:
    from django.utils import timezone

    return timezone.now()


@pytest.fixture
def write(now: dt.datetime) -> Callable[..., Any]:
    """A draft of somebody's."""
    from balise.web.publishing import transitions
    from balise.web.publishing.content import Draft

    def make(author: Any, text: str = GOOD, **more: Any) -> Any:
        voice, planned = more.pop("voice", "official"), more.pop("planned", None)
        draft = Draft(common=text, **{"networks": ("facebook",), **more})
        return transitions.create_publication(actor=author, voice=voice, draft=draft, planned=planned, now=now)

    return make


@pytest.fixture
def send(now: dt.datetime) -> Callable[..., Any]:
    """Send a draft as its page does."""
    from balise.web.publishing import transitions
    from balise.web.publishing.readiness import parts_of
    from balise.web.verdicts.engine import judge

    def act(publication: Any, **more: Any) -> Any:
        judgement = judge(parts_of(publication.content), voice=publication.voice)
        return transitions.submit(
            actor=publication.author,
            publication=publication,
            content_hash=publication.hash,
            judgement=judgement,
            **{"now": now, **more},
        )

    return act


@pytest.fixture
def seat() -> Callable[[Any], Client]:
    """A browser where somebody is signed in."""

    def sign_in(person: Any) -> Client:
        client = Client(headers={"host": "localhost"})
        client.force_login(person)
        return client

    return sign_in


@pytest.fixture
def photo() -> bytes:
    """A picture with a place and a camera in its metadata."""
    picture = Picture.new("RGB", (64, 48), "teal")
    exif = Picture.Exif()
    exif[0x010F] = "CameraOfSomebody"
    written = io.BytesIO()
    picture.save(written, "JPEG", exif=exif)
    return written.getvalue()


@pytest.fixture
def heard() -> Any:
    """Events of publications, in the order in which they were told."""
    from balise.web import events as house
    from balise.web.publishing import events

    told: list[Any] = []
    kinds = [
        kind
        for kind in vars(events).values()
        if isinstance(kind, type) and issubclass(kind, events.PublicationEvent) and kind is not events.PublicationEvent
    ]
    for kind in kinds:
        house.subscribe(kind, told.append)
    yield SimpleNamespace(all=told, kinds=lambda: [type(one).__name__ for one in told])
    for kind in kinds:
        house.unsubscribe(kind, told.append)
