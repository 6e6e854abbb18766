"""Logs without a word of anybody: time, level, request id, place, kind of event. Arguments and texts are left out."""

from __future__ import annotations

import logging
import sys
from contextvars import ContextVar
from typing import Any

request_id: ContextVar[str] = ContextVar("request_id", default="-")

# These say a path, a status or an address of ours; everything else may quote what somebody wrote.
_OURS = "balise"


class Discreet(logging.Formatter):
    """Formats a record without its message unless it is one of ours, and an exception without its value."""

    def format(self, record: logging.LogRecord) -> str:
        said = record.getMessage() if record.name.split(".")[0] == _OURS else "-"
        status = getattr(record, "status_code", "")
        line = f"{self.formatTime(record)} {record.levelname} {request_id.get()} {record.name} {status} {said}"
        if record.exc_info and record.exc_info[0] is not None:
            line += "\n" + _trace(record.exc_info)
        return line


def _trace(info: Any) -> str:
    """Where it happened, file by file, and the kind of exception; never its text, which may hold a person's."""
    kind, _, step = info
    places = []
    while step is not None:
        code = step.tb_frame.f_code
        places.append(f"  {code.co_filename}:{step.tb_lineno} {code.co_name}")
        step = step.tb_next
    return "\n".join([*places, f"  {kind.__module__}.{kind.__qualname__}"])


def configure(config: dict[str, Any]) -> None:
    """Django's ``LOGGING_CONFIG``: one handler on standard error for everything. Nothing is mailed."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(Discreet())
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
    logging.getLogger("huey").setLevel(logging.WARNING)
