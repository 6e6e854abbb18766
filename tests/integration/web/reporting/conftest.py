"""Reports by the standing cast and by somebody anonymous, with words that no row may show."""

from __future__ import annotations

import io
from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from PIL import Image

WHAT = "On a crié sur Léa devant tout le monde. kanariQUOI"
WHO = "Le chef d’équipe du matin. kanariQUI"


@pytest.fixture(autouse=True)
def _elsewhere(settings: Any) -> None:
    """Second factors and paces have tests of their own."""
    from balise.web.reporting.views import following, reporter

    settings.BALISE_OIDC_SECOND_FACTOR = True
    for pace in (reporter.of_reporters, following.of_codes, following.of_all_codes):
        pace._buckets.clear()


@pytest.fixture
def report(now: Any) -> Callable[..., Any]:
    """Somebody reports: ``report("conflict")`` -> (parts by desk, receipt code). Delivered, unless told otherwise."""
    from balise.web.reporting import receipts
    from balise.web.reporting.models import Part
    from balise.web.reporting.routing import by_desk
    from balise.web.reporting.transitions.delivering import deliver
    from balise.web.reporting.transitions.making import Section, a_form, make

    def act(*kinds: str, author: Any = None, delivered: bool = True, files: Any = (), **more: Any) -> Any:
        form = a_form()
        sections = [
            Section(
                kinds=some,
                said={"what": f"{WHAT} {desk}", "who": more.get("who", WHO)},
                files=files,
                team_concerned=more.get("team", False),
            )
            for desk, some in by_desk(list(kinds)).items()
        ]
        parts = make(author=author, form=form, sections=sections, now=now)
        if delivered:
            for part in parts:
                part.refresh_from_db()
                if part.state == Part.State.HELD:
                    deliver(part=part, now=now)
        return {part.desk: Part.objects.get(pk=part.pk) for part in parts}, receipts.code_of(form)

    return act


@pytest.fixture
def rows() -> Callable[[], str]:
    """Every row of every table, as the database holds it."""

    def read() -> str:
        with connection.cursor() as cursor:
            found = []
            for table in connection.introspection.table_names(cursor):
                cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")  # noqa: S608 - our own tables
                found += [
                    bytes(one) if isinstance(one, memoryview) else one for row in cursor.fetchall() for one in row
                ]
        return repr(found)

    return read


@pytest.fixture
def photo() -> bytes:
    """A picture that says who took it."""
    exif = Image.Exif()
    exif[0x013B] = "kanariARTISTE"
    written = io.BytesIO()
    Image.new("RGB", (40, 30), "teal").save(written, "JPEG", exif=exif)
    return written.getvalue()
