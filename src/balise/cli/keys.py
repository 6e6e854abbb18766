"""``balise keys``: the keys on paper, and back from it."""

from __future__ import annotations

import datetime as dt
import os
import sys
from collections.abc import Iterator
from pathlib import Path

import click

from balise.cli.language import environment_language, say

_TEXTS = {
    "fr": {
        "none": "Aucune clé dans {folder} : démarrez d’abord Balise (balise up).",
        "written": "Feuille écrite : {file}. Imprimez-la, puis effacez ce fichier. Qui la tient avec une sauvegarde lit tout.",
        "inside": "Pas dans le dossier des données ni dans celui des sauvegardes : la feuille doit en rester loin.",
        "exists": "{file} existe déjà : donnez un autre nom.",
        "which": "Clés à retaper : {names}. Laissez la première ligne vide pour passer une clé. Vous pouvez aussi coller ce que dit le code QR.",
        "more": "Une autre clé de la feuille (son nom, ou rien)",
        "line": "Clé {name}, ligne {number} sur 4",
        "mistyped": "Cette ligne ne va pas : relisez-la. O est un zéro, I et L sont des uns.",
        "elsewhere": "Cette ligne semble être la ligne {number} de la clé {name}. Pour passer une clé qui n’est pas sur la feuille, laissez sa première ligne vide.",
        "mistyped-file": "{file} : la ligne {number} de la clé {name} ne va pas.",
        "put": "Clé {name} : remise en place ({mark}).",
        "same": "Clé {name} : elle y était déjà, c’est la même ({mark}).",
        "other": "Clé {name} : une autre clé est déjà dans {folder}. Balise n’en écrase aucune : mettez ce dossier de côté, puis recommencez.",
        "seal-sure": "Remplacer la clé du sceau? L’ancienne est effacée; ce qu’elle a scellé reste vérifiable",
        "seal-replaced": "Nouveau sceau : {mark}. Certificats gardés pour vérifier : {count}.",
        "nothing": "Aucune clé n’a été tapée.",
        "unreadable": "{folder} : une clé est abîmée ({why}).",
    },
    "en": {
        "none": "No key in {folder}: start Balise first (balise up).",
        "written": "Sheet written: {file}. Print it, then delete this file. Whoever holds it with a backup reads everything.",
        "inside": "Not in the data folder nor in that of backups: the sheet must stay away from them.",
        "exists": "{file} already exists: give another name.",
        "which": "Keys to type: {names}. Leave the first line empty to pass over a key. You may also paste what the QR code says.",
        "more": "Another key of the sheet (its name, or nothing)",
        "line": "Key {name}, line {number} of 4",
        "mistyped": "This line does not check: read it again. O is a zero, I and L are ones.",
        "elsewhere": "This line seems to be line {number} of the key {name}. To pass over a key that is not on the sheet, leave its first line empty.",
        "mistyped-file": "{file}: line {number} of the key {name} does not check.",
        "put": "Key {name}: put back ({mark}).",
        "same": "Key {name}: it was there already, it is the same ({mark}).",
        "other": "Key {name}: another key is in {folder} already. Balise overwrites none: put that folder aside, then try again.",
        "seal-sure": "Replace the key of the seal? The old one is erased; what it sealed can still be verified",
        "seal-replaced": "New seal: {mark}. Certificates kept for verification: {count}.",
        "nothing": "No key was typed.",
        "unreadable": "{folder}: a key is damaged ({why}).",
    },
}
_SPARE = ("django", "setup")  # drawn again without harm
_NEEDED = ("audit", "second-factor", "vault")
_OTHERS = ("seal", "signing-links", "signing-paper")  # of what an installation may have done


def _say(key: str, *, err: bool = False, **values: object) -> None:
    click.echo(_TEXTS[environment_language()][key].format(**values), err=err)


def _leave(key: str, **values: object) -> None:
    _say(key, err=True, **values)
    raise SystemExit(2)


@click.group("keys", help=say("Les clés sur papier.", "The keys on paper."))
def command() -> None:
    """Print the recovery sheet, or type it back."""


def _folders() -> tuple[Path, Path, Path]:
    """Data, keys, backups; the settings are not read, since they would draw a key where there is none."""
    from balise.web.config.environment import Environment, default_data_folder, default_keys_folder

    env = Environment()
    data = env.folder("DATA", default_data_folder())
    backups = env.folder("BACKUP_FOLDER", data.parent / f"{data.name}-backups")
    return data, env.folder("KEYS", default_keys_folder(data)), backups


@command.command("sheet", help=say("Écrit la feuille de secours à imprimer.", "Write the recovery sheet to print."))
@click.argument("file", type=click.Path(dir_okay=False, allow_dash=True))
def sheet(file: str) -> None:
    """FILE.html with QR codes, any other name in plain text, ``-`` for the terminal."""
    data, folder, backups = _folders()
    from balise.web.keys import key_files, read_or_draw
    from balise.web.operations import recovery_sheet

    try:
        keys = {name: read_or_draw(folder=folder, name=name) for name in key_files(folder) if name not in _SPARE}
    except ValueError as error:
        _leave("unreadable", folder=folder, why=error)
    if not keys:
        _leave("none", folder=folder)
    made = dt.datetime.now(dt.UTC).astimezone()
    day = f"{made:%d/%m/%Y}" if environment_language() == "fr" else f"{made:%Y-%m-%d}"
    draw = recovery_sheet.as_page if file.endswith((".html", ".htm")) else recovery_sheet.as_text
    text = draw(keys, language=environment_language(), made=day, place=str(folder))
    if file == "-":
        click.echo(text)
        recovery_sheet.note_printed(folder, keys, day=made.date())
        return
    path = Path(file).absolute()
    if path.is_relative_to(data) or path.is_relative_to(backups):
        _leave("inside")
    try:
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        _leave("exists", file=path)
    with os.fdopen(handle, "w", encoding="utf-8") as out:
        out.write(text)
    recovery_sheet.note_printed(folder, keys, day=made.date())
    _say("written", file=path)


@command.command("restore", help=say("Remet les clés depuis la feuille.", "Put the keys back from the sheet."))
@click.option(
    "--from",
    "source",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help=say("fichier des codes QR lus, un par ligne", "file of scanned QR codes, one a line"),
)
def restore(source: Path | None) -> None:
    """Ask for each key line by line. Never overwrites a key."""
    _, folder, _ = _folders()
    from balise.web.keys import fingerprint, put_back
    from balise.web.operations.recovery_sheet import note_printed

    keys = _from_codes(source) if source else _typed()
    if not keys:
        _leave("nothing")
    for name, key in keys.items():
        try:
            fresh = put_back(key, folder=folder, name=name)
        except FileExistsError:
            _leave("other", name=name, folder=folder)
        _say("put" if fresh else "same", name=name, mark=fingerprint(key))
    note_printed(folder, keys, day=dt.datetime.now(dt.UTC).astimezone().date())  # they come from paper


@command.command("replace-seal", help=say("Remplace la clé du sceau.", "Replace the key of the seal."))
@click.option("--name", help=say("nom que montrent les lecteurs de PDF", "name that PDF readers show"))
@click.option("--yes", is_flag=True, help=say("sans demander", "without asking"))
def replace_seal(name: str | None, yes: bool) -> None:
    """A new key; the certificate of the old one stays, so that what it sealed still checks out."""
    from balise.web.config.booting import configure

    configure()

    from balise.documents.seals import fingerprint
    from balise.web.evidence import sealing
    from balise.web.verdicts.engine import the_policy

    texts = _TEXTS[environment_language()]
    if not yes and not click.confirm(texts["seal-sure"]):
        raise SystemExit(2)
    made = sealing.replace_seal(organisation=name or the_policy().organisation.name, now=dt.datetime.now(dt.UTC))
    _say("seal-replaced", mark=fingerprint(made.certificate), count=len(sealing.trusted()))


def _from_codes(source: Path) -> dict[str, bytes]:
    from balise.web.operations.recovery_sheet import Mistyped, read_code

    found = {}
    for row in source.read_text(encoding="utf-8").splitlines():
        if not row.strip():
            continue
        try:
            name, key = read_code(row)
        except Mistyped as error:
            _leave("mistyped-file", file=source, number=error.line, name=row.split(":")[1:2])
        found[name] = key
    return found


def _typed() -> dict[str, bytes]:
    from balise.web.operations.recovery_sheet import Mistyped, owner_of, read_code, read_line

    _say("which", names=", ".join(_NEEDED))
    found: dict[str, bytes] = {}
    for name in _names(found):
        parts: list[bytes] = []
        while len(parts) < 4 and name not in found:
            said = _ask(_TEXTS[environment_language()]["line"].format(name=name, number=len(parts) + 1))
            if not said and not parts:
                break
            try:
                if ":" in said:
                    scanned, key = read_code(said)
                    found[scanned] = key
                else:
                    parts.append(read_line(name, len(parts) + 1, said))
            except Mistyped:
                owner = owner_of(said, [*_NEEDED, *_OTHERS])
                if owner is None:
                    _say("mistyped", err=True)
                else:
                    _say("elsewhere", err=True, name=owner[0], number=owner[1])
        if len(parts) == 4:
            found[name] = b"".join(parts)
    return found


def _names(found: dict[str, bytes]) -> Iterator[str]:
    """Those that every installation has, then any other that the sheet shows."""
    yield from _NEEDED
    while True:
        name = _ask(_TEXTS[environment_language()]["more"], optional=True).lower()
        if not name:
            return
        if name.replace("-", "").isalnum() and name not in found:
            yield name


def _ask(words: str, *, optional: bool = False) -> str:
    """One line; where one is wanted, the end of what is typed ends the whole with nothing written."""
    colon = "\N{NO-BREAK SPACE}:" if environment_language() == "fr" else ":"
    click.echo(f"{words}{colon} ", nl=False)
    line = sys.stdin.readline()
    if not line and not optional:
        _leave("nothing")
    return line.strip()
