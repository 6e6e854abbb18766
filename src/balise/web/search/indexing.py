"""Keeping the index as the records are, in the transaction that changes them.

A record is indexed when it is saved and leaves the index when it is deleted, or when the vault destroys its key.
"""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Iterable, Iterator
from hashlib import sha256
from typing import Any

from django.db import transaction
from django.db.models.signals import post_delete, post_save
from django.utils import timezone

from balise.screening.languages import language_of
from balise.web.events import subscribe
from balise.web.search.engines import engine
from balise.web.search.engines.asking import Row
from balise.web.search.models import Entry
from balise.web.search.registry import LONGEST_TEXT, Indexed, Source, all_sources, key, on_register
from balise.web.search.words import stems_of
from balise.web.vault.models import WrappedKey
from balise.web.vault.sealing import KeyDestroyed, closed

_BATCH = 500
Made = tuple[Entry, Row]


def listen() -> None:
    """Follow every registered model, and the vault; called once the apps are ready."""
    on_register(_follow)
    subscribe(KeyDestroyed, _destroyed)


def index(source: Source, record: Any) -> None:
    """Index one record as it is now, or take it out if nobody is to find it. Does nothing when nothing changed."""
    with closed():
        faces = {face.face: face for face in source.faces(record)}
    with transaction.atomic():
        known = {entry.face: entry for entry in Entry.objects.filter(kind=source.kind, record=str(record.pk))}
        made = [_entry(source, record.pk, face) for face in faces.values()]
        fresh = [one for one in made if one[0].face not in known or known[one[0].face].digest != one[0].digest]
        stale = [known[one[0].face].pk for one in fresh if one[0].face in known]
        stale += [entry.pk for face, entry in known.items() if face not in faces]
        _forget(stale)
        _write(fresh)


def forget(*, kind: str, record: object) -> None:
    """Take a record out, whatever its faces."""
    with transaction.atomic():
        _forget(list(Entry.objects.filter(kind=kind, record=str(record)).values_list("pk", flat=True)))


def rebuild() -> Iterator[tuple[Source, int]]:
    """Make the whole index again, oldest record first; how many entries of each kind.

    In one transaction: what is being looked for meanwhile is found in the old one.
    """
    with transaction.atomic():
        for entries in _batches(Entry.objects.order_by("pk").values_list("pk", flat=True).iterator()):
            engine().drop(entries)
        Entry.objects.all().delete()
        for source in all_sources():
            yield source, _all_of(source)


def complete() -> None:
    """Index the kinds of which nothing is found yet: those that came with an upgrade, and all in a new database."""
    for source in all_sources():
        if not Entry.objects.filter(kind=source.kind).exists():
            with transaction.atomic():
                _all_of(source)


def _all_of(source: Source) -> int:
    records = source.model._default_manager.select_related(*source.reads).order_by("pk")
    gone = _keyless(source)
    count = 0
    for batch in _batches(records.iterator(chunk_size=_BATCH)):
        with closed():
            living = [record for record in batch if str(record.pk) not in gone]
            faces = [(record.pk, face) for record in living for face in source.faces(record)]
        faces.sort(key=lambda one: one[1].date)
        made = [_entry(source, pk, face) for pk, face in faces]
        _write(made)
        count += len(made)
    return count


def _keyless(source: Source) -> set[str]:
    """Records whose key was destroyed: a restored row may still be there, and nobody is to find it."""
    if not source.vault_table:
        return set()
    return set(WrappedKey.objects.filter(table=source.vault_table, wrapped=None).values_list("record", flat=True))


def _batches(things: Iterable[Any]) -> Iterator[list[Any]]:
    batch: list[Any] = []
    for thing in things:
        batch.append(thing)
        if len(batch) == _BATCH:
            yield batch
            batch = []
    if batch:
        yield batch


def _entry(source: Source, pk: object, face: Indexed) -> Made:
    title = _one_form(" ".join(face.title.split()))[:300]
    text = _one_form("\n".join(part for part in face.texts if part.strip()))[:LONGEST_TEXT]
    language = face.language or ("en" if language_of(f"{title}\n{text}") == "en" else "fr")
    keys = {*face.keys, key("1", source.kind)}
    if face.state:
        keys.add(key("2", source.kind, face.state))
    if face.author is not None:
        keys.add(key("3", face.author))
    if face.hidden_from is not None:
        keys.add(key("8", face.hidden_from))
    keys |= {key("4", network) for network in face.networks}
    day = timezone.localdate(face.date)
    keys |= {key("9", day.year), key("9", day.year, day.month)}
    entry = Entry(
        kind=source.kind,
        record=str(pk),
        face=face.face,
        title=title,
        text=text,
        language=language,
        date=face.date,
        state=face.state,
        author=face.author,
    )
    said = [title, text, language, face.date.isoformat(), face.state, face.author, sorted(keys)]
    entry.digest = sha256(json.dumps(said).encode()).hexdigest()
    return entry, Row(0, stems_of(title, language), stems_of(text, language), sorted(keys))


def _write(made: list[Made]) -> None:
    if made:
        Entry.objects.bulk_create([entry for entry, _row in made])
        engine().put([row._replace(number=entry.pk) for entry, row in made])


def _forget(numbers: list[int]) -> None:
    if numbers:
        engine().drop(numbers)
        Entry.objects.filter(pk__in=numbers).delete()


def _one_form(text: str) -> str:
    return unicodedata.normalize("NFC", text.replace("\x00", ""))


def _follow(source: Source) -> None:
    def saved(instance: Any, *, raw: bool = False, **_more: Any) -> None:
        if not raw:
            index(source, instance)

    def deleted(instance: Any, **_more: Any) -> None:
        forget(kind=source.kind, record=instance.pk)

    name = f"search-{source.kind}"
    post_save.connect(saved, sender=source.model, weak=False, dispatch_uid=name)
    post_delete.connect(deleted, sender=source.model, weak=False, dispatch_uid=name)


def _destroyed(event: KeyDestroyed) -> None:
    for source in all_sources():
        if source.vault_table == event.table:
            forget(kind=source.kind, record=event.record)
