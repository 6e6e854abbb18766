"""Three networks of this machine, as folders: posts are files, so that what a killed process left can be counted.

Each has its way of being sure: ``facebook`` shows a draft whose number is kept (it can always be read back), ``x`` can
only be searched and proves nothing, ``mastodon`` can be searched and its list is whole.
"""

from __future__ import annotations

import datetime as dt
import json
import os
import time
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any
from uuid import uuid4

from balise.networks.content import (
    Done,
    Looked,
    Media,
    MediaKind,
    Outgoing,
    Presence,
    Progress,
    Published,
    Seen,
    SeenMedia,
)
from balise.networks.credentials import Account
from balise.networks.errors import Gone, NetworkError
from balise.networks.offering import Offering
from balise.networks.registry import all_networks

FOLDER = "BALISE_TESTS_SHELF"  # the environment of the process says where the shelf is
NETWORKS = ("facebook", "mastodon", "x")
HOSTS = {"facebook": "www.facebook.com/opeq/posts", "mastodon": "mastodon.example/@opeq", "x": "x.com/opeq/status"}


def put_in_place(folder: Path) -> None:
    """From now on, in this process, these networks are folders."""
    os.environ[FOLDER] = str(folder)
    for name in NETWORKS:
        (folder / name).mkdir(parents=True, exist_ok=True)
        place = f"{__name__}:{name.title()}"
        all_networks()[name] = replace(all_networks()[name], connector=place)


def posts(folder: Path, network: str) -> list[dict[str, Any]]:
    """What is online there."""
    found = [json.loads(path.read_text(encoding="utf-8")) for path in (folder / network).glob("*.json")]
    return sorted((one for one in found if one["shown"]), key=lambda one: str(one["at"]))


def change(folder: Path, network: str, post_id: str, **values: Any) -> None:
    """Somebody changes a post past Balise."""
    path = folder / network / f"{post_id}.json"
    _write(path, {**json.loads(path.read_text(encoding="utf-8")), **values})


def fail(folder: Path, network: str, *errors: NetworkError) -> None:
    """The next calls that would publish fail so, one after the other."""
    FAILURES[(str(folder), network)] = list(errors)


FAILURES: dict[tuple[str, str], list[NetworkError]] = {}


class _Shelf(Offering):
    network = all_networks()["facebook"]
    pause = 0.0

    def __init__(self, *, account: Account, **more: Any) -> None:
        super().__init__(account=account, **more)
        self.root = Path(os.environ[FOLDER])
        self.folder = self.root / self.network.id

    def publish(self, post: Outgoing, *, progress: Progress) -> Published:
        self._may_fail()
        self._linger()
        return self._published(self._new(post, shown=True))

    def find(self, post: Outgoing, *, since: dt.datetime, progress: Progress) -> Looked:
        found = next((one for one in posts(self.root, self.network.id) if one["marker"] == post.marker), None)
        return Looked(post=self._published(found)) if found else Looked(sure=True)

    def fetch(self, post_id: str) -> Seen:
        told = self._read(post_id)
        return Seen(
            id=post_id,
            address=self._address(post_id),
            state=Presence(told.get("state", "online")),
            text=told["text"],
            media=tuple(SeenMedia(MediaKind.IMAGE, alt=alt) for alt in told["alts"]),
        )

    def update(self, post_id: str, post: Outgoing) -> Published:
        self._may_fail()
        told = {**self._read(post_id), "text": post.text, "alts": [one.alt for one in post.media]}
        _write(self.folder / f"{post_id}.json", told)
        return self._published(told)

    def retract(self, post_id: str) -> Done:
        self._may_fail()
        path = self.folder / f"{post_id}.json"
        gone = not path.exists()
        path.unlink(missing_ok=True)
        return Done(already=gone)

    def _new(self, post: Outgoing, *, shown: bool) -> dict[str, Any]:
        told = {
            "id": uuid4().hex,
            "marker": post.marker,
            "text": post.text,
            "alts": [one.alt for one in post.media],
            "bytes": [_length(one) for one in post.media],
            "addresses": [one.address for one in post.media],
            "shown": shown,
            "at": time.time(),
        }
        _write(self.folder / f"{told['id']}.json", told)
        self._linger()  # the answer takes its time to come
        return told

    def _published(self, told: Mapping[str, Any]) -> Published:
        return Published(id=told["id"], address=self._address(told["id"]))

    def _address(self, post_id: str) -> str:
        return f"https://{HOSTS[self.network.id]}/{post_id}"

    def _read(self, post_id: str) -> dict[str, Any]:
        try:
            told: dict[str, Any] = json.loads((self.folder / f"{post_id}.json").read_text(encoding="utf-8"))
        except FileNotFoundError:
            raise Gone("gone") from None
        return told

    def _may_fail(self) -> None:
        waiting = FAILURES.get((str(self.root), self.network.id))
        if waiting:
            raise waiting.pop(0)

    def _linger(self) -> None:
        time.sleep(float(os.environ.get("BALISE_TESTS_SHELF_PAUSE", "0")))


class Facebook(_Shelf):
    """Makes a draft, keeps its number, shows it: whether it is shown can be read."""

    network = all_networks()["facebook"]

    def publish(self, post: Outgoing, *, progress: Progress) -> Published:
        self._may_fail()
        draft = progress.get("draft")
        if not draft:
            draft = str(self._new(post, shown=False)["id"])
            progress.put("draft", draft)
        told = self._read(draft)
        if not told["shown"]:
            progress.put("showing", "1")
            told = {**told, "shown": True}
            _write(self.folder / f"{draft}.json", told)
            self._linger()
        return self._published(told)

    def find(self, post: Outgoing, *, since: dt.datetime, progress: Progress) -> Looked:
        draft = progress.get("draft")
        if not draft:
            return Looked(sure=True)
        told = self._read(draft)
        return Looked(post=self._published(told)) if told["shown"] else Looked(sure=True)


class Mastodon(_Shelf):
    network = all_networks()["mastodon"]


class X(_Shelf):
    """Its list lags: what is not found may be there."""

    network = all_networks()["x"]

    def find(self, post: Outgoing, *, since: dt.datetime, progress: Progress) -> Looked:
        found = super().find(post, since=since, progress=progress)
        lags = found.post is not None and (self.root / "lag").exists()
        return Looked() if lags or found.post is None else found


def _length(media: Media) -> int:
    with media.open() as file:
        return len(file.read())


def _write(path: Path, told: Mapping[str, Any]) -> None:
    """Whole or not at all, and there after a crash."""
    draft = path.with_suffix(f".{uuid4().hex}")
    draft.write_text(json.dumps(told), encoding="utf-8")
    draft.replace(path)
