"""``balise restore FILE``: back from a backup, with nothing of what was destroyed."""

from __future__ import annotations

import os
import shutil
import time
from pathlib import Path

import click

from balise.cli.language import environment_language, say

_TEXTS = {
    "fr": {
        "done": "Restauré depuis la sauvegarde du {made} (Balise {version}) en {seconds} s.",
        "lost": "Ce qui a été fait après ce moment n’y est pas.",
        "destroyed": "Destructions appliquées de nouveau : {number}.",
        "settle": "Envois dont on ne sait pas s’ils ont eu lieu depuis : {number}. Rien ne partira deux fois : une personne les règle dans Balise.",
        "doors": "Jetons, adresses de calendrier, codes sur papier et liens de signature : tous terminés, car certains ont pu être révoqués depuis. Reconnectez les outils et les calendriers, redonnez des codes et des liens.",
        "accounts": "Les comptes fermés depuis la sauvegarde sont rouverts, et les rôles sont ceux d’alors : vérifiez-les dans Personnes.",
        "before": "Ce qu’il y avait avant est gardé dans {before}. Effacez-le quand vous serez sûr.",
        "broken": "Attention : le registre d’audit de cette sauvegarde n’est pas intact. Lancez : balise audit verify",
        "next": "Maintenant : balise doctor, puis balise up.",
    },
    "en": {
        "done": "Restored from the backup of {made} (Balise {version}) in {seconds} s.",
        "lost": "What was done after that moment is not there.",
        "destroyed": "Destructions applied again: {number}.",
        "settle": "Sendings of which nobody knows whether they happened since: {number}. Nothing will leave twice: a person settles them in Balise.",
        "doors": "Tokens, calendar addresses, paper codes and signing links: all ended, since some may have been revoked meanwhile. Connect tools and calendars again, give codes and links again.",
        "accounts": "Accounts closed since the backup are open again, and roles are those of then: check them in People.",
        "before": "What was there before is kept in {before}. Delete it once you are sure.",
        "broken": "Careful: the audit in this backup is not whole. Run: balise audit verify",
        "next": "Now: balise doctor, then balise up.",
    },
}


@click.command("restore", help=say("Remet une sauvegarde en place.", "Put a backup back."))
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option(
    "--into",
    type=click.Path(file_okay=False, path_type=Path),
    help=say("dossier de données à écrire (BALISE_DATA)", "data folder to write (BALISE_DATA)"),
)
@click.option("--replace", is_flag=True, help=say("remplace les données présentes", "replace the data that are there"))
@click.option(
    "--wrapped-keys",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help=say("fichier balise-….keys, s’il n’est pas à côté", "the file balise-….keys, if it is not beside"),
)
@click.option(
    "--without-wrapped-keys",
    is_flag=True,
    help=say("ce fichier est perdu : renonce à ce qui est chiffré", "that file is lost: give up what is encrypted"),
)
def command(
    *, file: Path, into: Path | None, replace: bool, wrapped_keys: Path | None, without_wrapped_keys: bool
) -> None:
    """Leaves with 0, or 2 and the cure with nothing touched."""
    restore_into(
        file,
        into=into,
        replace=replace,
        wrapped_keys=wrapped_keys,
        without_wrapped_keys=without_wrapped_keys,
        migrate=True,
    )


def restore_into(
    file: Path,
    *,
    into: Path | None,
    replace: bool,
    wrapped_keys: Path | None,
    without_wrapped_keys: bool,
    migrate: bool,
) -> None:
    """The same for ``balise upgrade --back``, which leaves the tables as they were (``migrate=False``)."""
    from balise.cli.starting import configured, stopping_on_trouble
    from balise.web.config.environment import Environment, default_data_folder, default_keys_folder

    began = time.monotonic()
    file = file.absolute()
    env = Environment()
    target = into.absolute() if into else env.folder("DATA", default_data_folder())
    keys = env.folder("KEYS", default_keys_folder(target))
    backups = env.folder("BACKUP_FOLDER", target.parent / f"{target.name}-backups")
    work = target
    os.environ["BALISE_KEYS"], os.environ["BALISE_BACKUP_FOLDER"] = str(keys), str(backups)
    if not env.text("DATABASE_URL"):
        work = target.with_name(f"{target.name}.restoring-{os.getpid()}")
    os.environ["BALISE_DATA"] = str(work)
    try:
        configured()

        from django.utils import timezone

        from balise.web.operations.backups.restoring import restore

        with stopping_on_trouble():
            restored = restore(
                file,
                target=target,
                replace=replace,
                wrapped_keys=wrapped_keys,
                without_wrapped_keys=without_wrapped_keys,
                now=timezone.now(),
                migrate=migrate,
            )
    finally:
        if work != target:
            shutil.rmtree(work, ignore_errors=True)  # taken away where it became the data folder

    from django.utils import translation

    from balise.web.ui.dates import moment

    texts = _TEXTS[environment_language()]
    seconds = f"{time.monotonic() - began:.0f}"
    with translation.override(environment_language()):
        made = moment(restored.head.moment)
    click.echo(texts["done"].format(made=made, version=restored.head.balise, seconds=seconds))
    click.echo(texts["lost"])
    click.echo(texts["destroyed"].format(number=restored.destroyed_again))
    if restored.to_settle:
        click.echo(texts["settle"].format(number=restored.to_settle))
    click.echo(texts["doors"])
    click.echo(texts["accounts"])
    if restored.before:
        click.echo(texts["before"].format(before=restored.before))
    if restored.broken:
        click.echo(texts["broken"], err=True)
    click.echo(texts["next"])
