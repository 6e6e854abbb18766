"""``balise network check``: asks each connected network whether it still lets Balise in."""

from __future__ import annotations

import json as jsons
from dataclasses import asdict

import click

from balise.cli.language import reader_language, say
from balise.cli.network.list import refuse_unknown
from balise.cli.network.standing import line

_NONE = {
    "fr": "Aucun compte n’est connecté\u00a0: la page «\u00a0Comptes connectés\u00a0» le permet.",
    "en": "No account is connected: the page “Connected accounts” does that.",
}


@click.command(
    "check",
    help=say(
        "Demande à chaque réseau connecté, ou à ceux que vous nommez, si l’accès est encore bon.",
        "Asks each connected network, or those you name, whether the access is still good.",
    ),
)
@click.argument("names", nargs=-1)
@click.option("--json", "as_json", is_flag=True, help=say("Un objet JSON par ligne.", "One JSON object a line."))
@click.option("--lang", type=click.Choice(["fr", "en", "auto"]), default="auto", help=say("Langue.", "Language."))
def command(names: tuple[str, ...], as_json: bool, lang: str) -> None:
    """Status 0 when every account answers and nothing ends soon, 1 when something is to be done, 2 when it can't run."""
    from balise.cli.starting import configured, stopping_on_trouble

    language = reader_language(lang)
    refuse_unknown(names, language)
    configured()

    from django.utils import timezone

    from balise.web.connections.reporting import reports

    with stopping_on_trouble():
        found = reports(now=timezone.now(), language=language, networks=names, ask=True)
    for one in found:
        click.echo(jsons.dumps(asdict(one), ensure_ascii=False) if as_json else line(one, language))
    if not found and not as_json:
        click.echo(_NONE[language])
    raise SystemExit(0 if all(one.good for one in found) else 1)
