"""``balise doctor``: what could keep Balise from working here, each line with its cure."""

from __future__ import annotations

import json
from dataclasses import asdict

import click

from balise.cli.language import environment_language, say

_MARKS = {"good": "✓", "advice": "·", "wrong": "✗"}
_TEXTS = {
    "fr": {"good": "Tout va bien.", "advice": "Balise fonctionne; voir les conseils (·).", "wrong": "Il y a quelque chose à régler (✗)."},
    "en": {"good": "All is well.", "advice": "Balise works; see the advice (·).", "wrong": "Something must be seen to (✗)."},
}  # fmt: skip


@click.command("doctor", help=say("Dit ce qui va et ce qui ne va pas ici.", "Says what is well here and what is not."))
@click.option("--json", "as_json", is_flag=True, help=say("pour un programme", "for a program"))
def command(*, as_json: bool) -> None:
    """Leaves with 0 when all is well or only advice is given, 1 when something must be seen to."""
    from balise.cli.starting import configured

    configured()

    from balise.web.operations.findings import worst
    from balise.web.operations.health import findings

    found = findings(language=environment_language())
    level = worst(found)
    if as_json:
        click.echo(
            json.dumps({"level": level, "findings": [asdict(one) for one in found]}, ensure_ascii=False, indent=2)
        )
    else:
        for one in found:
            click.echo(f"{_MARKS[one.level]} {one.text}")
            if one.cure:
                click.echo(f"    → {one.cure}")
        click.echo(_TEXTS[environment_language()][level])
    raise SystemExit(1 if level == "wrong" else 0)
