"""What somebody answered is theirs: no page of anybody else reads it, whatever their role; only the day goes further."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from io import BytesIO
from types import SimpleNamespace
from typing import Any

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import URLPattern, URLResolver, get_resolver
from pypdf import PdfReader

from balise.web.access.deciding import granted
from balise.web.access.guarding import PUBLIC
from balise.web.evidence import queries as evidence
from balise.web.learning import transitions
from balise.web.learning.models import Practice
from balise.web.outbox.dispatching import dispatch
from balise.web.people.models import Person
from balise.web.signing.models import Attestation
from balise.web.ui.dates import day
from balise.web.workflow.wording import words_of

pytestmark = pytest.mark.django_db
Practise = Callable[..., list[str]]
OTHERS = ["manager", "hr", "management", "communications", "privacy", "auditor", "admin", "partner", "outsider"]


def _views(resolver: URLResolver, prefix: str = "") -> Iterator[tuple[str, Any]]:
    """Every address of ours, and what its view needs."""
    for entry in resolver.url_patterns:
        where = prefix + str(entry.pattern)
        if isinstance(entry, URLResolver):
            yield from _views(entry, where)
        elif isinstance(entry, URLPattern) and entry.callback.__module__.startswith("balise."):
            yield "/" + where, getattr(entry.callback, "needs", PUBLIC)


@pytest.fixture
def signed(
    cast: SimpleNamespace, in_force: Any, practise: Practise, now: Any, today: Any, settings: Any, tmp_path: Any
) -> Any:
    """Élise practised, missing two, then signed. The series, and her attestation."""
    from balise.web.signatures.means import Session
    from balise.web.signing.answers_transitions import Act, Answer, give

    settings.BALISE_KEYS, settings.MEDIA_ROOT = tmp_path / "keys", tmp_path / "files"
    series = practise(cast.employee, missing=(0, 3))
    answer = Answer(acknowledged=True, agrees=True, name="Élise", date=today, place="Québec")
    act = Act(session=Session(mark="m", entered_by="password"), means="password", drawn=False)
    with time_machine.travel(now, tick=False):
        given = give(actor=cast.employee, person=cast.employee, version=in_force, answer=answer, act=act, now=now)
    return series, given


@pytest.mark.parametrize("role", OTHERS)
def test_no_page_of_anybody_else_reads_what_was_answered(
    role: str,
    cast: SimpleNamespace,
    today: Any,
    signed_in: Callable[[Person], Client],
    signed: tuple[list[str], Attestation],
) -> None:
    """Each page that this role opens; those open to anybody are looked at by whoever has no role."""
    series, given = signed
    reader = getattr(cast, role)
    client = signed_in(reader)
    values = {"person_id": str(cast.employee.pk), "kind": "people.person", "pk": str(cast.employee.pk)}
    values["situation_id"] = series[0]
    opened = 0
    for where, needs in dict(_views(get_resolver())).items():
        if not (role == "outsider" if needs == PUBLIC else granted(reader, needs, today=today)):
            continue
        named = given.number if "<str:number>" in where else "1"
        address = re.sub(r"<(?:\w+:)?(\w+)>", lambda match, named=named: values.get(match[1], named), where)  # type: ignore[misc]
        with CaptureQueriesContext(connection) as asked:
            response = client.get(address)
        opened += response.status_code == 200
        page = b"".join(response.streaming_content) if response.streaming else response.content  # type: ignore[attr-defined]
        page = page.replace(address.encode(), b"")  # what was asked for is said again by the page
        for name in series:
            assert name.encode() not in page, address
        for query in (one["sql"] for one in asked if "learning_" in one["sql"]):
            assert f'"person_id" = {reader.pk}' in query, (address, query)
    assert opened > 3


@pytest.mark.parametrize("role", OTHERS)
def test_nobody_opens_the_situation_of_somebody_else(
    role: str, cast: SimpleNamespace, signed_in: Callable[[Person], Client], practise: Practise
) -> None:
    series = practise(cast.employee)
    status = signed_in(getattr(cast, role)).get(f"/politique/situations/revoir/{series[0]}/").status_code
    assert status == (403 if role in {"partner", "outsider"} else 404)


def test_a_history_tells_ones_exercises_to_oneself_alone(
    cast: SimpleNamespace, signed_in: Callable[[Person], Client], practise: Practise
) -> None:
    for one in (cast.employee, cast.auditor):
        practise(one, until=1)
    act = str(words_of("person:situation:answer").text)
    address = "/personnes/historique/people.person/{}/"
    browser = signed_in(cast.auditor)
    assert act not in browser.get(address.format(cast.employee.pk)).content.decode()
    assert act in browser.get(address.format(cast.auditor.pk)).content.decode()


def test_the_day_goes_with_the_answer_to_the_policy(
    cast: SimpleNamespace, signed_in: Callable[[Person], Client], signed: tuple[list[str], Attestation], now: Any
) -> None:
    _series, given = signed
    assert given.practised_at == now
    page = signed_in(cast.hr).get(f"/politique/reponses/{given.number}/").content.decode()
    assert "Situations parcourues" in page
    assert day(now) in page
    transitions.forget(actor=cast.employee, now=now)
    given.refresh_from_db()
    assert given.practised_at == now


@pytest.mark.django_db(transaction=True)
def test_the_certificate_says_it_when_it_was_done_before_signing(
    cast: SimpleNamespace, signed: tuple[list[str], Attestation], now: Any
) -> None:
    _series, given = signed
    dispatch()
    proof = evidence.certificate_of(source_kind="attestation", source_id=str(given.pk))
    assert proof is not None
    file = evidence.opened(cast.employee, proof, now=now)
    said = " ".join(page.extract_text() for page in PdfReader(BytesIO(file)).pages)
    assert "Situations parcourues" in " ".join(said.split())


def test_practised_after_signing_it_is_written_beside(
    cast: SimpleNamespace, signed: tuple[list[str], Attestation], practise: Practise, now: Any
) -> None:
    _series, given = signed
    Practice.objects.all().delete()
    Attestation.objects.filter(pk=given.pk).update(practised_at=None)
    practise(cast.manager, at=now)
    given.refresh_from_db()
    assert given.practised_at is None  # somebody else's
    practise(cast.employee, at=now)
    given.refresh_from_db()
    assert given.practised_at == now
