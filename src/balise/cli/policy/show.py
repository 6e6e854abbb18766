"""``balise policy show``: a policy, or one clause of it, to read."""

from __future__ import annotations

import shutil
from pathlib import Path

import click

from balise.cli.language import reader_language, say
from balise.cli.policies import load_or_exit
from balise.policy.files import default_pack, is_built_in
from balise.policy.model import Policy
from balise.policy.problems import typeset
from balise.policy.showing.markdown import write_markdown
from balise.policy.showing.outline import outline
from balise.policy.showing.page import write_page
from balise.policy.showing.text import write_text


@click.command(
    "show",
    help=say(
        "Affiche la politique PACK, ou seulement une CLAUSE (3.4). Sans PACK, celle qui sert d’habitude.",
        "Show the policy PACK, or only one CLAUSE (3.4). Without PACK, the usual one.",
    ),
)
@click.argument("pack", required=False)
@click.argument("clause", required=False)
@click.option("--format", "shape", type=click.Choice(["text", "markdown", "html"]), default="text", show_default=True)
@click.option("--lang", type=click.Choice(["fr", "en", "auto"]), default="auto", help=say("Langue.", "Language."))
def command(pack: str | None, clause: str | None, shape: str, lang: str) -> None:
    """Prints the policy; status 2 when the pack or the clause cannot be shown."""
    language = reader_language(lang)
    if pack is not None and clause is None and not is_built_in(pack) and not Path(pack).exists():
        # One word that is no pack: a clause of the usual policy, when it has one so called.
        policy = load_or_exit(default_pack(), language)
        if any(one.id == pack for one in policy.clauses):
            pack, clause = None, pack
    policy = load_or_exit(pack or default_pack(), language)
    try:
        blocks = outline(policy, language, clause)
    except KeyError:
        raise click.UsageError(_no_clause(policy, clause or "", language)) from None
    if shape == "markdown":
        click.echo(write_markdown(blocks), nl=False)
    elif shape == "html":
        click.echo(write_page(blocks, language), nl=False)
    else:
        width = min(shutil.get_terminal_size().columns, 100)
        click.echo(write_text(blocks, width), nl=False)


def _no_clause(policy: Policy, name: str, language: str) -> str:
    known = ", ".join(clause.id for clause in policy.clauses)
    if language == "en":
        return f"There is no clause “{name}”. There are: {known}."
    return typeset(f"Il n'y a pas de clause « {name} ». Il y a : {known}.")
