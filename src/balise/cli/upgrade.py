"""``balise upgrade``: the data made ready for the version installed, backed up first; ``--back`` undoes it."""

from __future__ import annotations

import os
import subprocess
import sys

import click

from balise.cli.language import environment_language, say

_TEXTS = {
    "fr": {
        "nothing": "Les données sont déjà celles de cette version.",
        "new": "Base de données créée.",
        "done": "Mise à niveau faite. Sauvegarde d’avant : {backup}. Pour revenir : balise upgrade --back, puis l’ancienne version.",
        "kept": "Ce qu’il y avait avant le retour est dans {path}.",
        "going-back": "Retour à la sauvegarde d’avant …",
        "back": "Les données sont de nouveau celles de Balise {version}. Installez cette version avant de redémarrer : celle-ci les mettrait à niveau de nouveau.",
    },
    "en": {
        "nothing": "The data are already those of this version.",
        "new": "Database created.",
        "done": "Upgrade done. Backup from before: {backup}. To go back: balise upgrade --back, then the older version.",
        "kept": "What was there before going back is in {path}.",
        "going-back": "Going back to the backup from before …",
        "back": "The data are again those of Balise {version}. Install that version before you start again: this one would upgrade them anew.",
    },
}


@click.command("upgrade", help=say("Met les données à niveau, sauvegarde d’abord.", "Upgrade the data, backup first."))
@click.option("--back", is_flag=True, help=say("revient à la sauvegarde d’avant", "go back to the backup from before"))
@click.option("--without-copy", is_flag=True, hidden=True)  # after a failure: what is there is half upgraded
def command(*, back: bool, without_copy: bool) -> None:
    """Leaves with 0; with 2 and the cure when it could not, the data then being as they were."""
    from balise.cli.starting import configured, stopping_on_trouble

    kept = {name: os.environ.get(f"BALISE_{name}") for name in ("DATA", "KEYS", "BACKUP_FOLDER")}
    configured()

    from django.db import connections
    from django.utils import timezone

    from balise.web.operations import upgrading
    from balise.web.operations.trouble import Trouble

    texts = _TEXTS[environment_language()]
    with stopping_on_trouble():
        if back:
            _go_back(texts, copy=not without_copy)
            return
        try:
            done = upgrading.upgrade(now=timezone.now())
        except Trouble as trouble:
            if trouble.kind != "upgrade-failed":
                raise
            click.echo(trouble.message(environment_language()), err=True)
            connections.close_all()
            environment = os.environ | {f"BALISE_{name}": value for name, value in kept.items() if value is not None}
            # another process: this one has the database open and the settings read
            subprocess.run(
                [sys.executable, "-m", "balise", "upgrade", "--back", "--without-copy"], env=environment, check=False
            )
            raise SystemExit(2) from None
    if not done.applied:
        click.echo(texts["nothing"])
    else:
        click.echo(texts["done"].format(backup=done.backup) if done.backup else texts["new"])


def _go_back(texts: dict[str, str], *, copy: bool) -> None:
    from django.conf import settings
    from django.db import connections
    from django.utils import timezone

    from balise.web.operations import upgrading
    from balise.web.operations.backups.archive import head_of

    source = upgrading.before()
    head = head_of(source)
    kept = upgrading.keep_what_is_there(now=timezone.now()) if copy else None
    click.echo(texts["going-back"])
    connections.close_all()
    environment = os.environ | {"BALISE_DATA": str(settings.BALISE_DATA), "BALISE_KEYS": str(settings.BALISE_KEYS)}
    code = "import sys; from pathlib import Path; from balise.cli.restore import restore_into; restore_into(Path(sys.argv[1]), into=None, replace=True, wrapped_keys=None, without_wrapped_keys=False, migrate=False)"
    done = subprocess.run([sys.executable, "-c", code, str(source)], env=environment, check=False)  # noqa: S603
    if done.returncode:
        raise SystemExit(done.returncode)
    if kept:
        click.echo(texts["kept"].format(path=kept))
    click.echo(texts["back"].format(version=head.balise))
