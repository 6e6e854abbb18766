"""Reading texts from a stream as they come: whatever is complete is answered at once, so that a pipe never waits.

Every line is one text or one JSON object; a line that can't be read becomes a ``BadLine`` and reading goes on.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from typing import Any, NamedTuple

import orjson

from balise.policy.model import Voice
from balise.screening.model import Content

_READ = 1 << 20
LONGEST_LINE = 16 << 20
"""Bytes of one line beyond which it is refused, so that memory stays bounded."""
_KEYS = frozenset({"id", "text", "voice", "network", "reply_to"})
_VOICES = frozenset(voice.value for voice in Voice)

_MESSAGES = {
    "encoding": (
        "Cette ligne n’est pas en UTF-8 (octet {place}) : convertissez le fichier en UTF-8 et reprenez.",
        "This line is not UTF-8 (byte {place}): convert the file to UTF-8 and try again.",
    ),
    "too-long": (
        "Cette ligne dépasse 16 Mo : coupez-la en plusieurs textes.",
        "This line is over 16 MB: cut it into several texts.",
    ),
    "json": (
        "Cette ligne n’est pas un objet JSON : {detail}",
        "This line is not a JSON object: {detail}",
    ),
    "unknown-key": (
        "Clé inconnue : {detail}. Les clés admises sont id, text, voice, network et reply_to.",
        "Unknown key: {detail}. The keys are id, text, voice, network and reply_to.",
    ),
    "text": ("Il manque la clé « text », ou ce n’est pas un texte.", "The key “text” is missing or is not a text."),
    "type": ("La clé « {detail} » doit être un texte.", "The key “{detail}” must be a text."),
    "voice": (
        "Voix inconnue : {detail}. Dites personal, official ou visitor.",
        "Unknown voice: {detail}. Say personal, official or visitor.",
    ),
    "network": ("Réseau inconnu : {detail}.", "Unknown network: {detail}."),
}


class Item(NamedTuple):
    """One text to screen and the id to answer with."""

    id: str | int
    content: Content


class BadLine(NamedTuple):
    """A line that can't be read: its number from 1, a code for programs and a message for people."""

    line: int
    code: str
    message: str

    def as_json(self) -> bytes:
        """The answer of ``--json`` for this line."""
        return orjson.dumps({"id": None, "line": self.line, "error": {"code": self.code, "message": self.message}})

    def as_text(self, language: str) -> bytes:
        """The answer in the terminal."""
        return f"{'Ligne' if language == 'fr' else 'Line'} {self.line} — {self.message}\n".encode()


def _bad(line: int, code: str, language: str, **values: object) -> BadLine:
    return BadLine(line, code, _MESSAGES[code][0 if language == "fr" else 1].format(**values))


def read_items(
    descriptor: int, shape: str, defaults: Content, language: str, networks: frozenset[str]
) -> Iterator[list[Item | BadLine]]:
    """Groups of what has been read from ``descriptor`` so far, in order.

    ``shape`` is ``lines`` (a text a line), ``jsonl`` (an object a line) or ``text`` (all of it is one text).
    ``defaults`` gives the voice and the rest where a line does not.
    """
    if shape == "text":
        yield [_whole(descriptor, defaults, language)]
        return
    number = 0
    for group in _lines(descriptor):
        items: list[Item | BadLine] = []
        for line in group:
            number += 1
            if line is None:
                items.append(_bad(number, "too-long", language))
            elif shape == "lines":
                items.append(_text_line(line, number, defaults, language))
            else:
                items.append(_json_line(line, number, defaults, language, networks))
        yield items


def _lines(descriptor: int) -> Iterator[list[bytes | None]]:
    """Complete lines as they come, without their ends; None for one that is too long."""
    held: list[bytes] = []
    size = 0
    skipping = False
    while data := os.read(descriptor, _READ):
        *complete, rest = data.split(b"\n")
        group: list[bytes | None] = []
        for piece in complete:
            if skipping:
                group.append(None)
            else:
                group.append(b"".join((*held, piece)).removesuffix(b"\r"))
            held, size, skipping = [], 0, False
        if rest and not skipping:
            held.append(rest)
            size += len(rest)
            if size > LONGEST_LINE:
                held, size, skipping = [], 0, True
        if group:
            yield group
    if skipping:
        yield [None]
    elif held:
        yield [b"".join(held).removesuffix(b"\r")]


def _whole(descriptor: int, defaults: Content, language: str) -> Item | BadLine:
    pieces: list[bytes] = []
    size = 0
    while data := os.read(descriptor, _READ):
        size += len(data)
        if size > LONGEST_LINE:
            return _bad(1, "too-long", language)
        pieces.append(data)
    return _text_line(b"".join(pieces).removesuffix(b"\n"), 1, defaults, language)


def _text_line(line: bytes, number: int, defaults: Content, language: str) -> Item | BadLine:
    try:
        return Item(str(number), defaults._replace(text=line.decode()))
    except UnicodeDecodeError as error:
        return _bad(number, "encoding", language, place=error.start + 1)


def _json_line(line: bytes, number: int, defaults: Content, language: str, networks: frozenset[str]) -> Item | BadLine:
    try:
        line.decode()
    except UnicodeDecodeError as error:
        return _bad(number, "encoding", language, place=error.start + 1)
    if not line.strip():
        return Item(str(number), defaults)
    try:
        value = orjson.loads(line)
    except orjson.JSONDecodeError as error:
        return _bad(number, "json", language, detail=str(error))
    if not isinstance(value, dict):
        return _bad(number, "json", language, detail=type(value).__name__)
    return _item(value, number, defaults, language, networks)


def _item(
    value: dict[str, Any], number: int, defaults: Content, language: str, networks: frozenset[str]
) -> Item | BadLine:
    for key in value:
        if key not in _KEYS:
            return _bad(number, "unknown-key", language, detail=key)
    text = value.get("text")
    if not isinstance(text, str):
        return _bad(number, "text", language)
    for key in ("voice", "network", "reply_to"):
        if value.get(key) is not None and not isinstance(value[key], str):
            return _bad(number, "type", language, detail=key)
    identity = value.get("id")
    if identity is not None and not isinstance(identity, str | int):
        return _bad(number, "type", language, detail="id")
    voice = value.get("voice") or defaults.voice
    if voice not in _VOICES:
        return _bad(number, "voice", language, detail=voice)
    network = value.get("network") or defaults.network
    if network is not None and network not in networks:
        return _bad(number, "network", language, detail=network)
    content = Content(text, voice, network, value.get("reply_to") or defaults.reply_to, defaults.images)
    return Item(str(number) if identity is None else identity, content)
