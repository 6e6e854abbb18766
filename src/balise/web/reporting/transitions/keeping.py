"""What transitions of reports share: adding a message and its files to a locked part."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from django.utils import timezone

from balise.web.reporting.cleaning import Bare
from balise.web.reporting.models import File, Message, Part
from balise.web.workflow import Invalid

MOST_FILES = 60  # of one part, messages included
MOST_MESSAGES = 500


def add_message(
    part: Part,
    *,
    sender: str,
    text: str,
    now: dt.datetime,
    way: str = Message.Way.WRITTEN,
    files: Sequence[Bare] = (),
    clauses: Sequence[str] = (),
    released: bool = True,
) -> Message:
    """Add a message at the end of the conversation; the part is locked by who calls."""
    number = part.messages.count() + 1
    if number > MOST_MESSAGES:
        raise Invalid(
            field="words",
            fr="Cette conversation est trop longue\u00a0: faites un nouveau signalement.",
            en="This conversation is too long: make a new report.",
        )
    message = Message(
        part=part,
        number=number,
        sender=sender,
        way=way,
        clauses=list(clauses),
        day=timezone.localdate(now),
        released=released,
    )
    if text:
        message.put(text)
    message.save()
    add_files(part, files, message=message)
    return message


def add_files(part: Part, files: Sequence[Bare], *, message: Message | None = None) -> None:
    """Seal files under the key of the part."""
    there = part.files.count()
    if there + len(files) > MOST_FILES:
        raise Invalid(
            field="files",
            fr=f"Il y a déjà beaucoup de fichiers ici\u00a0: {MOST_FILES} au plus.",
            en=f"There are many files here already: {MOST_FILES} at most.",
        )
    for number, one in enumerate(files, start=there + 1):
        file = File(part=part, message=message, number=number, ending=one.ending)
        file.put(one.content)
        file.save(force_insert=True)
