"""Which backup is due, under which name, and which old ones go: so many days, weeks and months are kept."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable
from pathlib import Path

from django.conf import settings
from django.utils import timezone

from balise.web.operations.backups.manifest import key_mark

BEFORE_UPGRADE, BEFORE_GOING_BACK = "before-upgrade", "before-going-back"
_DRAFT = dt.timedelta(days=1)
_WAYS_BACK = 3  # of each, whatever their age
_NAME = re.compile(r"balise-(?P<mark>[0-9a-f]{8})-(?P<day>\d{8})T(?P<hour>\d{6})Z(?P<why>-[a-z-]+)?\.tar\.gz")


def path_for(now: dt.datetime, *, why: str = "") -> Path:
    """The file of a backup made now; ``why``: ``before-upgrade``, or nothing for a daily one."""
    mark = key_mark(Path(settings.BALISE_KEYS))
    suffix = f"-{why}" if why else ""
    return Path(settings.BALISE_BACKUP_FOLDER) / f"balise-{mark}-{now.astimezone(dt.UTC):%Y%m%dT%H%M%SZ}{suffix}.tar.gz"


def made_at(path: Path) -> dt.datetime | None:
    """When a backup was made, by its name; None for any other file."""
    found = _NAME.fullmatch(path.name)
    if found is None:
        return None
    return dt.datetime.strptime(found["day"] + found["hour"], "%Y%m%d%H%M%S").replace(tzinfo=dt.UTC)


def ours(folder: Path, *, why: str | None = None) -> list[Path]:
    """Backups of this installation in a folder, latest first; ``why`` = only those made for that."""
    mark = key_mark(Path(settings.BALISE_KEYS))
    kept = []
    for path in folder.glob(f"balise-{mark}-*.tar.gz"):
        found = _NAME.fullmatch(path.name)
        if found and (why is None or (found["why"] or "").removeprefix("-") == why):
            kept.append(path)
    return sorted(kept, key=lambda path: path.name.split("-")[2], reverse=True)


def to_delete(moments: Iterable[dt.datetime], *, days: int, weeks: int, months: int) -> list[dt.datetime]:
    """Those to let go: the latest of each of the last so many days, weeks and months that have one stay."""
    ordered = sorted(moments, reverse=True)
    kept: set[dt.datetime] = set(ordered[:1])
    for count, period in ((days, "%Y-%m-%d"), (weeks, "%G-%V"), (months, "%Y-%m")):
        seen: list[str] = []
        for moment in ordered:
            name = timezone.localtime(moment).strftime(period)
            if name in seen:
                continue
            if len(seen) == count:
                break
            seen.append(name)
            kept.add(moment)
    return [moment for moment in ordered if moment not in kept]


def prune(folder: Path, *, now: dt.datetime) -> list[Path]:
    """Delete the old backups of this installation, the last ways back from upgrades excepted, and drafts that a
    crash left; what was deleted."""
    by_moment = {moment: path for path in ours(folder, why="") if (moment := made_at(path)) is not None}
    old = to_delete(
        by_moment,
        days=settings.BALISE_BACKUP_DAYS,
        weeks=settings.BALISE_BACKUP_WEEKS,
        months=settings.BALISE_BACKUP_MONTHS,
    )
    gone = [by_moment[moment] for moment in old]
    for why in (BEFORE_UPGRADE, BEFORE_GOING_BACK):
        gone.extend(ours(folder, why=why)[_WAYS_BACK:])
    gone.extend(path for path in folder.glob(".balise-*") if _abandoned(path, now=now))
    for path in gone:
        path.unlink(missing_ok=True)
    return gone


def _abandoned(path: Path, *, now: dt.datetime) -> bool:
    age = now - dt.datetime.fromtimestamp(path.stat().st_mtime, dt.UTC)
    return (path.suffix == ".partial" or ".database" in path.name) and age > _DRAFT


def due(last: dt.datetime | None, *, now: dt.datetime) -> bool:
    """Whether today's backup should be made now: past the hour, or more than a day late (a machine that slept)."""
    here = timezone.localtime(now)
    today = here.replace(hour=settings.BALISE_BACKUP_HOUR, minute=0, second=0, microsecond=0)
    if last is None:
        return True
    return (last < today <= here) or now - last > dt.timedelta(hours=25)
