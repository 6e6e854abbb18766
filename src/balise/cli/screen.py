"""``balise screen``: a whole table, by as many processes as wanted."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import click

from balise.bulk.local import Job, screen_table
from balise.bulk.pieces import TableError
from balise.cli.language import reader_language
from balise.cli.policies import load_or_exit
from balise.policy.files import default_pack
from balise.policy.model import Decision, Voice

_ERRORS = {
    "fr": {
        "missing": "{detail} : ce fichier n’existe pas. Vérifiez le nom.",
        "format": "« {detail} » : format inconnu. Donnez un fichier .csv, .jsonl ou .parquet.",
        "output-format": "« {detail} » : la sortie doit avoir le même format que l’entrée.",
        "column": "Cette colonne n’existe pas. Le fichier contient : {detail}. Choisissez avec --column.",
        "damaged": "Le fichier ne peut pas être lu : {detail}",
        "encoding": "Le fichier n’est pas en UTF-8 ({detail}) : convertissez-le et reprenez.",
        "exists": "{detail} existe déjà : ajoutez --overwrite pour le remplacer.",
        "engine": "Moteur inconnu : {detail}. Celui-ci est offert : local.",
        "disk": "L’écriture a échoué : {detail}. Ce qui est fait est gardé ; relancez la même commande.",
    },
    "en": {
        "missing": "{detail}: this file does not exist. Check its name.",
        "format": "“{detail}”: unknown format. Give a .csv, .jsonl or .parquet file.",
        "output-format": "“{detail}”: the output must have the same format as the input.",
        "column": "There is no such column. The file holds: {detail}. Choose with --column.",
        "damaged": "The file cannot be read: {detail}",
        "encoding": "The file is not UTF-8 ({detail}): convert it and try again.",
        "exists": "{detail} exists already: add --overwrite to replace it.",
        "engine": "Unknown engine: {detail}. This one is offered: local.",
        "disk": "Writing failed: {detail}. What is done is kept; run the same command again.",
    },
}
_TEXTS = {
    "fr": {
        "label": "Examen",
        "resumed": "Reprise : {count} parties étaient déjà faites.",
        "done": "{total} textes examinés : {counts}.",
        "unreadable": "{count} lignes illisibles, marquées dans la colonne balise_error.",
        "clear": "rien à signaler", "advise": "à relire", "approval": "à approuver", "forbidden": "à ne pas publier",
    },
    "en": {
        "label": "Screening",
        "resumed": "Resumed: {count} parts were done already.",
        "done": "{total} texts screened: {counts}.",
        "unreadable": "{count} unreadable lines, marked in the column balise_error.",
        "clear": "clear", "advise": "to read again", "approval": "to approve", "forbidden": "not to publish",
    },
}  # fmt: skip


@click.command("screen")
@click.argument("source", metavar="INPUT", type=click.Path(path_type=Path))
@click.option("-o", "--output", required=True, type=click.Path(path_type=Path), help="Same format as INPUT.")
@click.option("--column", default="text", show_default=True, help="Where the text is.")
@click.option("--voice", type=click.Choice([voice.value for voice in Voice]), default="personal", show_default=True)
@click.option("--network", metavar="NAME")
@click.option("--engine", default="local", show_default=True)
@click.option("--workers", type=click.IntRange(1, 256), default=os.cpu_count() or 1, help="Processes (default: all).")
@click.option("--policy", "pack", default=default_pack, metavar="PACK")
@click.option("--lang", type=click.Choice(["fr", "en", "auto"]), default="auto")
@click.option("--words-only", is_flag=True, help="Never weigh whole sentences (extra `semantic`): many times faster.")
@click.option("--overwrite", is_flag=True, help="Replace OUTPUT.")
def command(
    source: Path,
    output: Path,
    column: str,
    voice: str,
    network: str | None,
    engine: str,
    workers: int,
    pack: str,
    lang: str,
    words_only: bool,
    overwrite: bool,
) -> None:
    """Screen every row of INPUT (.csv, .jsonl, .parquet) and write it with its decision to OUTPUT.

    A stopped run goes on where it was when the same command is given again. Exit status: 0 when every text is clear,
    1 when something else was decided, 2 when some input was bad.
    """
    language = reader_language(lang)
    errors, words = _ERRORS[language], _TEXTS[language]
    load_or_exit(pack, language)
    if engine != "local":
        raise click.UsageError(errors["engine"].format(detail=engine))
    if output.exists() and not overwrite:
        raise click.UsageError(errors["exists"].format(detail=output))
    job = Job(source, column, voice, network, pack, sentences=False if words_only else None)
    with click.progressbar(length=1, label=words["label"], file=sys.stderr) as bar:

        def progress(done: int, total: int) -> None:
            bar.length = max(1, total)
            bar.update(done - bar.pos)

        try:
            summary = screen_table(job, output, workers=workers, progress=progress)
        except TableError as error:
            raise click.UsageError(errors[error.code].format(detail=error.detail)) from None
        except OSError as error:
            raise click.UsageError(errors["disk"].format(detail=error)) from None
    if summary.resumed:
        click.echo(words["resumed"].format(count=summary.resumed), err=True)
    counts = ", ".join(
        f"{words[decision.word]} {summary.decisions[decision.word]}"
        for decision in Decision
        if decision.word in summary.decisions
    )
    click.echo(words["done"].format(total=sum(summary.decisions.values()), counts=counts or "0"), err=True)
    if summary.unreadable:
        click.echo(words["unreadable"].format(count=summary.unreadable), err=True)
    sys.exit(2 if summary.unreadable else int(set(summary.decisions) - {"clear"} != set()))
