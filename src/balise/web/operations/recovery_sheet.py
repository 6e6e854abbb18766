"""The keys on paper: what to print, and how to read back what somebody types from it.

A key of 32 bytes is written on four lines: eight bytes in base 32 (letters and digits that are not mistaken for one
another), then two characters that check the line, its number and the name of the key: one wrong character, or two
neighbours exchanged, is always found, anything else but once in a thousand.
"""

from __future__ import annotations

import base64
import datetime as dt
import html
import io
import json
import os
import re
from collections.abc import Iterable, Mapping
from hashlib import sha256
from pathlib import Path

import segno

from balise.web.keys import SIZE, fingerprint, fingerprints

_ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"  # Crockford's: no I, L, O, U
_STANDARD = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567"
_TO_OURS = str.maketrans(_STANDARD, _ALPHABET)
_TO_STANDARD = str.maketrans(_ALPHABET, _STANDARD)
_MISREAD = str.maketrans("OIL", "011")
_LINES, _PART = 4, SIZE // 4
_BODY = 13  # characters of eight bytes
_PRIME = 1021  # the largest under 32 × 32: no difference of two characters, weighted, is a multiple of it
_QR = "BALISE1"
_NOTE = "sheet.json"


class Mistyped(Exception):
    """A line does not check; carries its number, from 1."""

    def __init__(self, line: int) -> None:
        super().__init__(f"line {line}")
        self.line = line


def lines_of(name: str, key: bytes) -> list[str]:
    """The four lines of a key, in groups: ``ABCD-EFGH-JKMN-P-QR`` without anything else."""
    return [_grouped(_body(part) + _check(name, at, part)) for at, part in enumerate(_parts(key), start=1)]


def read_lines(name: str, lines: Iterable[str]) -> bytes:
    """The key that was typed. Case, spaces and hyphens do not count, O is 0, I and L are 1. Raises ``Mistyped``."""
    typed = [line for line in lines if line.strip()]
    parts = [read_line(name, at, line) for at, line in enumerate(typed, start=1)]
    if len(parts) != _LINES:
        raise Mistyped(min(len(parts) + 1, _LINES))
    return b"".join(parts)


def read_line(name: str, number: int, line: str) -> bytes:
    """Eight bytes of the key from its line ``number``, from 1. Raises ``Mistyped``."""
    plain = re.sub(r"[\s\-·]", "", line.upper()).translate(_MISREAD)
    if len(plain) != _BODY + 2 or set(plain) - set(_ALPHABET):
        raise Mistyped(number)
    part = base64.b32decode(plain[:_BODY].translate(_TO_STANDARD) + "===")
    if plain != _body(part) + _check(name, number, part):
        raise Mistyped(number)
    return part


def owner_of(line: str, names: Iterable[str]) -> tuple[str, int] | None:
    """The key, among these, and the number of the line that this one checks as; None when it is none of them.

    One wrong line in a thousand checks as another by chance, for each line there is: it is only a hint.
    """
    for name in names:
        for number in range(1, _LINES + 1):
            try:
                read_line(name, number, line)
            except Mistyped:
                continue
            return name, number
    return None


def code_of(name: str, key: bytes) -> str:
    """What the QR code of a key says."""
    return f"{_QR}:{name}:" + ":".join(line.replace("-", "") for line in lines_of(name, key))


def read_code(text: str) -> tuple[str, bytes]:
    """Name and key from a scanned code. Raises ``Mistyped``."""
    parts = text.strip().split(":")
    if len(parts) != 2 + _LINES or parts[0] != _QR:
        raise Mistyped(1)
    return parts[1], read_lines(parts[1], parts[2:])


def as_text(keys: Mapping[str, bytes], *, language: str, made: str, place: str) -> str:
    """The sheet for a terminal or a plain printer."""
    said = _TEXTS[language]
    out = [said["title"], "=" * len(said["title"]), "", said["made"].format(made=made, place=place), ""]
    out += [f"! {warning}" for warning in _WARNINGS[language]]
    for name, key in keys.items():
        out += ["", f"{said['key']} {name}    ({said['mark']} {fingerprint(key)})"]
        out += [f"  {at}  {line}" for at, line in enumerate(lines_of(name, key), start=1)]
    return "\n".join([*out, "", *_BACK[language], ""])


def as_page(keys: Mapping[str, bytes], *, language: str, made: str, place: str) -> str:
    """The sheet as one HTML file to print: nothing in it comes from elsewhere."""
    said = _TEXTS[language]
    warnings = "".join(f"<li>{html.escape(one)}</li>" for one in _WARNINGS[language])
    back = "".join(f"<li>{html.escape(one)}</li>" for one in _BACK[language])
    sections = []
    for name, key in keys.items():
        rows = "".join(f"<li><code>{line}</code></li>" for line in lines_of(name, key))
        sections.append(
            f"<section><div><h2>{said['key']} <code>{html.escape(name)}</code></h2><ol>{rows}</ol>"
            f"<p>{said['mark']} <code>{fingerprint(key)}</code></p></div>{_picture(code_of(name, key))}</section>"
        )
    opening = html.escape(said["made"].format(made=made, place=place))
    return (
        f'<!doctype html><html lang="{language}"><meta charset="utf-8"><title>{said["title"]}</title>'
        f"<style>{_STYLE}</style><h1>{said['title']}</h1><p>{opening}</p><ul class=warnings>{warnings}</ul>"
        f"{''.join(sections)}<h2>{said['how']}</h2><ul>{back}</ul></html>\n"
    )


def note_printed(folder: Path, keys: Mapping[str, bytes], *, day: dt.date) -> None:
    """Remember which keys were on the last sheet, so that ``doctor`` can say when one is missing from it."""
    said = {"day": day.isoformat(), "keys": {name: fingerprint(key) for name, key in keys.items()}}
    with os.fdopen(os.open(folder / _NOTE, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as file:
        json.dump(said, file)


def not_on_paper(folder: Path, *, spare: Iterable[str]) -> list[str]:
    """Names of the keys that no sheet shows as they are now."""
    try:
        printed = json.loads((folder / _NOTE).read_text(encoding="utf-8"))["keys"]
    except (OSError, ValueError, KeyError):
        printed = {}
    return [name for name, mark in fingerprints(folder).items() if name not in spare and printed.get(name) != mark]


def _parts(key: bytes) -> list[bytes]:
    if len(key) != SIZE:
        raise ValueError(f"{len(key)} bytes instead of {SIZE}")
    return [key[at : at + _PART] for at in range(0, SIZE, _PART)]


def _body(part: bytes) -> str:
    return base64.b32encode(part).decode().rstrip("=").translate(_TO_OURS)


def _check(name: str, number: int, part: bytes) -> str:
    start = int.from_bytes(sha256(f"{name}\x1f{number}".encode()).digest()[:8], "big")
    weighted = sum(_ALPHABET.index(letter) * pow(32, at + 1, _PRIME) for at, letter in enumerate(_body(part)))
    high, low = divmod((start + weighted) % _PRIME, 32)
    return _ALPHABET[high] + _ALPHABET[low]


def _grouped(text: str) -> str:
    return "-".join((text[:4], text[4:8], text[8:12], text[12:]))


def _picture(text: str) -> str:
    out = io.BytesIO()
    segno.make(text, error="q").save(out, kind="svg", xmldecl=False, svgns=True, scale=3, border=4)
    return out.getvalue().decode()


_STYLE = (
    "body{font:11pt/1.45 sans-serif;max-width:19cm;margin:1cm auto;color:#000;background:#fff}"
    "section{display:flex;gap:1cm;justify-content:space-between;border-top:1px solid #000;padding:.4cm 0;"
    "break-inside:avoid}code{font:12pt/1.6 monospace}.warnings{border:2px solid #000;padding:.4cm .4cm .4cm 1cm}"
    "svg{flex:none}h1{font-size:18pt}h2{font-size:13pt;margin:0 0 .2cm}ol{margin:0 0 .2cm}"
)
_TEXTS: dict[str, dict[str, str]] = {
    "fr": {
        "title": "Feuille de secours des clés de Balise",
        "made": "Imprimée le {made}. Clés de {place}.",
        "key": "Clé",
        "mark": "empreinte",
        "how": "Pour s’en servir",
    },
    "en": {
        "title": "Recovery sheet of Balise’s keys",
        "made": "Printed on {made}. Keys of {place}.",
        "key": "Key",
        "mark": "fingerprint",
        "how": "To use it",
    },
}
_WARNINGS: dict[str, tuple[str, ...]] = {
    "fr": (
        "Qui tient cette feuille et une sauvegarde lit tout. Rangez-la sous enveloppe cachetée, dans un coffre.",
        "Sans elle, si la machine meurt, ce qui est chiffré est perdu pour toujours. Gardez-en deux, à deux endroits.",
        "Ne la photographiez pas, ne l’envoyez pas par courriel. Une fois imprimée, effacez le fichier.",
        "Refaites-la si une clé change\u00a0: l’empreinte dit si c’est encore la bonne.",
    ),
    "en": (
        "Whoever holds this sheet and a backup reads everything. Keep it in a sealed envelope, in a safe.",
        "Without it, if the machine dies, what is encrypted is lost for ever. Keep two, in two places.",
        "Do not photograph it, do not mail it. Once it is printed, delete the file.",
        "Make it again if a key changes: the fingerprint tells whether it is still the right one.",
    ),
}
_BACK: dict[str, tuple[str, ...]] = {
    "fr": (
        "Installez Balise, puis tapez balise keys restore et recopiez les lignes. Une faute est signalée à sa ligne.",
        "Ou lisez le code QR avec un lecteur qui n’envoie rien sur Internet, et collez ce qu’il dit.",
        "Puis balise restore, avec la dernière sauvegarde et le fichier balise-….keys qui l’accompagne.",
    ),
    "en": (
        "Install Balise, then type balise keys restore and copy the lines. A mistake is told at its line.",
        "Or read the QR code with a reader that sends nothing to the Internet, and paste what it says.",
        "Then balise restore, with the last backup and the file balise-….keys that goes with it.",
    ),
}
