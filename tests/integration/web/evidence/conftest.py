"""A certificate of something invented, asked for as a transition would."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest


@pytest.fixture(autouse=True)
def _of_this_test(settings: Any, tmp_path: Any) -> None:
    """Second factors have tests of their own; files and keys of each test are its own."""
    settings.BALISE_OIDC_SECOND_FACTOR = True
    settings.BALISE_KEYS = tmp_path / "keys"
    settings.MEDIA_ROOT = tmp_path / "files"


@pytest.fixture
def asked(cast: Any, now: Any) -> Iterator[Callable[..., Any]]:
    """Ask for the certificate of the thing ``one``, which is about the employee, and have it made."""
    from balise.documents.certificates import Block, Certificate, Line
    from balise.web.evidence import making
    from balise.web.evidence.models import SealedFile
    from balise.web.outbox.dispatching import dispatch

    def maker(source_id: str) -> Any:
        if source_id == "gone":
            return None
        said = Certificate(
            organisation="Atelier inventé",
            title="Certificat",
            lead="Ce qui a été répondu.",
            footer="Certificat",
            language="fr",
            made=now,
            parts=[Block(title="Réponse", lines=[Line(name="Nom", value="Élise kanariNOM")])],
            facts={"person": cast.employee.pk, "version": 1},
        )
        return making.Making(certificate=said, person=cast.employee.pk, filename="certificat-1.pdf")

    def ask(source_id: str = "one", *, times: int = 1) -> Any:
        for _ in range(times):
            making.request(source_kind="invented", source_id=source_id).save()
        dispatch()
        return SealedFile.objects.filter(source_id=source_id).first()

    making.register("invented", maker)
    yield ask
    making.unregister("invented")
