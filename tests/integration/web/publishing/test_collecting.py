"""Images that nothing uses go after a while; one that a revision names never does."""

from __future__ import annotations

import datetime as dt
import os
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from balise.web.access import Refused
from balise.web.audit.models import Record
from balise.web.publishing import transitions
from balise.web.publishing.collecting import DELAY, collect
from balise.web.publishing.images import keep_image, path_of
from balise.web.publishing.models import Image, Publication
from balise.web.workflow import System

pytestmark = pytest.mark.django_db
Make = Callable[..., Any]


@pytest.fixture(autouse=True)
def _own_folder(settings: Any, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def with_image(cast: SimpleNamespace, write: Make, photo: bytes, now: dt.datetime) -> Callable[[], Publication]:
    """A draft with a picture, which was kept long ago."""

    def make() -> Publication:
        stored = keep_image(photo, name="photo.jpg")
        _age(path_of(stored.sha, stored.extension), now)
        return transitions.add_image(
            actor=cast.employee, publication=write(cast.employee), stored=stored, alt="Un carré", now=now
        )

    return make


def _age(path: Path, now: dt.datetime) -> None:
    then = (now - 2 * DELAY).timestamp()
    os.utime(path, (then, then))


def _file(post: Publication) -> Path:
    image = Image.objects.filter(publication=post).get()
    return path_of(image.sha, image.extension)


def _take_out(post: Publication, now: dt.datetime) -> Publication:
    sha = post.content.images[0].sha
    return transitions.remove_image(actor=post.author, publication=post, sha=sha, now=now)


def test_taken_out_it_goes_after_the_delay(with_image: Make, now: dt.datetime) -> None:
    post = _take_out(with_image(), now)
    path = _file(post)
    assert collect(now=now + DELAY - dt.timedelta(hours=1)) == 0
    assert path.exists()
    assert collect(now=now + DELAY + dt.timedelta(hours=1)) == 1
    assert not path.exists()
    assert not Image.objects.exists()
    record = Record.objects.get(tag="system:publication:forget_images")
    assert (record.actor_id, record.detail) == ("image-collector", {"images": [path.stem[:12]]})
    assert collect(now=now + 3 * DELAY) == 0
    assert Record.objects.filter(tag__endswith="forget_images").count() == 1


def test_what_a_draft_or_a_revision_names_stays(
    with_image: Make, send: Make, cast: SimpleNamespace, now: dt.datetime
) -> None:
    in_draft = with_image()
    path = _file(in_draft)
    assert collect(now=now + 3 * DELAY) == 0
    sent = send(in_draft)
    back = _take_out(transitions.reopen(actor=cast.employee, publication=sent, now=now), now)
    assert not back.content.images
    assert collect(now=now + 3 * DELAY) == 0
    assert path.exists()
    assert Image.objects.get().removed is None  # not looked at again at each passage


def test_put_back_it_stays(with_image: Make, photo: bytes, now: dt.datetime) -> None:
    post = _take_out(with_image(), now)
    stored = keep_image(photo, name="encore.jpg")
    transitions.add_image(actor=post.author, publication=post, stored=stored, alt="Un carré", now=now)
    _age(_file(post), now)
    assert collect(now=now + 3 * DELAY) == 0


def test_the_same_picture_elsewhere_keeps_its_file(with_image: Make, now: dt.datetime) -> None:
    first, second = _take_out(with_image(), now), with_image()
    assert collect(now=now + 3 * DELAY) == 0
    assert [image.publication for image in Image.objects.all()] == [second]
    assert _file(second).exists()
    assert not Image.objects.filter(publication=first).exists()


def test_a_file_that_nothing_ever_named_goes(photo: bytes, now: dt.datetime) -> None:
    stored = keep_image(photo, name="perdue.jpg")
    path = path_of(stored.sha, stored.extension)
    assert collect(now=now) == 0  # just written: its transition may be on its way
    _age(path, now)
    assert collect(now=now) == 1
    assert not path.exists()


def test_a_passage_that_was_cut_short_loses_nothing(with_image: Make, now: dt.datetime) -> None:
    path = _file(with_image())
    path.rename(path.with_name(f".{path.name}.unused"))
    assert collect(now=now + 3 * DELAY) == 0
    assert path.exists()


def test_only_the_collector_and_the_author(with_image: Make, cast: SimpleNamespace, now: dt.datetime) -> None:
    post = _take_out(with_image(), now)
    for actor in (System("dispatcher"), cast.communications):
        with pytest.raises(Refused):
            transitions.forget_images(actor=actor, publication=post, before=now + DELAY, now=now)
