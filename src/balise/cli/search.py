"""``balise search``: the index of what can be found, made again."""

from __future__ import annotations

import click

from balise.cli.language import environment_language, say

_TEXTS = {
    "fr": {"made": "{kind} : {number}", "none": "Balise n’a encore rien enregistré ici : lancez balise up."},
    "en": {"made": "{kind}: {number}", "none": "Balise has recorded nothing here yet: run balise up."},
}


@click.group("search", help=say("L’index de la recherche.", "The index that search looks in."))
def command() -> None:
    """The search index."""


@command.command(
    "rebuild",
    help=say(
        "Refait l’index à partir de ce qui est enregistré. On peut travailler pendant ce temps.",
        "Makes the index again from what is recorded. People may go on working meanwhile.",
    ),
)
def rebuild() -> None:
    """One line for each kind of thing, with how many were indexed. Leaves with 2 where there is no database yet."""
    from balise.web.config.booting import configure

    configure()

    from django.db import connection
    from django.utils import translation

    from balise.web.search.indexing import rebuild as rebuilt
    from balise.web.search.models import Entry

    language = environment_language()
    if Entry._meta.db_table not in connection.introspection.table_names():
        click.echo(_TEXTS[language]["none"], err=True)
        raise SystemExit(2)
    with translation.override(language):
        for source, number in rebuilt():
            click.echo(_TEXTS[language]["made"].format(kind=source.label, number=number))
