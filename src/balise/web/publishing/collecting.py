"""Unused images do not stay: those taken out of a draft and in no revision, and files that nothing ever named."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from django.conf import settings

from balise.web.publishing.images import TYPES
from balise.web.publishing.models import Image, Publication
from balise.web.publishing.transitions import forget_images
from balise.web.workflow import Invalid, System

COLLECTOR = System("image-collector")
DELAY = dt.timedelta(days=30)  # long enough to change one's mind, or to find a draft again
_BATCH = 500


def collect(*, now: dt.datetime, delay: dt.timedelta = DELAY) -> int:
    """Forget what was unused for ``delay`` and delete its files; how many files were deleted."""
    before = now - delay
    waiting = Image.objects.filter(removed__lt=before).values_list("publication", flat=True).distinct()[:_BATCH]
    for publication in Publication.objects.filter(pk__in=list(waiting)):
        try:
            forget_images(actor=COLLECTOR, publication=publication, before=before, now=now)
        except Invalid:
            continue  # somebody just put it back
    return _delete_files(before)


def _delete_files(before: dt.datetime) -> int:
    """Delete old files that no publication names; the same picture may be in several."""
    folder = Path(settings.MEDIA_ROOT) / "images"
    for aside in folder.glob("??/.*.unused"):  # a passage was cut short: nothing was decided
        aside.rename(aside.with_name(aside.name[1 : -len(".unused")]))
    old = [path for path in folder.glob("??/*") if path.suffix[1:] in TYPES and _older(path, before)]
    deleted = 0
    for start in range(0, len(old), _BATCH):
        some = old[start : start + _BATCH]
        named = set(Image.objects.filter(sha__in=[path.stem for path in some]).values_list("sha", flat=True))
        for path in some:
            deleted += path.stem not in named and _delete(path, before)
    return deleted


def _delete(path: Path, before: dt.datetime) -> bool:
    """Set it aside, look again, then delete: somebody may have just added the same picture."""
    aside = path.with_name(f".{path.name}.unused")
    path.rename(aside)
    if _older(aside, before) and not Image.objects.filter(sha=path.stem).exists():
        aside.unlink()
        return True
    aside.rename(path)
    return False


def _older(path: Path, before: dt.datetime) -> bool:
    return path.stat().st_mtime < before.timestamp()
