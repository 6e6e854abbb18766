"""A PDF that somebody sends, made bare: its pages, without metadata, attached files, forms, links or actions.

It comes from outside and may be made to harm: it is read by a process of its own, with a clock and a limit of memory.
What runs or hides something (scripts, launched programs, files inside) is refused rather than silently dropped: the
sender must know that it was not received. Names of keys are those of ISO 32000-2.
"""

from __future__ import annotations

import io
import os
import subprocess
import sys
from collections.abc import Iterator
from enum import StrEnum
from threading import BoundedSemaphore
from typing import Any

MOST_PAGES = 200
_PATIENCE = 60  # seconds for one file: a busy machine included
_MEMORY = 1_500_000_000  # bytes
_MOST_OBJECTS = 200_000
_AT_ONCE = BoundedSemaphore(2)  # in each process of the site
_ENVIRONMENT = ("PATH", "PYTHONPATH", "LANG", "LC_ALL", "TMPDIR", "TEMP", "SYSTEMROOT")  # no setting of ours, no key
_RUNS = {"/JavaScript", "/JS", "/Launch", "/RichMedia", "/XFA", "/EmbeddedFile", "/EmbeddedFiles", "/SubmitForm"}
_ACTS = {"/JavaScript", "/Launch", "/SubmitForm", "/ImportData", "/GoToE"}
_TELLS = ("/Metadata", "/PieceInfo", "/LastModified", "/Thumb", "/AA", "/A", "/Annots", "/StructParents", "/Tabs", "/B")


class Fault(StrEnum):
    """Why a PDF is refused."""

    ACTIVE = "active"  # it holds a script, a program, or other files
    DAMAGED = "damaged"
    LOCKED = "locked"
    TOO_LONG = "too-long"  # pages
    TOO_SLOW = "too-slow"


class Refused(Exception):
    """This PDF is not taken; ``fault`` says why."""

    def __init__(self, fault: Fault) -> None:
        super().__init__(fault.value)
        self.fault = fault


def stripped(content: bytes) -> bytes:
    """The same pages in a new PDF that says nothing else. Raises ``Refused``."""
    if not _AT_ONCE.acquire(timeout=_PATIENCE):
        raise Refused(Fault.TOO_SLOW)
    try:
        done = subprocess.run(
            [sys.executable, "-m", "balise.documents.stripping"],
            input=content,
            capture_output=True,
            timeout=_PATIENCE,
            check=False,
            env={name: os.environ[name] for name in _ENVIRONMENT if name in os.environ},
        )
    except subprocess.TimeoutExpired:
        raise Refused(Fault.TOO_SLOW) from None
    finally:
        _AT_ONCE.release()
    if done.returncode == 0 and done.stdout.startswith(b"%PDF-"):
        return done.stdout
    said = done.stderr.decode("ascii", "replace").strip()
    raise Refused(Fault(said) if said in {one.value for one in Fault} else Fault.DAMAGED)


def strip(content: bytes) -> bytes:
    """The work itself, in this process: see ``stripped``."""
    from pypdf import PdfReader, PdfWriter
    from pypdf.generic import NameObject

    reader = PdfReader(io.BytesIO(content))
    if reader.is_encrypted and not reader.decrypt(""):
        raise Refused(Fault.LOCKED)
    if len(reader.pages) > MOST_PAGES:
        raise Refused(Fault.TOO_LONG)
    if not len(reader.pages):
        raise Refused(Fault.DAMAGED)
    if any(_active(one) for one in _dictionaries(reader.trailer)):
        raise Refused(Fault.ACTIVE)
    writer = PdfWriter()
    for page in reader.pages:
        for key in _TELLS:
            page.pop(NameObject(key), None)
        writer.add_page(page)
    for one in _dictionaries(writer.root_object):
        for key in ("/Metadata", "/PieceInfo", "/LastModified"):
            one.pop(NameObject(key), None)
    writer.metadata = None
    written = io.BytesIO()
    writer.write(written)
    return written.getvalue()


def _active(one: Any) -> bool:
    if _RUNS & set(one):
        return True
    return one.get("/Type") == "/EmbeddedFile" or one.get("/S") in _ACTS


def _dictionaries(start: Any) -> Iterator[Any]:
    """Every dictionary reached from here, each once, without recursion: a file may be deeper than a stack."""
    from pypdf.generic import ArrayObject, DictionaryObject, IndirectObject

    waiting, seen = [start], set()
    while waiting:
        one = waiting.pop()
        if isinstance(one, IndirectObject):
            if (one.idnum, one.generation) in seen:
                continue
            seen.add((one.idnum, one.generation))
            if len(seen) > _MOST_OBJECTS:
                raise Refused(Fault.TOO_LONG)
            one = one.get_object()
        if isinstance(one, DictionaryObject):
            yield one
            waiting.extend(one.values())
        elif isinstance(one, ArrayObject):
            waiting.extend(one)


def _main() -> int:
    if sys.platform != "win32":
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, _MEMORY))
        resource.setrlimit(resource.RLIMIT_CPU, (_PATIENCE, _PATIENCE))
    try:
        bare = strip(sys.stdin.buffer.read())
    except Refused as refused:
        sys.stderr.write(refused.fault.value)
        return 1
    except Exception:  # noqa: BLE001 - whatever a hostile file provokes, it is a damaged one
        sys.stderr.write(Fault.DAMAGED.value)
        return 1
    sys.stdout.buffer.write(bare)
    return 0


if __name__ == "__main__":
    import logging

    logging.disable(logging.CRITICAL)  # what a reader of PDF says of a file quotes it
    sys.exit(_main())
