"""``balise policy new``: a small pack to start from."""

from __future__ import annotations

from pathlib import Path

import click

from balise.cli.language import reader_language, say
from balise.policy.problems import typeset
from balise.policy.starting import FolderTakenError, start_pack


@click.command(
    "new",
    help=say(
        "Écrit dans DOSSIER une petite politique commentée, prête à transformer.",
        "Write in FOLDER a small commented pack, ready to be made one’s own.",
    ),
)
@click.argument("folder", type=click.Path(path_type=Path), metavar=say("DOSSIER", "FOLDER"))
@click.option("--lang", type=click.Choice(["fr", "en", "auto"]), default="auto", help=say("Langue.", "Language."))
def command(folder: Path, lang: str) -> None:
    """Writes the files and says what to do next; status 2 when the folder cannot take them."""
    language = reader_language(lang)
    try:
        files = start_pack(folder)
    except FolderTakenError:
        raise click.UsageError(
            typeset(f"{folder} n'est pas vide : choisissez un autre dossier.")
            if language == "fr"
            else f"{folder} is not empty: choose another folder."
        ) from None
    except OSError as error:
        raise click.UsageError(f"{folder}: {error.strerror}") from None
    for file in files:
        click.echo(f"  {folder / file}")
    click.echo(
        typeset(
            "C'est prêt. Lisez pack.toml, puis lancez :\n"
            f"  balise policy lint {folder}\n  balise policy test {folder}\n  balise policy show {folder}"
        )
        if language == "fr"
        else "Done. Read pack.toml, then run:\n"
        f"  balise policy lint {folder}\n  balise policy test {folder}\n  balise policy show {folder}"
    )
