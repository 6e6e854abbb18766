"""``balise policy lint``: everything wrong with a pack, by file and line; what it could have more of; its situations."""

from __future__ import annotations

import sys
from collections.abc import Sequence

import click

from balise.cli.language import reader_language, say
from balise.policy.loading import load_policy, problems_of
from balise.policy.problems import Problem, typeset
from balise.policy.remarks import remarks


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
    """Prints problems, remarks and a conclusion; status 1 when there is a problem, whatever the remarks."""
    language = reader_language(lang)
    failed = False
    for pack in packs:
        problems = problems_of(pack)
        failed = failed or bool(problems)
        policy = None if problems else load_policy(pack)
        for problem in problems:
            click.echo(problem.say(language))
        for remark in remarks(policy) if policy else ():
            click.echo(("Could be added: " if language == "en" else "À compléter\u00a0: ") + remark.say(language))
        click.echo(_conclusion(pack, problems, len(policy.situations) if policy else 0, language))
    sys.exit(1 if failed else 0)


def _conclusion(pack: str, problems: Sequence[Problem], situations: int, language: str) -> str:
    count = len(problems)
    if language == "en":
        if problems:
            return f"{pack}: {count} problem{'s' if count > 1 else ''}."
        return f"{pack}: all is well. {situations} situation{'' if situations == 1 else 's'}."
    if problems:
        return typeset(f"{pack} : {count} problème{'s' if count > 1 else ''}.")
    return typeset(f"{pack} : tout est en ordre. {situations} situation{'s' if situations > 1 else ''}.")
