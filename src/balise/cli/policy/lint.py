"""``balise policy lint``: everything wrong with a pack, by file and line."""

from __future__ import annotations

import sys

import click

from balise.cli.language import reader_language, say
from balise.policy.loading import problems_of


@click.command(
    "lint",
    help=say(
        "Vérifie les fichiers de la politique PACK (un nom ou un dossier).",
        "Check the files of the pack PACK (a name or a folder).",
    ),
)
@click.argument("packs", nargs=-1, required=True, metavar="PACK…")
@click.option("--lang", type=click.Choice(["fr", "en", "auto"]), default="auto", help=say("Langue.", "Language."))
def command(packs: tuple[str, ...], lang: str) -> None:
    """Prints the problems; status 1 when there are any."""
    language = reader_language(lang)
    failed = False
    for pack in packs:
        problems = problems_of(pack)
        failed = failed or bool(problems)
        for problem in problems:
            click.echo(problem.say(language))
        count = len(problems)
        if language == "en":
            click.echo(f"{pack}: " + (f"{count} problem{'s' if count > 1 else ''}." if count else "all is well."))
        else:
            click.echo(
                f"{pack}\u00a0: " + (f"{count} problème{'s' if count > 1 else ''}." if count else "tout est en ordre.")
            )
    sys.exit(1 if failed else 0)
