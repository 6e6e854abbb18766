"""Logs without a word of anybody: time, level, request id, place, kind of event. Arguments and texts are left out.

One line a record, in JSON for a supervisor or in plain words for a terminal (``BALISE_LOG_FORMAT``: json, text, auto).
"""

from __future__ import annotations

import datetime as dt
import json
import logging
import sys
from contextvars import ContextVar
from typing import Any

request_id: ContextVar[str] = ContextVar("request_id", default="-")

# These say a path, a status or an address of ours; everything else may quote what somebody wrote.
_OURS = "balise"
FACTS = "facts"  # ``extra={"facts": {…}}``: names and numbers of ours, told as they are


class Discreet(logging.Formatter):
    """Formats a record without its message unless it is one of ours, and an exception without its value."""

    def format(self, record: logging.LogRecord) -> str:
        status = getattr(record, "status_code", "")
        line = f"{self.formatTime(record)} {record.levelname} {request_id.get()} {record.name} {status} {_said(record)}"
        facts = _facts(record)
        if facts:
            line += " " + " ".join(f"{name}={value}" for name, value in facts.items())
        if record.exc_info and record.exc_info[0] is not None:
            line += "\n" + "\n".join(_trace(record.exc_info))
        return line


class Structured(Discreet):
    """The same, one JSON object a line: ``time`` (UTC), ``level``, ``request``, ``logger``, ``message``, and facts."""

    def format(self, record: logging.LogRecord) -> str:
        told: dict[str, Any] = {
            "time": dt.datetime.fromtimestamp(record.created, dt.UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "request": request_id.get(),
            "logger": record.name,
            "message": _said(record),
        }
        status = getattr(record, "status_code", None)
        if isinstance(status, int):
            told["status"] = status
        told |= _facts(record)
        if record.exc_info and record.exc_info[0] is not None:
            told["trace"] = _trace(record.exc_info)
        return json.dumps(told, ensure_ascii=False)


def _ours(record: logging.LogRecord) -> bool:
    return record.name.split(".")[0] == _OURS


def _said(record: logging.LogRecord) -> str:
    return record.getMessage() if _ours(record) else "-"


def _facts(record: logging.LogRecord) -> dict[str, Any]:
    facts = getattr(record, FACTS, None)
    return facts if _ours(record) and isinstance(facts, dict) else {}


def _trace(info: Any) -> list[str]:
    """Where it happened, file by file, and the kind of exception; never its text, which may hold a person's."""
    kind, _, step = info
    places = []
    while step is not None:
        code = step.tb_frame.f_code
        places.append(f"  {code.co_filename}:{step.tb_lineno} {code.co_name}")
        step = step.tb_next
    return [*places, f"  {kind.__module__}.{kind.__qualname__}"]


def configure(config: dict[str, Any]) -> None:
    """Django's ``LOGGING_CONFIG``: one handler on standard error for everything. Nothing is mailed."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(formatter(config.get("format", "auto"), terminal=sys.stderr.isatty()))
    root = logging.getLogger()
    for old in [old for old in root.handlers if isinstance(old.formatter, Discreet)]:
        root.removeHandler(old)
    root.addHandler(handler)
    root.setLevel(config.get("level", "INFO"))
    for name in ("django", "django.request", "django.server", "django.security", "allauth", "huey"):
        logger = logging.getLogger(name)
        logger.handlers.clear()
        logger.propagate = True
    logging.getLogger("django.db.backends").setLevel(logging.ERROR)
    for name in ("huey", "botocore", "boto3", "s3transfer", "urllib3"):  # they tell addresses and names of files
        logging.getLogger(name).setLevel(logging.WARNING)


def formatter(wanted: str, *, terminal: bool) -> logging.Formatter:
    """The form of a line; ``auto``: words for somebody who looks, JSON for a program that collects."""
    if wanted not in {"auto", "json", "text"}:
        raise ValueError(f"BALISE_LOG_FORMAT: auto | json | text, not {wanted!r}")
    return Discreet() if wanted == "text" or (wanted == "auto" and terminal) else Structured()
