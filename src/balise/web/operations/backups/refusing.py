"""Why a restoration may be refused before anything is touched."""

from __future__ import annotations

from pathlib import Path

from balise.web.operations.trouble import Trouble


def not_empty(where: str) -> Trouble:
    """There are data already."""
    return Trouble(
        "not-empty",
        fr=f"Il y a déjà des données\u00a0: {where}. Rien n’a été touché. Pour les remplacer, ajoutez --replace; un "
        "dossier de données est alors gardé sous un autre nom, une base PostgreSQL est remplacée pour de bon (faites-en "
        "d’abord une sauvegarde).",
        en=f"There are data already: {where}. Nothing was touched. To replace them, add --replace; a data folder is then "
        "kept under another name, a PostgreSQL database is replaced for good (back it up first).",
    )


def still_running() -> Trouble:
    """A process of Balise uses the data."""
    return Trouble(
        "running",
        fr="Balise tourne encore sur ces données, ou s’est arrêtée sans le dire il y a moins de deux minutes. "
        "Arrêtez-la, attendez un peu, puis recommencez. Rien n’a été touché.",
        en="Balise is still running on these data, or stopped without a word less than two minutes ago. Stop it, wait a "
        "little, then try again. Nothing was touched.",
    )


def no_wrapped_keys(place: Path) -> Trouble:
    """The file beside the backups is not there."""
    return Trouble(
        "wrapped-keys-missing",
        fr=f"Le fichier des clés enveloppées manque\u00a0: {place}. Il est écrit à côté de chaque sauvegarde; prenez le "
        "plus récent et indiquez-le avec --wrapped-keys. S’il est perdu pour de bon, --without-wrapped-keys restaure le "
        "reste\u00a0: ce qui est chiffré ne se lira plus jamais. Rien n’a été touché.",
        en=f"The file of wrapped keys is missing: {place}. It is written beside each backup; take the latest one and "
        "name it with --wrapped-keys. If it is lost for good, --without-wrapped-keys restores the rest: what is "
        "encrypted will never be read again. Nothing was touched.",
    )


def old_wrapped_keys(place: Path) -> Trouble:
    """The file beside the backup is older than the backup itself."""
    return Trouble(
        "wrapped-keys-old",
        fr=f"Le fichier des clés enveloppées {place} est plus vieux que la sauvegarde\u00a0: des clés y manqueraient. Prenez "
        "le plus récent et indiquez-le avec --wrapped-keys. Rien n’a été touché.",
        en=f"The file of wrapped keys {place} is older than the backup: keys would be missing from it. Take the latest one "
        "and name it with --wrapped-keys. Nothing was touched.",
    )


def forged_list(path: Path, line: int) -> Trouble:
    """A line of the destructions was not written by Balise."""
    return Trouble(
        "destructions-forged",
        fr=f"La ligne {line} de {path} n’a pas été écrite par Balise avec cette clé. Elle détruirait ce qui ne devait pas "
        "l’être. Mettez ce fichier de côté, faites-le regarder, et recommencez. Rien n’a été touché.",
        en=f"Line {line} of {path} was not written by Balise with this key. It would destroy what should not be. Put that "
        "file aside, have it looked at, and try again. Nothing was touched.",
    )


def mount_point(target: Path) -> Trouble:
    """The folder cannot be renamed."""
    return Trouble(
        "mount-point",
        fr=f"{target} est un point de montage et ne peut pas être renommé. Réglez BALISE_DATA sur un dossier qui se "
        "trouve dedans, puis recommencez.",
        en=f"{target} is a mount point and cannot be renamed. Set BALISE_DATA to a folder inside it, then try again.",
    )
