"""The looks of ``health``, one thing each, from what everything else needs to what is only advice."""

from __future__ import annotations

import datetime as dt
import shutil
import stat
import sys
from collections.abc import Iterator
from pathlib import Path

from django.conf import settings
from django.core.mail import get_connection
from django.db import Error, connection
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from balise.policy.problems import PackError
from balise.web.audit.models import Record
from balise.web.audit.triggers import missing
from balise.web.audit.verifying import heads_file
from balise.web.operations import key_state, processes, upgrading
from balise.web.operations.backups import recording
from balise.web.operations.backups.manifest import SPARE_KEYS
from balise.web.operations.findings import ADVICE, GOOD, WRONG, Finding, Look
from balise.web.operations.models import Backup, Process
from balise.web.operations.recovery_sheet import not_on_paper
from balise.web.outbox.dispatching import counts
from balise.web.outbox.models import OutboxRow
from balise.web.people.models import Installation
from balise.web.ui.dates import moment
from balise.web.verdicts.engine import the_policy

LEAST_SPACE = 500  # megabytes
_LATE = dt.timedelta(hours=26)
_SKEW = dt.timedelta(minutes=2)


def python(_now: dt.datetime) -> Iterator[Finding]:
    yield Finding(
        check="python", level=GOOD if sys.version_info >= (3, 11) else WRONG, text=f"Python {sys.version.split()[0]}"
    )


def places(_now: dt.datetime) -> Iterator[Finding]:
    """Where things are, and whether others of this machine may read them."""
    data, keys = Path(settings.BALISE_DATA), Path(settings.BALISE_KEYS)
    yield Finding(check="data", level=GOOD, text=_("données : %(place)s") % {"place": data})
    yield Finding(check="keys", level=GOOD, text=_("clés : %(place)s") % {"place": keys})
    if sys.platform == "win32":
        return
    backups = Path(settings.BALISE_BACKUP_FOLDER)
    files = [*keys.glob("*.key"), *data.glob("*.sqlite3*"), *backups.glob("balise-*")]
    open_ones = [
        (path, "700" if path.is_dir() else "600")
        for path in (data, keys, backups, *files)
        if path.exists() and stat.S_IMODE(path.stat().st_mode) & 0o077
    ]
    for path, mode in open_ones:
        yield Finding(
            check="modes",
            level=WRONG,
            text=_("d’autres comptes de cette machine peuvent lire %(path)s") % {"path": path},
            cure=f"chmod {mode} {path}",
        )
    if not open_ones:
        yield Finding(check="modes", level=GOOD, text=_("les données et les clés ne sont qu’à ce compte"))


def disk(_now: dt.datetime) -> Iterator[Finding]:
    known = (Path(settings.BALISE_DATA), _existing(Path(settings.BALISE_BACKUP_FOLDER)))
    for place in {place.stat().st_dev: place for place in reversed(known)}.values():
        free = shutil.disk_usage(place).free // 10**6
        yield Finding(
            check="disk",
            level=GOOD if free >= LEAST_SPACE else WRONG,
            text=_("place libre pour %(place)s : %(free)s Mo") % {"place": place, "free": free},
            cure="" if free >= LEAST_SPACE else _("Libérez de la place : sans elle, rien ne s’enregistre."),
        )


def database(_now: dt.datetime) -> Iterator[Finding]:
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except Error:
        yield Finding(
            check="database",
            level=WRONG,
            text=_("la base de données ne répond pas"),
            cure=_("Vérifiez BALISE_DATABASE_URL, que PostgreSQL tourne et que cette machine peut l’atteindre."),
        )
        return
    yield Finding(
        check="database", level=GOOD, text=_("la base de données répond (%(kind)s)") % {"kind": connection.vendor}
    )
    due = len(upgrading.migrations_due())
    if due and not upgrading.has_data():
        yield Finding(
            check="migrations", level=WRONG, text=_("Balise n’a encore jamais été démarrée ici"), cure="balise up"
        )
        return
    yield Finding(
        check="migrations",
        level=WRONG if due else GOOD,
        text=ngettext("%(n)s mise à niveau en attente", "%(n)s mises à niveau en attente", due) % {"n": due}
        if due
        else _("les tables sont celles de cette version"),
        cure="balise upgrade" if due else "",
    )
    absent = missing()
    yield Finding(
        check="triggers",
        level=WRONG if absent else GOOD,
        text=_("gardes du registre d’audit absentes : %(names)s") % {"names": ", ".join(absent)}
        if absent
        else _("les gardes du registre d’audit sont en place"),
        cure=_(
            "Quelqu’un les a enlevées, ou une mise à niveau s’est mal passée. Lancez balise audit verify, puis balise upgrade."
        )
        if absent
        else "",
    )


def keys(_now: dt.datetime) -> Iterator[Finding]:
    """Those that are there, and those that opened what the database holds."""
    wrong = key_state.wrong_keys()
    said = {
        "missing": _("la clé « %(name)s » manque"),
        "other": _("la clé « %(name)s » n’est pas celle de ces données"),
        "damaged": _("la clé « %(name)s » est abîmée"),
        "unreadable": _("la clé « %(name)s » ne peut pas être lue"),
    }
    for name, state in wrong:
        yield Finding(
            check="key",
            level=WRONG,
            text=said[state] % {"name": name},
            cure=_("Arrêtez Balise et retapez la clé depuis la feuille de secours : balise keys restore"),
        )
    if not wrong:
        yield Finding(check="key", level=GOOD, text=_("les clés ouvrent ces données"))
    unprinted = not_on_paper(Path(settings.BALISE_KEYS), spare=SPARE_KEYS)
    if unprinted and not settings.BALISE_DEMO:
        yield Finding(
            check="sheet",
            level=ADVICE,
            text=_("clés qui ne sont sur aucune feuille de secours : %(names)s") % {"names": ", ".join(unprinted)},
            cure=_("Sans elles, aucune sauvegarde ne se relit : balise keys sheet FICHIER.html, puis imprimez."),
        )


def jobs(now: dt.datetime) -> Iterator[Finding]:
    """Whether somebody does the automatic work while somebody serves pages."""
    kinds = {one.kind for one in processes.alive(now=now)}
    if kinds == {"web"}:
        yield Finding(
            check="jobs",
            level=WRONG,
            text=_("le web tourne, mais personne ne fait les tâches : rien ne part"),
            cure=_("Lancez balise jobs, ou balise up qui fait les deux."),
        )
    elif "jobs" in kinds:
        yield Finding(check="jobs", level=GOOD, text=_("les tâches tournent"))
    else:
        yield Finding(check="jobs", level=ADVICE, text=_("Balise est arrêtée"), cure="balise up")
    found = counts()
    stuck = found["uncertain"] + found["failed"]
    oldest = OutboxRow.objects.filter(state="waiting", not_before__lt=now - dt.timedelta(minutes=15)).count()
    if stuck or (oldest and kinds):
        yield Finding(
            check="outbox",
            level=WRONG,
            text=_("envois à regarder : %(failed)s manqués, %(uncertain)s incertains, %(late)s en retard")
            % {"failed": found["failed"], "uncertain": found["uncertain"], "late": oldest},
            cure=_("Une personne les règle dans Balise, à la page des tâches."),
        )
    else:
        yield Finding(check="outbox", level=GOOD, text=_("aucun envoi en souffrance"))


def backups(now: dt.datetime) -> Iterator[Finding]:
    """The last one, its age, whether it would survive the disk of the data."""
    if settings.BALISE_DEMO:
        return
    if not settings.BALISE_BACKUP:
        yield Finding(
            check="backup",
            level=ADVICE,
            text=_("la sauvegarde de chaque jour est éteinte (BALISE_BACKUP=0)"),
            cure=_("Assurez-vous que quelqu’un d’autre s’en charge, clés et clés enveloppées comprises."),
        )
        return
    folder = Path(settings.BALISE_BACKUP_FOLDER)
    last = recording.last_done()
    latest = Backup.objects.exclude(state="running").order_by("-started", "-pk").first()
    installed = Installation.objects.values_list("created", flat=True).first()
    if latest is not None and latest.state == "failed":
        yield Finding(
            check="backup",
            level=WRONG,
            text=_("la dernière sauvegarde a échoué, %(when)s (%(kind)s)")
            % {"when": moment(latest.started), "kind": latest.error},
            cure=_("Lancez balise backup pour savoir pourquoi."),
        )
    if last is None:
        young = installed is None or now - installed < _LATE
        yield Finding(
            check="backup",
            level=ADVICE if young else WRONG,
            text=_("aucune sauvegarde encore"),
            cure=_("Les tâches en font une chaque jour; pour en faire une tout de suite : balise backup"),
        )
    else:
        late = now - last > _LATE
        yield Finding(
            check="backup",
            level=WRONG if late else GOOD,
            text=_("dernière sauvegarde : %(when)s, dans %(place)s") % {"when": moment(last), "place": folder},
            cure=_("Elle date de plus d’un jour. Les tâches tournent-elles? Sinon : balise backup") if late else "",
        )
    data = Path(settings.BALISE_DATA)
    if connection.vendor == "sqlite" and _existing(folder).stat().st_dev == data.stat().st_dev:
        yield Finding(
            check="backup-disk",
            level=ADVICE,
            text=_("les sauvegardes sont sur le même disque que les données"),
            cure=_("Un disque mort emporterait les deux : copiez %(place)s ailleurs, ou réglez BALISE_BACKUP_FOLDER.")
            % {"place": folder},
        )


def heads(now: dt.datetime) -> Iterator[Finding]:
    """Sealed heads, which make a shortened audit visible."""
    if not Record.objects.exists():
        return
    path = heads_file()
    late = not path.is_file() or now - dt.datetime.fromtimestamp(path.stat().st_mtime, dt.UTC) > dt.timedelta(days=3)
    installed = Installation.objects.values_list("created", flat=True).first()
    young = installed is None or now - installed < dt.timedelta(days=2)
    yield Finding(
        check="heads",
        level=GOOD if not late else ADVICE if young else WRONG,
        text=_("têtes scellées du registre : %(place)s") % {"place": path}
        if not late
        else _("la tête du registre n’a pas été scellée ces derniers jours"),
        cure=_("Les tâches le font chaque jour; sinon : balise audit export") if late else "",
    )


def mail(_now: dt.datetime) -> Iterator[Finding]:
    backend = settings.EMAIL_BACKEND.rsplit(".", 2)
    if backend[-2] in {"console", "filebased", "locmem", "dummy"}:
        yield Finding(
            check="mail",
            level=ADVICE,
            text=_("aucun courriel ne part : ils sont écrits ici (%(kind)s)") % {"kind": backend[-2]},
            cure=_("Pour en envoyer, réglez BALISE_EMAIL_… : docs/fr/courriel.md"),
        )
        return
    if backend[-2] == "smtp":
        sender = get_connection(timeout=3)
        try:
            sender.open()
        except OSError as error:
            yield Finding(
                check="mail",
                level=WRONG,
                text=_("le serveur de courriel ne répond pas (%(kind)s)") % {"kind": type(error).__name__},
                cure=_("Vérifiez BALISE_EMAIL_… et que cette machine peut l’atteindre."),
            )
            return
        finally:
            sender.close()
    yield Finding(check="mail", level=GOOD, text=_("courriel : %(kind)s") % {"kind": backend[-2]})


def clock(now: dt.datetime) -> Iterator[Finding]:
    """A clock that goes wrong makes codes, links and the audit wrong."""
    ahead = [
        Record.objects.order_by("-number").values_list("at", flat=True).first(),
        Process.objects.order_by("-seen").values_list("seen", flat=True).first(),
    ]
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT clock_timestamp()")
            there = cursor.fetchone()[0]
        ahead.extend((there, now + (now - there)))
    skewed = any(seen is not None and seen - now > _SKEW for seen in ahead)
    yield Finding(
        check="clock",
        level=WRONG if skewed else GOOD,
        text=_("l’horloge de cette machine n’est pas celle des autres, ou a reculé")
        if skewed
        else _("l’horloge est d’accord avec le registre"),
        cure=_("Mettez-la à l’heure par le réseau : timedatectl set-ntp true") if skewed else "",
    )


def pack(_now: dt.datetime) -> Iterator[Finding]:
    try:
        policy = the_policy()
    except PackError:
        yield Finding(
            check="policy",
            level=WRONG,
            text=_("la politique ne se charge pas"),
            cure=_("« balise policy lint » dit quel fichier, quelle ligne et quoi changer."),
        )
        return
    yield Finding(
        check="policy", level=GOOD, text=_("politique : %(name)s") % {"name": f"{policy.id}@{policy.version}"}
    )


def address(_now: dt.datetime) -> Iterator[Finding]:
    """What works only where others can reach Balise."""
    if settings.BALISE_SERVED_HERE:
        yield Finding(
            check="address",
            level=ADVICE,
            text=_("Balise n’est ouverte qu’à cette machine"),
            cure=_(
                "Sans adresse publique en HTTPS : ni téléphone ni autre poste, aucun lien de courriel, de calendrier ou de "
                "code QR, aucun fournisseur d’identité. docs/fr/exploitation.md dit comment l’ouvrir."
            ),
        )
        return
    names = [name for name in settings.ALLOWED_HOSTS if name not in {"localhost", "127.0.0.1", "[::1]"}]
    plain = not settings.BALISE_BEHIND_PROXY
    yield Finding(
        check="address",
        level=ADVICE if plain or not names else GOOD,
        text=_("adresses acceptées : %(names)s") % {"names": ", ".join(names) or "—"},
        cure=_("Mettez un serveur mandataire HTTPS devant et réglez BALISE_BEHIND_PROXY=1 et BALISE_HOSTS.")
        if plain or not names
        else "",
    )


def _existing(folder: Path) -> Path:
    """The folder, or its nearest parent that is there."""
    while not folder.exists():
        folder = folder.parent
    return folder


LOOKS: dict[str, Look] = {
    "python": python,
    "places": places,
    "disk": disk,
    "database": database,
    "keys": keys,
    "jobs": jobs,
    "backups": backups,
    "heads": heads,
    "mail": mail,
    "clock": clock,
    "policy": pack,
    "address": address,
}

# what reads tables: said only when the tables are there
TABLES = frozenset({"database", "migrations"})
NEED_TABLES = frozenset({"keys", "jobs", "backups", "heads", "clock"})
