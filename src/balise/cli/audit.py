"""``balise audit``: the chain of what was done, read again."""

from __future__ import annotations

from pathlib import Path

import click

from balise.cli.language import environment_language, say

_TEXTS = {
    "fr": {
        "whole": "La chaîne est intacte : {number} événements.",
        "none": "Balise n’a encore rien enregistré ici.",
        "changed": "L’événement {number} ({day}) n’est pas celui qui avait été écrit.",
        "missing": "L’événement {number} ({day}) manque.",
        "unlinked": "L’événement {number} ({day}) ne suit pas celui d’avant.",
        "truncated": "La chaîne a été coupée : l’événement {number} et les suivants manquent ({day}).",
        "forged-head": "Le fichier des têtes scellées a été modifié (événement {number}, {day}).",
        "no-day": "jour inconnu",
        "exported": "Tête scellée : événement {number}, {day}, dans {file}.",
    },
    "en": {
        "whole": "The chain is whole: {number} events.",
        "none": "Balise has recorded nothing here yet.",
        "changed": "Event {number} ({day}) is not the one that was written.",
        "missing": "Event {number} ({day}) is missing.",
        "unlinked": "Event {number} ({day}) does not follow the one before.",
        "truncated": "The chain was cut: event {number} and the following are missing ({day}).",
        "forged-head": "The file of sealed heads was changed (event {number}, {day}).",
        "no-day": "unknown day",
        "exported": "Sealed head: event {number}, {day}, in {file}.",
    },
}


@click.group("audit", help=say("La suite de ce qui a été fait, relue.", "The chain of what was done, read again."))
def command() -> None:
    """Read or export the audit."""


@command.command("verify", help=say("Trouve le premier événement changé.", "Find the first event that was changed."))
@click.option(
    "--heads",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help=say("têtes scellées gardées ailleurs", "sealed heads kept elsewhere"),
)
def verify(heads: Path | None) -> None:
    """Leaves with 0 when the chain is whole, 1 with the record and its day when it is not."""
    from balise.web.config.booting import configure

    configure()

    from balise.web.audit.models import Record
    from balise.web.audit.verifying import verify as verified

    texts = _TEXTS[environment_language()]
    _stop_without_database(texts)
    found = verified(heads=heads)
    if found is not None:
        day = found.day.strftime("%d/%m/%Y") if found.day else texts["no-day"]
        click.echo(texts[found.fault.value].format(number=found.number, day=day), err=True)
        raise SystemExit(1)
    click.echo(texts["whole"].format(number=Record.objects.count()))


@command.command("export", help=say("Scelle la tête de la chaîne.", "Seal the head of the chain."))
def export() -> None:
    """Add today's head to the file, as the jobs do each day."""
    from balise.web.config.booting import configure

    configure()

    from django.utils import timezone

    from balise.web.audit.verifying import export_head, heads_file

    texts = _TEXTS[environment_language()]
    _stop_without_database(texts)
    head = export_head(today=timezone.localdate())
    if head is not None:
        day = head.day.strftime("%d/%m/%Y")
        click.echo(texts["exported"].format(number=head.number, day=day, file=heads_file()))


def _stop_without_database(texts: dict[str, str]) -> None:
    """Nothing was recorded where nothing was ever started."""
    from django.db import connection

    from balise.web.audit.models import Record

    if Record._meta.db_table not in connection.introspection.table_names():
        click.echo(texts["none"])
        raise SystemExit(0)
