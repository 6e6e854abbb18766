"""``balise check``: one text, or a stream of them, against a policy."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from pathlib import Path

import click
import orjson

from balise.cli.intake import BadLine, Item, read_items
from balise.cli.language import reader_language
from balise.cli.policies import load_or_exit
from balise.cli.rendering import Style, render
from balise.policy.files import default_pack
from balise.policy.model import Policy, Voice
from balise.screening.explaining import finding_message
from balise.screening.model import Content, Verdict
from balise.screening.register.index import Index, RegisterError
from balise.screening.screener import Screener

_READER_LEFT = 141  # 128 + SIGPIPE, as shells count it
_IMAGE_SIGNATURES = (b"\xff\xd8\xff", b"\x89PNG\r\n", b"GIF8", b"RIFF", b"\0\0\0")

_TEXTS = {
    "fr": {
        "nothing": "Rien à vérifier : donnez un texte, ou « - » pour lire l’entrée standard.",
        "image": "{path} : ce fichier n’existe pas ou n’est pas une image (JPEG, PNG, WebP, GIF, HEIC).",
        "hint": "Ces lignes ressemblent à du JSON : ajoutez --input jsonl pour qu’elles soient lues ainsi.",
        "network": "Réseau inconnu : {network}. La politique connaît : {known}.",
    },
    "en": {
        "nothing": "Nothing to check: give a text, or “-” to read standard input.",
        "image": "{path}: this file does not exist or is not an image (JPEG, PNG, WebP, GIF, HEIC).",
        "hint": "These lines look like JSON: add --input jsonl to have them read as such.",
        "network": "Unknown network: {network}. The policy knows: {known}.",
    },
}


@click.command("check")
@click.argument("text", required=False)
@click.option("--voice", type=click.Choice([voice.value for voice in Voice]), default="personal", show_default=True)
@click.option("--network", metavar="NAME", help="facebook, x, linkedin…")
@click.option("--image", "images", multiple=True, metavar="F", type=click.Path(path_type=Path))
@click.option("--reply-to", metavar="TEXT", help="The text it answers.")
@click.option("--lang", type=click.Choice(["fr", "en", "auto"]), default="auto", help="Language of the messages.")
@click.option("--policy", "pack", default=default_pack, metavar="PACK", help="A pack's name or folder.")
@click.option("--register", "register_path", type=click.Path(path_type=Path), help="A saved confidential register.")
@click.option("--input", "shape", type=click.Choice(["lines", "jsonl", "text"]), help="How standard input is cut.")
@click.option("--explain", is_flag=True, help="Say what counted in each finding, and how sure it is.")
@click.option("--json", "as_json", is_flag=True, help="One JSON object for each input line.")
@click.option("--color/--no-color", default=None, help="Colours in the terminal (default: when it has them).")
def command(
    text: str | None,
    voice: str,
    network: str | None,
    images: tuple[Path, ...],
    reply_to: str | None,
    lang: str,
    pack: str,
    register_path: Path | None,
    shape: str | None,
    explain: bool,
    as_json: bool,
    color: bool | None,
) -> None:
    """Check TEXT before publishing it ("-" reads standard input, one text a line).

    Exit status: 0 when every text is clear, 1 when something else was decided, 2 when some input was bad.
    """
    language = reader_language(lang)
    words = _TEXTS[language]
    if text is None:
        raise click.UsageError(words["nothing"])
    policy = load_or_exit(pack, language)
    _refuse_network(network, policy, language)
    for path in images:
        if not _is_image(path):
            raise click.UsageError(words["image"].format(path=path))
    screener = Screener(policy, register=_register(register_path))
    defaults = Content("", voice, network, reply_to, tuple(map(str, images)))
    if text == "-":
        groups = read_items(sys.stdin.buffer.fileno(), shape or "lines", defaults, language, _network_names(policy))
    else:
        groups = iter([[Item("1", defaults._replace(text=text))]])
    style = Style(sys.stdout.isatty() and "NO_COLOR" not in os.environ if color is None else color)
    try:
        status, braces = _answer(groups, screener, as_json=as_json, language=language, style=style, explain=explain)
    except BrokenPipeError:
        # Whoever read the answers has left: end as a program that was told so, with nothing more to say.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(_READER_LEFT)
    if text == "-" and shape is None and braces:
        click.echo(words["hint"], err=True)
    sys.exit(status)


def _answer(
    groups: Iterator[list[Item | BadLine]],
    screener: Screener,
    *,
    as_json: bool,
    language: str,
    style: Style,
    explain: bool = False,
) -> tuple[int, bool]:
    """Print every answer as its group is read; the exit status, and whether every line began with a brace."""
    status = 0
    braces = True
    seen = False
    output = sys.stdout.buffer
    for group in groups:
        verdicts = iter(list(screener.screen_many([item.content for item in group if isinstance(item, Item)])))
        pieces: list[bytes] = []
        for item in group:
            if isinstance(item, BadLine):
                status = 2
                braces = False
                pieces.append(item.as_json() if as_json else item.as_text(language))
                continue
            verdict = next(verdicts)
            seen = True
            braces = braces and item.content.text.startswith("{")
            if verdict.decision and status == 0:
                status = 1
            if as_json:
                pieces.append(_as_json(item, verdict, screener.policy, language))
            else:
                pieces.append(
                    render(verdict, screener.policy, language, style, reasons=explain).encode(
                        "utf-8", "backslashreplace"
                    )
                )
        output.write(b"\n".join(pieces) + b"\n")
        output.flush()
    return status, braces and seen


def _as_json(item: Item, verdict: Verdict, policy: Policy, language: str) -> bytes:
    shape = verdict.as_json()
    for finding, described in zip(verdict.findings, shape["findings"], strict=True):
        described["message"] = finding_message(finding, policy, language)
    answer = {"schema": shape.pop("schema"), "id": item.id, **shape}
    try:
        return orjson.dumps(answer)
    except orjson.JSONEncodeError:  # a lone surrogate in what was quoted: JSON has an escape for it, UTF-8 has not
        return _with_escapes(answer)


def _with_escapes(answer: object) -> bytes:
    import json

    return json.dumps(answer, ensure_ascii=True).encode("ascii")


def _network_names(policy: Policy) -> frozenset[str]:
    return frozenset(network.id for network in policy.networks)


def _refuse_network(network: str | None, policy: Policy, language: str) -> None:
    known = _network_names(policy)
    if network is not None and network not in known:
        raise click.UsageError(_TEXTS[language]["network"].format(network=network, known=", ".join(sorted(known))))


def _register(path: Path | None) -> Index | None:
    if path is None:
        return None
    try:
        return Index.load(path)
    except RegisterError as error:
        raise click.UsageError(str(error)) from None


def _is_image(path: Path) -> bool:
    try:
        with path.open("rb") as stream:
            return stream.read(12).startswith(_IMAGE_SIGNATURES)
    except OSError:
        return False
