"""``balise policy test``: runs every example of a pack."""

from __future__ import annotations

import sys
from collections.abc import Sequence

import click

from balise.cli.engine import screen_with
from balise.cli.language import reader_language, say
from balise.cli.policies import load_or_exit
from balise.policy.files import default_pack
from balise.policy.problems import typeset
from balise.policy.testing import Result, Tally, run_examples, tally

_WORDS = {
    "fr": ("Clause", "À éviter", "Conforme", "Total", "À revoir\u00a0: {failed} exemples sur {total}."),
    "en": ("Clause", "Avoid", "Fine", "Total", "To look at: {failed} of {total} examples."),
}
_ALL_WELL = {
    "fr": "Les {total} exemples donnent ce qu’ils annoncent.",
    "en": "All {total} examples give what they say.",
}


@click.command(
    "test",
    help=say(
        "Essaie chaque exemple des politiques PACK et compte ce qui passe par clause.",
        "Run every example of the packs PACK and count what passes, clause by clause.",
    ),
)
@click.argument("packs", nargs=-1, metavar="PACK…")
@click.option("--clause", "clauses", multiple=True, help=say("Seulement cette clause.", "Only this clause."))
@click.option("--lang", type=click.Choice(["fr", "en", "auto"]), default="auto", help=say("Langue.", "Language."))
@click.option("-q", "--quiet", is_flag=True, help=say("Seulement les tableaux.", "Tables only."))
def command(packs: tuple[str, ...], clauses: tuple[str, ...], lang: str, quiet: bool) -> None:
    """Prints failures then a table; status 1 when an example fails, 2 when a pack or clause cannot be used."""
    language = reader_language(lang)
    failed = False
    for pack in packs or (default_pack(),):
        policy = load_or_exit(pack, language)
        try:
            results = run_examples(policy, screen_with(policy), clauses=clauses or None)
        except KeyError as error:
            known = ", ".join(clause.id for clause in policy.clauses)
            unknown = f"« {error.args[0]} » n'est pas une clause. Il y a : {known}."
            english = f"“{error.args[0]}” is not a clause. There are: {known}."
            raise click.UsageError(typeset(unknown) if language == "fr" else english) from None
        failures = [result for result in results if not result.passed]
        if not quiet:
            for result in failures:
                click.echo(result.say(language) + "\n")
        click.echo(policy.reference)
        click.echo(table(tally(policy, results), results, language))
        failed = failed or bool(failures)
    sys.exit(1 if failed else 0)


def table(rows: Sequence[Tally], results: Sequence[Result], language: str) -> str:
    """The counts by clause, a total, and a sentence that concludes."""
    clause, avoid, fine, total, some_fail = _WORDS[language]
    lines = [("", clause, avoid, fine)]
    lines += [
        ("✓" if row.passed else "✗", row.clause, f"{row.avoid_passed}/{row.avoid}", f"{row.fine_passed}/{row.fine}")
        for row in rows
    ]
    all_passed = all(row.passed for row in rows)
    lines.append(
        (
            "✓" if all_passed else "✗",
            total,
            f"{sum(row.avoid_passed for row in rows)}/{sum(row.avoid for row in rows)}",
            f"{sum(row.fine_passed for row in rows)}/{sum(row.fine for row in rows)}",
        )
    )
    wide = max(len(line[1]) for line in lines)
    text = [f"{sign:1}  {name:<{wide}}  {first:>9}  {second:>9}".rstrip() for sign, name, first, second in lines]
    failed = sum(not result.passed for result in results)
    end = some_fail if failed else _ALL_WELL[language]
    return "\n".join([*text, end.format(failed=failed, total=len(results))])
