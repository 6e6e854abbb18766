"""What who reported does afterwards: write again, with files, and read what the desk wrote."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from balise.web.access.permissions import Permission
from balise.web.reporting.cleaning import Bare
from balise.web.reporting.models import Message, Part
from balise.web.reporting.transitions.declaring import REPORTER, THERE, S, declared, worded
from balise.web.reporting.transitions.delivering import note_reporter_wrote
from balise.web.reporting.transitions.keeping import add_message
from balise.web.workflow import Inputs, perform


def _write(part: Part, inputs: Inputs, now: dt.datetime) -> None:
    text, files = inputs["text"].strip(), inputs["files"]
    if text or not files:
        text = worded(text, field="words", fr="Écrivez votre message.", en="Write your message.")
    at_once = part.named and part.state != S.HELD
    add_message(
        part,
        sender=Message.Sender.REPORTER,
        text=text,
        files=files,
        now=now,
        released=at_once or part.state == S.HELD,  # what is still held brings its messages along
    )
    if at_once:
        note_reporter_wrote(part)


def _look(part: Part, _inputs: Inputs, _now: dt.datetime) -> None:
    part.to_read = False


WRITE = declared("write", _write, THERE | {S.HELD}, None, permission=Permission.REPORT_MAKE, systems=(REPORTER,))
LOOK = declared("look", _look, THERE, None, permission=Permission.REPORT_MAKE, systems=(REPORTER,))


def write(*, part: Part, text: str, files: Sequence[Bare], now: dt.datetime) -> Part:
    """Add a message of who reported, whom the caller has found to be it."""
    return perform(actor=REPORTER, transition=WRITE, subject=part, inputs={"text": text, "files": files}, now=now)


def look(*, part: Part, now: dt.datetime) -> Part:
    """They have read what the desk wrote."""
    return perform(actor=REPORTER, transition=LOOK, subject=part, now=now) if part.to_read else part
