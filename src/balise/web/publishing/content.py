"""What a publication says, and its hash. Pure: an approval is for this hash and for nothing else."""

from __future__ import annotations

import datetime as dt
import json
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from hashlib import sha256
from typing import Any

LONGEST_NAME = 70


@dataclass(frozen=True, kw_only=True)
class Picture:
    """An image of the post: the SHA-256 of its stored file, its alternative text, the name it is offered under."""

    sha: str
    alt: str = ""
    name: str = ""


@dataclass(frozen=True, kw_only=True)
class Draft:
    """What the author wrote. ``texts`` and ``titles`` are by network; one without its own text takes ``common``."""

    common: str = ""
    texts: Mapping[str, str] = field(default_factory=dict)
    titles: Mapping[str, str] = field(default_factory=dict)
    networks: tuple[str, ...] = ()
    links: tuple[str, ...] = ()
    video: str = ""  # which video file goes with it; the file itself stays where it is
    images: tuple[Picture, ...] = ()
    earliest: dt.datetime | None = None
    latest: dt.datetime | None = None

    def text_for(self, network: str) -> str:
        """What this network would receive."""
        return self.texts.get(network) or self.common

    def title_for(self, network: str) -> str:
        """The title there; empty where there is none."""
        return self.titles.get(network, "")

    def within(self, moment: dt.datetime) -> bool:
        """Whether a moment is inside the window; an open end is open."""
        return (self.earliest is None or self.earliest <= moment) and (self.latest is None or moment <= self.latest)

    def as_json(self) -> dict[str, Any]:
        """The form that is kept; ``from_json`` gives it back."""
        return {
            "common": self.common,
            "texts": dict(self.texts),
            "titles": dict(self.titles),
            "networks": list(self.networks),
            "links": list(self.links),
            "video": self.video,
            "images": [{"sha": one.sha, "alt": one.alt, "name": one.name} for one in self.images],
            "earliest": _written(self.earliest),
            "latest": _written(self.latest),
        }


def from_json(kept: Mapping[str, Any]) -> Draft:
    """A draft from what ``as_json`` wrote; absent keys take their defaults."""
    return Draft(
        common=kept.get("common", ""),
        texts=dict(kept.get("texts", {})),
        titles=dict(kept.get("titles", {})),
        networks=tuple(kept.get("networks", ())),
        links=tuple(kept.get("links", ())),
        video=kept.get("video", ""),
        images=tuple(Picture(**one) for one in kept.get("images", ())),
        earliest=_read(kept.get("earliest")),
        latest=_read(kept.get("latest")),
    )


def clean(draft: Draft) -> Draft:
    """The same words in one form: line ends of Unix, composed accents, no text for a network that is not chosen."""
    networks = tuple(sorted(set(draft.networks)))
    common = _one_form(draft.common)
    texts = {name: _one_form(text) for name, text in draft.texts.items() if name in networks}
    return replace(
        draft,
        common=common,
        texts={name: text for name, text in texts.items() if text.strip() and text != common},
        titles={name: _one_form(title) for name, title in draft.titles.items() if name in networks and title.strip()},
        networks=networks,
        links=tuple(dict.fromkeys(link.strip() for link in draft.links if link.strip())),
        video=_one_form(draft.video).strip(),
        images=tuple(replace(image, alt=_one_form(image.alt).strip()) for image in draft.images),
    )


def canonical(draft: Draft) -> bytes:
    """What is hashed: JSON with sorted keys and no spaces, UTF-8, moments in UTC.

    It holds what each network receives (text and title), links and images in order with their alternative texts, the
    video, the networks, earliest and latest; not the time chosen inside the window, names of files and claims.
    """
    content = {
        "networks": sorted(set(draft.networks)),
        "texts": {name: draft.text_for(name) for name in draft.networks},
        "titles": {name: draft.title_for(name) for name in draft.networks if draft.title_for(name)},
        "links": list(draft.links),
        "video": draft.video,
        "images": [[image.sha, image.alt] for image in draft.images],
        "earliest": _written(draft.earliest),
        "latest": _written(draft.latest),
    }
    written = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return written.encode("utf-8", "surrogatepass")


def opening(draft: Draft) -> str:
    """How the post begins, on one line and cut between two words: its name where nobody gave it a title."""
    words = " ".join((draft.common or next(iter(draft.texts.values()), "")).split())
    if len(words) <= LONGEST_NAME:
        return words
    head = words[:LONGEST_NAME].rpartition(" ")[0] or words[: LONGEST_NAME - 1]
    return head.rstrip(" ,;:.–—-") + "…"


def name_of(draft: Draft, *, called: str) -> str:
    """The name under which it is sent: the one it had, as long as the post still has these words; else its opening."""
    written = "\n".join(" ".join(text.split()) for text in (draft.common, *draft.texts.values()))
    return called if called and called.removesuffix("…") in written else opening(draft)


def content_hash(draft: Draft) -> str:
    """SHA-256 of the canonical form, in hexadecimal."""
    return sha256(canonical(draft)).hexdigest()


def _one_form(text: str) -> str:
    return unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n").replace("\x00", ""))


def _written(moment: dt.datetime | None) -> str | None:
    return None if moment is None else moment.astimezone(dt.UTC).isoformat(timespec="seconds")


def _read(written: str | None) -> dt.datetime | None:
    return None if not written else dt.datetime.fromisoformat(written)
