"""``balise network list``: what can be done on each network, by whom, and what its limits are."""

from __future__ import annotations

import json as jsons
from typing import Any

import click

from balise.cli.language import reader_language, say
from balise.networks.describing import How, Network, Operation
from balise.networks.registry import all_networks
from balise.networks.wording import OPERATIONS, WHO

_WORDS = {
    "fr": {"rights": "Droits demandés", "longest": "Texte", "images": "Images", "by_hand": "Tout s’y fait à la main."},
    "en": {
        "rights": "Rights asked for",
        "longest": "Text",
        "images": "Images",
        "by_hand": "All is done there by hand.",
    },
}


@click.command(
    "list",
    help=say(
        "Dit, pour chaque réseau ou pour ceux que vous nommez, ce que Balise y fait et ce qui reste à une personne.",
        "Tells, for each network or those you name, what Balise does there and what is left to a person.",
    ),
)
@click.argument("names", nargs=-1)
@click.option("--json", "as_json", is_flag=True, help=say("Un objet JSON par ligne.", "One JSON object a line."))
@click.option("--lang", type=click.Choice(["fr", "en", "auto"]), default="auto", help=say("Langue.", "Language."))
def command(names: tuple[str, ...], as_json: bool, lang: str) -> None:
    """Prints the networks; status 2 when a name is of none."""
    language, known = reader_language(lang), all_networks()
    unknown = [name for name in names if name not in known]
    if unknown:
        there = ", ".join(known)
        raise click.UsageError(
            f"Aucun réseau ne s’appelle {unknown[0]}. Il y a\u00a0: {there}."
            if language == "fr"
            else f"No network is called {unknown[0]}. There are: {there}."
        )
    for name in names or known:
        network = known[name]
        click.echo(jsons.dumps(_object(network), ensure_ascii=False) if as_json else _text(network, language))


def _object(network: Network) -> dict[str, Any]:
    return {
        "id": network.id,
        "names": dict(network.names),
        "connector": bool(network.connector),
        "operations": {operation.value: deed.how.value for operation, deed in network.deeds.items()},
        "outcomes": {operation.value: dict(deed.outcome) for operation, deed in network.deeds.items() if deed.outcome},
        "reversible": [operation.value for operation, deed in network.deeds.items() if deed.reversible],
        "limits": {
            "text": network.maximum,
            "title": network.title_maximum,
            "alt": network.alt_maximum,
            "images": network.images_maximum,
        },
        "scopes": [scope.id for scope in network.scopes],
    }


def _text(network: Network, language: str) -> str:
    words = _WORDS[language]
    colon = "\u00a0:" if language == "fr" else ":"
    lines = [f"{network.names[language]} ({network.id})"]
    if not network.connector:
        lines.append(f"  {words['by_hand']}")
        return "\n".join([*lines, ""])
    for operation in Operation:
        deed = network.deeds.get(operation)
        if deed is None:
            continue
        sign = {How.API: "✓", How.HAND: "•", How.NONE: "–"}[deed.how]
        said = f"  {sign} {OPERATIONS[operation][language]}{colon} {WHO[deed.how][language]}"
        lines.append(f"{said} — {deed.outcome[language]}" if deed.outcome else said)
    lines.append(f"  {words['rights']}{colon} {', '.join(scope.id for scope in network.scopes)}")
    if network.maximum is not None:
        lines.append(f"  {words['longest']}{colon} {network.maximum}")
    if network.images_maximum is not None:
        lines.append(f"  {words['images']}{colon} {network.images_maximum}")
    return "\n".join([*lines, ""])
