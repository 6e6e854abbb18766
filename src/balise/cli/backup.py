"""``balise backup FILE``: everything but the keys, in one file, while Balise goes on working."""

from __future__ import annotations

from pathlib import Path

import click

from balise.cli.language import environment_language, say

_TEXTS = {
    "fr": {
        "made": "Sauvegarde : {path} ({size} Mo, SHA-256 {sha}).",
        "beside": "Clés enveloppées : {wrapped}. Copiez les deux ailleurs, ensemble.",
        "keys": "Les clés n’y sont pas. Les avez-vous sur papier? balise keys sheet FICHIER.html",
        "twice": "Une autre sauvegarde est en cours. Attendez qu’elle finisse.",
    },
    "en": {
        "made": "Backup: {path} ({size} MB, SHA-256 {sha}).",
        "beside": "Wrapped keys: {wrapped}. Copy both elsewhere, together.",
        "keys": "The keys are not in it. Do you have them on paper? balise keys sheet FILE.html",
        "twice": "Another backup is under way. Wait until it is done.",
    },
}


@click.command("backup", help=say("Sauvegarde tout, sauf les clés.", "Back up everything but the keys."))
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path), required=False)
def command(file: Path | None) -> None:
    """Write FILE, or one named after today in the folder of backups. Leaves with 0, or 2 and the cure."""
    from balise.cli.starting import configured, stopping_on_trouble

    configured()

    from django.utils import timezone

    from balise.web.operations.backups import keeping
    from balise.web.operations.backups.making import make
    from balise.web.operations.backups.recording import run
    from balise.web.operations.upgrading import migrations_due

    texts = _TEXTS[environment_language()]
    now = timezone.now()
    with stopping_on_trouble():
        target = (file or keeping.path_for(now)).absolute()
        if migrations_due():  # tables of another version: the copy is as good, it just can't be recorded in them
            made = make(target)
        else:
            recorded = run(target, slot=f"hand-{now:%Y%m%dT%H%M%S.%f}", by="terminal")
            if recorded is None:
                click.echo(texts["twice"], err=True)
                raise SystemExit(2)
            made = recorded
    click.echo(texts["made"].format(path=made.path, size=f"{made.size / 1e6:.1f}", sha=made.sha256))
    click.echo(texts["beside"].format(wrapped=made.wrapped))
    click.echo(texts["keys"])
