"""What was kept long enough goes with all that belongs to it, leaves a record of nobody, and does not come back."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from django.test import Client

from balise.web.access.deciding import Refused
from balise.web.audit.models import Record
from balise.web.audit.verifying import verify
from balise.web.evidence.models import SealedFile
from balise.web.lifecycle import transitions as lifecycle
from balise.web.lifecycle.models import Stay
from balise.web.outbox.dispatching import dispatch
from balise.web.people.models import Person
from balise.web.retention import queries, transitions
from balise.web.retention.models import Destruction, Hold, Rule
from balise.web.retention.telling import tell_of_what_comes
from balise.web.signatures.models import Signature
from balise.web.signing import asking_transitions
from balise.web.signing.models.answers import Attestation, RefusalReason
from balise.web.signing.models.asking import Due, Exemption
from balise.web.signing.models.paper import SignedPage
from balise.web.vault import destructions
from balise.web.vault.models import WrappedKey
from balise.web.workflow import Invalid

pytestmark = pytest.mark.django_db
Make = Callable[..., Any]
Sign = Callable[[Person], Client]
THREE_YEARS = 3 * 365


def _due(today: dt.date, *, by: dt.date | None = None) -> list[tuple[str, bool]]:
    return [(one.kind.id, one.held) for one in queries.due(by=by or today, today=today)]


def test_employment_and_three_years_and_not_a_day_less(gone: Make, now: dt.datetime, today: dt.date) -> None:
    gone("lea", days=THREE_YEARS - 1)
    assert _due(today) == []
    assert [one[0] for one in _due(today, by=today + dt.timedelta(days=1))] == ["attestation"]
    assert transitions.destroy_due(now=now) == 0
    tomorrow = now + dt.timedelta(days=1)
    assert transitions.destroy_due(now=tomorrow) == 1, "the answer first"
    assert transitions.destroy_due(now=tomorrow) == 1, "the days that told when, last"
    assert (Attestation.objects.count(), Stay.objects.count()) == (0, 0)


@pytest.mark.django_db(transaction=True)
def test_all_that_goes_with_an_answer_goes_and_nothing_of_anybody_stays(
    gone: Make, now: dt.datetime, today: dt.date, settings: Any
) -> None:
    one = gone("lea", days=THREE_YEARS + 5)
    Due.objects.create(person=one.person, version=one.answer.version, due=today, asked_at=now, state="answered")
    for state, answer in (("filed", one.answer), ("waiting", None)):
        SignedPage.objects.create(
            state=state, person_id=one.person.pk, version=one.answer.version, method="paper", known_by="code",
            scan=f"{state}-page", pages=1, received_by=one.person, received_at=now, attestation=answer,
        )  # fmt: skip
    dispatch(limit=100)  # the certificate is made
    proof = SealedFile.objects.get(source_kind="attestation")
    stored = Path(settings.MEDIA_ROOT) / proof.stored
    assert stored.is_file()
    drawn = Signature.objects.get().reference
    transitions.destroy_due(now=now)
    transitions.destroy_due(now=now)
    assert not Attestation.objects.exists()
    assert not RefusalReason.objects.exists()
    assert not Signature.objects.exists()
    assert not Due.objects.exists()
    assert not SignedPage.objects.exists(), "nor the page it was copied from, nor one that waits"
    assert not Stay.objects.exists()
    proof.refresh_from_db()
    assert (proof.state, proof.person, proof.filename, proof.stored) == ("destroyed", None, "", "")
    assert not stored.exists()
    gone_keys = {(row.table, row.record) for row in WrappedKey.objects.filter(wrapped=None)}
    number = str(one.answer.pk)
    wanted = {
        ("signing.attestation", number),
        ("signing.refusalreason", number),
        ("signatures.signature", drawn),
        ("evidence.sealedfile", proof.reference),
        ("lifecycle.stay", str(one.stay.pk)),
    }
    assert wanted <= gone_keys
    assert wanted <= {(told.table, told.record) for told in destructions.remembered()}
    left = Destruction.objects.get(kind="attestation")
    assert (left.record, left.days, left.due) == (number, THREE_YEARS, today - dt.timedelta(days=5))
    assert left.parts == {"proofs": 1, "signature": 1, "reason": 1}
    said = str(list(Destruction.objects.values())) + str(
        list(Record.objects.filter(tag="system:destruction:make").values("detail"))
    )
    for word in ("lea", "Lea", "Nom Écrit", "Québec", "Non merci"):
        assert word not in said
    assert '"person"' not in said
    assert "'person'" not in said
    assert verify() is None, "the chain stays whole"


def test_who_is_back_is_employed(gone: Make, cast: SimpleNamespace, now: dt.datetime, today: dt.date) -> None:
    one = gone("lea", days=THREE_YEARS + 5)
    lifecycle.hire(actor=cast.hr, person=one.person, first_day=today, now=now)
    assert _due(today) == []


def test_exemptions_go_too_with_their_reason(
    gone: Make, cast: SimpleNamespace, now: dt.datetime, today: dt.date
) -> None:
    one = gone("lea", days=THREE_YEARS + 5)
    exempt = asking_transitions.exempt(actor=cast.hr, person=one.person, until=today, reason="Congé.", now=now)
    while transitions.destroy_due(now=now):
        pass
    assert not Exemption.objects.exists()
    assert WrappedKey.objects.get(table="signing.exemption", record=str(exempt.pk)).wrapped is None


@pytest.mark.parametrize("scope", ["person", "kind", "both"])
def test_a_hold_stops_it_until_it_is_lifted_or_over(
    gone: Make, cast: SimpleNamespace, now: dt.datetime, today: dt.date, scope: str
) -> None:
    one, other = gone("lea", days=THREE_YEARS + 5), gone("zoe", days=THREE_YEARS + 5)
    until = today + dt.timedelta(days=10)
    hold = transitions.place_hold(
        actor=cast.privacy,
        person=one.person if scope != "kind" else None,
        kind="attestation" if scope != "person" else "",
        until=until,
        reason="Un grief de Léa.",
        now=now,
    )
    assert b"grief" not in bytes(hold.reason)
    while transitions.destroy_due(now=now):
        pass
    left = set(Attestation.objects.values_list("person", flat=True))
    assert left == ({one.person.pk, other.person.pk} if scope == "kind" else {one.person.pk})
    assert Stay.objects.filter(person=one.person).exists(), "what tells the time stays while something does"
    assert transitions.destroy_due(now=now + dt.timedelta(days=10)) == 0, "the last day is included"
    transitions.destroy_due(now=now + dt.timedelta(days=11))
    assert not Attestation.objects.exists()


def test_a_hold_that_is_lifted_no_longer_stops(gone: Make, cast: SimpleNamespace, now: dt.datetime) -> None:
    one = gone("lea", days=THREE_YEARS + 5)
    hold = transitions.place_hold(actor=cast.hr, person=one.person, kind="", until=None, reason="Recours.", now=now)
    assert transitions.destroy_due(now=now) == 0
    transitions.lift_hold(actor=cast.privacy, hold=hold, now=now)
    assert transitions.destroy_due(now=now) > 0


def test_holds_that_hold_nothing_are_refused(cast: SimpleNamespace, now: dt.datetime, today: dt.date) -> None:
    given: dict[str, Any] = {"person": None, "kind": "", "until": None, "reason": "Recours."}
    for change in (
        {},
        {"kind": "inconnu"},
        {"person": cast.employee, "until": today - dt.timedelta(days=1)},
        {"person": cast.employee, "reason": " "},
    ):
        with pytest.raises(Invalid):
            transitions.place_hold(actor=cast.hr, now=now, **(given | change))
    for somebody in (cast.management, cast.manager, cast.admin, cast.auditor):
        with pytest.raises(Refused):
            transitions.place_hold(actor=somebody, now=now, **(given | {"person": cast.employee}))
    assert not Hold.objects.exists()


def test_hr_sets_how_long_and_a_longer_time_holds_what_is_there(
    gone: Make, cast: SimpleNamespace, now: dt.datetime, today: dt.date
) -> None:
    gone("lea", days=THREE_YEARS + 5)
    transitions.set_days(actor=cast.hr, kind="attestation", days=5 * 365, now=now)
    assert _due(today) == [], "the days that tell when wait for the answer"
    transitions.set_days(actor=cast.hr, kind="attestation", days=365, now=now)
    assert [one[0] for one in _due(today)] == ["attestation"]
    assert Rule.objects.get().days == 365
    for days in (29, 100 * 365 + 1):
        with pytest.raises(Invalid):
            transitions.set_days(actor=cast.hr, kind="attestation", days=days, now=now)
    with pytest.raises(Invalid):
        transitions.set_days(actor=cast.hr, kind="inconnu", days=365, now=now)
    with pytest.raises(Refused):
        transitions.set_days(actor=cast.privacy, kind="attestation", days=365, now=now)


def test_what_a_restored_backup_brings_back_goes_again(gone: Make, now: dt.datetime, today: dt.date) -> None:
    one = gone("lea", days=THREE_YEARS + 5)
    row = Attestation.objects.get(pk=one.answer.pk)
    transitions.destroy_due(now=now)
    assert not Attestation.objects.exists()
    row.signature = None
    row.save(force_insert=True)  # as it was in the backup
    assert transitions.destroy_again(now=now) == 1
    assert not Attestation.objects.exists()
    assert list(Destruction.objects.filter(kind="attestation").order_by("pk").values_list("again", flat=True)) == [
        False,
        True,
    ]
    assert transitions.destroy_again(now=now) == 0


def test_one_that_cannot_be_destroyed_does_not_keep_the_others(
    gone: Make, now: dt.datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    from balise.web.signing import retaining

    first, second = gone("lea", days=THREE_YEARS + 9), gone("zoe", days=THREE_YEARS + 9)
    real = retaining.ANSWERS.destroy

    def failing(record: str, at: dt.datetime) -> Any:
        if record == str(first.answer.pk):
            raise OSError("disk")
        return real(record, at)

    object.__setattr__(retaining.ANSWERS, "destroy", failing)
    try:
        transitions.destroy_due(now=now)
    finally:
        object.__setattr__(retaining.ANSWERS, "destroy", real)
    assert list(Attestation.objects.values_list("pk", flat=True)) == [first.answer.pk]
    assert not Destruction.objects.filter(record=str(first.answer.pk), kind="attestation").exists()
    assert second.answer.pk != first.answer.pk
    transitions.destroy_due(now=now)
    assert not Attestation.objects.exists()


def test_only_so_many_at_once(gone: Make, now: dt.datetime) -> None:
    for number in range(4):
        gone(f"p-{number}", days=THREE_YEARS + 5)
    assert transitions.destroy_due(now=now, most=3) == 3
    assert Attestation.objects.count() == 1


def test_hr_and_the_privacy_officer_are_told_a_month_ahead_once(
    gone: Make, cast: SimpleNamespace, now: dt.datetime
) -> None:
    gone("lea", days=THREE_YEARS - 20)
    assert tell_of_what_comes(now=now) == 2
    assert tell_of_what_comes(now=now) == 0
    kinds = set(cast.privacy.notifications.values_list("kind", flat=True))
    assert "retention.soon" in kinds
    assert not cast.management.notifications.filter(kind="retention.soon").exists()


def test_the_page(gone: Make, cast: SimpleNamespace, now: dt.datetime, today: dt.date, signed_in: Sign) -> None:
    one, late = gone("lea", days=THREE_YEARS - 20), gone("zoe", days=THREE_YEARS + 1)
    transitions.destroy_due(now=now)
    hugo, prune = signed_in(cast.hr), signed_in(cast.privacy)
    page = hugo.get("/conservation/").content.decode()
    assert one.answer.number in page
    assert late.answer.number not in page
    assert "3 ans après la fin de l’emploi ou du stage" in " ".join(page.split())
    assert 'action="/conservation/duree/"' not in prune.get("/conservation/").content.decode()
    wrong = hugo.post("/conservation/duree/", {"kind": "attestation", "length": "beaucoup", "unit": "years"})
    assert wrong.status_code == 422
    assert "en chiffres" in wrong.content.decode()
    assert hugo.post("/conservation/duree/", {"kind": "attestation", "length": "4", "unit": "years"}).status_code == 302
    assert Rule.objects.get().days == 4 * 365
    wrong = prune.post("/conservation/suspendre/", {"person": one.person.pk})
    assert wrong.status_code == 422
    done = prune.post("/conservation/suspendre/", {"person": one.person.pk, "reason": "Un recours en cours."})
    assert done.status_code == 302
    hold = Hold.objects.get()
    assert "Un recours en cours." not in hugo.get("/conservation/").content.decode()
    before = Record.objects.count()
    assert "Un recours en cours." in hugo.post(f"/conservation/suspensions/{hold.pk}/raison/").content.decode()
    assert Record.objects.count() == before + 1
    assert Record.objects.order_by("-number")[0].tag == "person:hold:read"
    assert hugo.post(f"/conservation/suspensions/{hold.pk}/lever/").status_code == 302
    assert hugo.post(f"/conservation/suspensions/{hold.pk}/lever/").status_code == 302
    assert "déjà levée" in hugo.get("/conservation/").content.decode()
    assert hugo.post("/conservation/suspensions/999/lever/").status_code == 404


def test_many_people_are_read_in_batches(
    cast: SimpleNamespace, now: dt.datetime, today: dt.date, django_assert_max_num_queries: Any
) -> None:
    people = Person.objects.bulk_create(
        [Person(username=f"p-{number}", name=f"P {number}", is_active=False) for number in range(1_000)]
    )
    last = today - dt.timedelta(days=THREE_YEARS + 1)
    Stay.objects.bulk_create(
        [Stay(person=one, first_day=last, last_day=last, hired_at=now, state="closed") for one in people]
    )
    with django_assert_max_num_queries(20):
        assert len(list(queries.due(by=today, today=today))) == 1_000
