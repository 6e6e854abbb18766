"""Reading what a form of reports sends: in memory alone, never on a disk, and never more than is allowed."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.core.files.uploadhandler import MemoryFileUploadHandler, SkipFile
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.views.decorators.csrf import csrf_exempt, csrf_protect

from balise.web.reporting.cleaning import MOST_BYTES, MOST_FILES, MOST_IN_ALL, Given

MOST_REQUEST = 3 * MOST_IN_ALL  # bytes, above which nothing is read: three sections may each have files
_READ = 3 * (MOST_FILES + 1)  # files kept in memory; the form counts them and says so

View = Callable[..., HttpResponseBase]


class _Bounded(MemoryFileUploadHandler):
    """Keeps files in memory; of one that is too big, only the name."""

    def __init__(self, request: HttpRequest) -> None:
        super().__init__(request)
        self.too_big: dict[str, list[str]] = {}
        self._count = self._whole = 0
        self._bytes = 0

    def handle_raw_input(self, *_args: Any, **_kwargs: Any) -> None:
        self.activated = True

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        self._bytes = 0
        self._count += 1
        super().new_file(*args, **kwargs)

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes | None:
        self._bytes += len(raw_data)
        self._whole += len(raw_data)
        if self._bytes > MOST_BYTES or self._whole > MOST_REQUEST or self._count > _READ:
            self.too_big.setdefault(str(self.field_name), []).append(str(self.file_name))
            raise SkipFile
        return super().receive_data_chunk(raw_data, start)


def bounded(view: View) -> View:
    """For views that take files: what is too big is known before anything else of it is read.

    The handler must be there before the form is read, and the check of forged forms reads it: it comes inside.
    """
    protected = csrf_protect(view)

    @csrf_exempt
    @wraps(view)
    def read(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        length = request.META.get("CONTENT_LENGTH") or "0"
        if request.method == "POST":
            if not length.isdigit() or int(length) > MOST_REQUEST:
                return too_big(request)
            request.upload_handlers = [_Bounded(request)]
        return protected(request, *args, **kwargs)  # type: ignore[no-any-return]

    return read


def too_big(request: HttpRequest) -> HttpResponse:
    """Nothing was read: the browser’s way back leads to what was typed."""
    answer = render(request, "reporting/too_big.html", status=413)
    answer.headers["Connection"] = "close"
    return answer


def given(request: HttpRequest, field: str) -> list[Given]:
    """The files chosen in a field, in their order, those too big among them at the end."""
    read = [Given(name=str(one.name), content=one.read()) for one in request.FILES.getlist(field) if _is_file(one)]
    handler = request.upload_handlers[0] if request.upload_handlers else None
    names = handler.too_big.get(field, []) if isinstance(handler, _Bounded) else []
    return read + [Given(name=name, content=None) for name in names]


def _is_file(one: Any) -> bool:
    return isinstance(one, UploadedFile)
