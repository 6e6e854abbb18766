"""The form: each pair of yes and no, what is refused with nothing lost, who reads what, and the certificate."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
import time_machine
from django.utils import timezone

from balise.documents.certificates import facts_of
from balise.documents.seals import Standing
from balise.web.audit.models import Record
from balise.web.evidence import queries as evidence
from balise.web.evidence import sealing
from balise.web.notifications.models import Notification
from balise.web.outbox.dispatching import dispatch
from balise.web.signatures.models import Signature
from balise.web.signing.models import Attestation, Due, RefusalReason
from tests.integration.web.signing.conftest import FRENCH

pytestmark = pytest.mark.django_db(transaction=True)
PASSWORD = "un mot de passe assez long"
DRAWN = "M100 100 L180 60 L260 140 M300 90 L380 120"


@pytest.fixture(autouse=True)
def _of_this_test(settings: Any, tmp_path: Any) -> None:
    settings.BALISE_KEYS = tmp_path / "keys"
    settings.MEDIA_ROOT = tmp_path / "files"


@pytest.fixture
def filled(today: Any) -> Any:
    def fill(**changed: str) -> dict[str, str]:
        given = {
            "acknowledged": "yes",
            "agrees": "yes",
            "name": "Élise Kanari",
            "date": f"{today:%d/%m/%Y}",
            "place": "Québec",
            "how": "drawn",
            "drawing": DRAWN,
        }
        return given | changed

    return fill


def _html(response: Any) -> str:
    return response.content.decode()


@pytest.mark.parametrize(
    ("acknowledged", "agrees", "state"),
    [
        ("yes", "yes", "read-agrees"),
        ("yes", "no", "read-disagrees"),
        ("no", "yes", "unread-agrees"),
        ("no", "no", "unread-disagrees"),
    ],
)
def test_each_pair_is_an_answer_and_a_state_of_its_own(
    published: Any, cast: Any, signed_in: Any, filled: Any, acknowledged: str, agrees: str, state: str
) -> None:
    published()
    client = signed_in(cast.employee)
    response = client.post("/politique/1/signer/", filled(acknowledged=acknowledged, agrees=agrees), follow=True)
    assert response.status_code == 200
    one = Attestation.objects.get()
    assert (one.state, one.person, one.name, one.place) == (state, cast.employee.pk, "Élise Kanari", "Québec")
    told = Notification.objects.filter(kind="attestation.refused").values_list("person_id", flat=True)
    assert set(told) == (set() if state == "read-agrees" else {cast.hr.pk})
    assert cast.manager.pk not in told


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"acknowledged": ""}, "avez-vous pris connaissance"),
        ({"agrees": ""}, "êtes-vous en accord"),
        ({"name": " "}, "Écrivez votre nom"),
        ({"place": ""}, "Écrivez le lieu"),
        ({"date": "2026-11-24"}, "JJ/MM/AAAA"),
        ({"date": "31/02/2026"}, "JJ/MM/AAAA"),
        ({"date": "01/01/2999"}, "pas encore venue"),
        ({"date": "01/01/2001"}, "précède le texte"),
        ({"drawing": ""}, "Rien n’est dessiné"),
        ({"drawing": "M1 1 L2 2"}, "trop petit"),
        ({"drawing": "M100 100 L900 100"}, "sort du cadre"),
        ({"drawing": "<svg onload=x>"}, "ne se lit pas"),
        ({"drawing": "M1 1 L2 2 " * 9_000}, "trop long"),
        ({"how": "identified", "secret": "mauvais"}, "ni votre mot de passe"),
        ({"how": "identified", "secret": ""}, "ni votre mot de passe"),
        ({"name": "x" * 201}, "trop long"),
        ({"reason": "x" * 4_001}, "trop longue"),
    ],
)
def test_what_wont_do_is_said_and_nothing_is_lost_or_kept(
    published: Any, cast: Any, signed_in: Any, filled: Any, changed: dict[str, str], said: str
) -> None:
    published()
    response = signed_in(cast.employee).post("/politique/1/signer/", filled(place="Lac-canari") | changed)
    page = _html(response)
    assert response.status_code == 422
    assert said in page
    if "place" not in changed:
        assert "Lac-canari" in page
    assert not Attestation.objects.exists()
    assert not Signature.objects.exists()


def test_signing_by_password_is_bound_to_the_answers_and_the_session(
    published: Any, cast: Any, signed_in: Any, filled: Any
) -> None:
    published()
    cast.employee.set_password(PASSWORD)
    cast.employee.save()
    signed_in(cast.employee).post("/politique/1/signer/", filled(how="identified", secret=PASSWORD, drawing=""))
    one = Attestation.objects.select_related("signature").get()
    assert (one.signature.way, one.signature.means) == ("identified", "password")
    assert one.signature.statement == one.statement
    assert len(one.signature.session_mark) == 16


def test_a_paper_code_signs_once(published: Any, cast: Any, signed_in: Any, filled: Any, now: Any) -> None:
    from balise.web.directory.paper_codes import give_code

    published()
    code = give_code(actor=cast.hr, person=cast.employee, now=now)
    client = signed_in(cast.employee)
    given = filled(how="identified", secret=code, agrees="no")
    assert client.post("/politique/1/signer/", given).status_code == 302
    assert client.post("/politique/1/signer/", given).status_code == 422
    assert Attestation.objects.count() == 1


def test_a_second_signature_changes_nothing_but_a_no_may_become_a_yes(
    published: Any, cast: Any, signed_in: Any, filled: Any
) -> None:
    published()
    client = signed_in(cast.employee)
    client.post("/politique/1/signer/", filled(agrees="no"))
    client.post("/politique/1/signer/", filled())
    assert list(Attestation.objects.order_by("pk").values_list("agrees", "current")) == [(False, False), (True, True)]
    again = client.post("/politique/1/signer/", filled(agrees="no"))
    assert again.status_code == 422
    assert "déjà signée" in _html(again)
    assert Attestation.objects.count() == 2


def test_a_version_replaced_while_one_reads_is_told_and_nothing_is_signed(
    published: Any, cast: Any, signed_in: Any, filled: Any
) -> None:
    published()
    client = signed_in(cast.employee)
    published(FRENCH + "\nFin.\n")
    response = client.post("/politique/1/signer/", filled(place="Lac-canari"))
    assert response.status_code == 422
    assert "plus en vigueur" in _html(response)
    assert "Lac-canari" in _html(response)
    assert not Attestation.objects.exists()


def test_a_version_withdrawn_for_good_while_one_reads_is_told_too(
    published: Any, cast: Any, signed_in: Any, filled: Any, now: Any
) -> None:
    from balise.web.signing import versions_transitions

    version = published()
    client = signed_in(cast.employee)
    assert client.get("/politique/1/signer/").status_code == 200
    versions_transitions.withdraw(actor=cast.hr, version=version, reason="Une erreur s’y trouve.", now=now)
    response = client.post("/politique/1/signer/", filled(place="Lac-canari"))
    assert response.status_code == 422
    assert "plus en vigueur" in _html(response)
    assert "Lac-canari" in _html(response)
    assert not Attestation.objects.exists()


def test_a_clock_changed_is_the_server_s_to_judge(
    published: Any, cast: Any, signed_in: Any, filled: Any, now: Any
) -> None:
    published()
    client = signed_in(cast.employee)
    tomorrow = now + dt.timedelta(days=1)
    given = filled(date=f"{tomorrow:%d/%m/%Y}")
    assert client.post("/politique/1/signer/", given).status_code == 422
    with time_machine.travel(now + dt.timedelta(days=2), tick=False):
        assert client.post("/politique/1/signer/", given).status_code == 302


def test_the_reason_is_sealed_and_each_reading_is_in_the_audit(
    published: Any, cast: Any, signed_in: Any, filled: Any
) -> None:
    published()
    signed_in(cast.employee).post("/politique/1/signer/", filled(agrees="no", reason="raison-canari"))
    kept = RefusalReason.objects.get()
    assert b"canari" not in bytes(kept.sealed)
    number = Attestation.objects.get().number
    hr = signed_in(cast.hr)
    page = _html(hr.get(f"/politique/reponses/{number}/"))
    assert "raison-canari" not in page
    assert "Lire la raison" in page
    read = Record.objects.filter(tag="person:refusalreason:read")
    assert not read.exists()
    assert "raison-canari" in _html(hr.post(f"/politique/reponses/{number}/raison/"))
    assert read.count() == 1
    for other in (cast.manager, cast.management, cast.communications):
        client = signed_in(other)
        assert client.get(f"/politique/reponses/{number}/").status_code == 404
        assert client.post(f"/politique/reponses/{number}/raison/").status_code == 403
        assert client.get("/politique/reponses/").status_code == 403
    assert read.count() == 1


def test_hr_sees_all_answers_by_state(published: Any, cast: Any, signed_in: Any, filled: Any) -> None:
    published()
    signed_in(cast.employee).post("/politique/1/signer/", filled(agrees="no"))
    signed_in(cast.manager).post("/politique/1/signer/", filled())
    hr = signed_in(cast.hr)
    assert "Elise" in _html(hr.get("/politique/reponses/"))
    page = _html(hr.get("/politique/reponses/?etat=read-disagrees"))
    assert "Elise" in page
    assert "Manon" not in page


def test_the_certificate_verifies_says_everything_and_is_for_its_person(
    published: Any, cast: Any, signed_in: Any, filled: Any, now: Any
) -> None:
    version = published()
    signed_in(cast.employee).post("/politique/1/signer/", filled())
    dispatch()
    one = Attestation.objects.get()
    file = evidence.certificate_of(source_kind="attestation", source_id=str(one.pk))
    assert file is not None
    content = evidence.opened(cast.employee, file, now=now)
    assert sealing.verified(content).standing is Standing.INTACT
    facts = facts_of(content)
    assert facts["attestation"] == one.number
    assert facts["policy"]["content"] == version.content_hash
    assert facts["answers"] == {"acknowledged": True, "agrees": True}
    assert facts["statement"] == one.statement
    with pytest.raises(evidence.NotThere):
        evidence.named(cast.communications, file.reference, today=timezone.localdate(now))
    assert Notification.objects.filter(kind="attestation.certified", person=cast.employee).count() == 1
    assert "Télécharger le certificat" in _html(signed_in(cast.employee).get(f"/politique/reponses/{one.number}/"))


def test_a_new_version_asks_again_with_what_changed_first(
    published: Any, cast: Any, signed_in: Any, filled: Any
) -> None:
    published()
    client = signed_in(cast.employee)
    client.post("/politique/1/signer/", filled())
    published(FRENCH.replace("On peut être en désaccord.", "Chacun peut être en désaccord."))
    page = _html(client.get("/politique/2/signer/"))
    assert "Ce qui a changé depuis votre réponse" in page
    assert page.index("Ce qui a changé") < page.index("Le texte entier")
    assert 'value="Québec"' in page


def test_what_is_owed_is_in_the_list_until_answered(
    published: Any, cast: Any, signed_in: Any, filled: Any, now: Any, today: Any
) -> None:
    version = published()
    Due.objects.create(person=cast.employee, version=version, due=today, asked_at=now)
    client = signed_in(cast.employee)
    assert "Lire la politique (version n° 1)" in _html(client.get("/"))
    client.post("/politique/1/signer/", filled(agrees="no"))
    assert Due.objects.get().state == "answered"
    assert "Lire la politique (version n° 1)" not in _html(client.get("/"))
