"""On paper: printed with a code, signed, scanned some way or other, recognised, written down, kept. And what is refused."""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Callable
from hashlib import sha256
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from balise.documents.certificates import facts_of
from balise.web.access import Refused
from balise.web.audit.models import Record
from balise.web.evidence import queries as evidence
from balise.web.evidence.models import SealedFile
from balise.web.outbox.dispatching import dispatch
from balise.web.signing import paper_codes, paper_transitions
from balise.web.signing.answers_transitions import Answer
from balise.web.signing.models import Attestation, Due, SignedPage
from balise.web.signing.paper_codes import Named
from balise.web.signing.paper_reading import Recognised
from balise.web.tasks.queries import tasks_for
from balise.web.workflow import WrongState
from tests.integration.web.signing.conftest import FRENCH
from tests.signed_page import blank, file_of, laid, signed

pytestmark = pytest.mark.django_db
PAPER = "/politique/papier/"


@pytest.fixture(autouse=True)
def _of_this_test(settings: Any, tmp_path: Any) -> None:
    settings.BALISE_KEYS = tmp_path / "keys"
    settings.MEDIA_ROOT = tmp_path / "files"


@pytest.fixture
def printed(cast: Any, signed_in: Any) -> Callable[..., bytes]:
    """The form of somebody, as HR prints it."""

    def make(person: Any = None, query: str = "") -> bytes:
        somebody = person or cast.employee
        answer = signed_in(cast.hr).get(f"/politique/personnes/{somebody.pk}/formulaire.pdf{query}")
        assert answer.status_code == 200
        assert answer["Content-Type"] == "application/pdf"
        return answer.content

    return make


@pytest.fixture
def scanned(printed: Any) -> Callable[..., bytes]:
    """The same, signed and scanned."""
    return lambda person=None, **how: file_of([laid(signed(printed(person)), **how)], "JPEG")


def brings(client: Any, content: bytes, *, query: str = "", name: str = "scan.pdf", **more: str) -> Any:
    return client.post(PAPER + query, {"file": SimpleUploadedFile(name, content), **more})


def html(response: Any) -> str:
    return response.content.decode()


def transcript(today: dt.date, **changed: str) -> dict[str, str]:
    said = {"acknowledged": "yes", "agrees": "yes", "name": "Élise K.", "date": f"{today:%d/%m/%Y}", "place": "Lévis"}
    return said | {"signed": "on"} | changed


def test_a_page_is_recognised_shown_upright_written_down_and_proved(
    published: Any, cast: Any, signed_in: Any, scanned: Any, now: Any, today: Any
) -> None:
    version = published()
    Due.objects.create(person=cast.employee, version=version, due=today, asked_at=now)
    manager = signed_in(cast.manager)
    content = scanned(turn=180)
    answer = brings(manager, content)
    page = SignedPage.objects.get()
    assert (answer.status_code, answer["Location"]) == (302, f"{PAPER}{page.pk}/")
    assert (page.person, page.version, page.known_by, page.turn) == (cast.employee, version, "code", 180)
    assert f"signed_page.file:{page.pk}" in {one.task.id for one in tasks_for(cast.manager, now=now)}
    shown = html(manager.get(f"{PAPER}{page.pk}/"))
    assert "Elise" in shown
    reads = Record.objects.filter(tag="person:sealedfile:read")
    before = reads.count()
    picture = manager.get(f"{PAPER}{page.pk}/image/1/")
    assert (picture["Content-Type"], picture["X-Content-Type-Options"]) == ("image/jpeg", "nosniff")
    assert reads.count() == before + 1
    dark_above = _ink(Image.open(io.BytesIO(picture.content)))
    assert dark_above, "the square is at the top right once the page is upright"
    done = manager.post(f"{PAPER}{page.pk}/", transcript(today, agrees="no", reason="raison-canari"))
    assert (done.status_code, done["Location"]) == (302, PAPER)
    one = Attestation.objects.get()
    assert (one.method, one.state, one.filed_by, one.scan) == ("paper", "read-disagrees", cast.manager.pk, page.scan)
    assert Due.objects.get().state == "answered"
    dispatch()
    file = evidence.certificate_of(source_kind="attestation", source_id=str(one.pk))
    assert file is not None
    facts = facts_of(evidence.opened(cast.employee, file, now=now))
    assert facts["scan"] == sha256(content).hexdigest()
    assert evidence.opened(cast.employee, SealedFile.objects.get(reference=page.scan), now=now) == content


def _ink(shown: Image.Image) -> bool:
    """Whether the dark square stands in the upper right quarter, and not opposite."""
    gray = shown.convert("L")
    width, height = gray.size
    corner = gray.crop((int(width * 0.7), int(height * 0.04), width, int(height * 0.22)))
    opposite = gray.crop((0, int(height * 0.78), int(width * 0.3), int(height * 0.96)))
    dark = [sum(one.histogram()[:96]) for one in (corner, opposite)]
    return dark[0] > 4 * dark[1]


@pytest.mark.parametrize("turn", [0, 90, 270, 3, 176])
def test_it_may_lie_any_way(published: Any, cast: Any, signed_in: Any, scanned: Any, turn: float) -> None:
    published()
    assert brings(signed_in(cast.manager), scanned(turn=turn)).status_code == 302
    assert SignedPage.objects.get().turn == {0: 0, 90: 270, 270: 90, 3: 0, 176: 180}[turn]


@pytest.mark.parametrize("kind", ["PDF", "TIFF", "PNG", "WEBP"])
def test_it_may_be_any_usual_file_and_have_other_pages(
    published: Any, cast: Any, signed_in: Any, printed: Any, kind: str
) -> None:
    published()
    sheets = [blank(), laid(signed(printed()))] if kind in {"PDF", "TIFF"} else [laid(signed(printed()))]
    assert brings(signed_in(cast.manager), file_of(sheets, kind)).status_code == 302
    page = SignedPage.objects.get()
    assert page.pages == len(sheets)
    kept = SealedFile.objects.get(reference=page.scan)
    assert kept.kind == "scan"
    assert kept.media_type.endswith(kind.lower())


def test_the_form_itself_filled_on_a_screen_is_read_too(
    published: Any, cast: Any, signed_in: Any, printed: Any
) -> None:
    published()
    assert brings(signed_in(cast.hr), printed(query="?texte=oui"), method="mail").status_code == 302
    assert SignedPage.objects.get().method == "mail"


def test_another_person_s_page_is_refused_and_nothing_kept(
    published: Any, cast: Any, signed_in: Any, scanned: Any
) -> None:
    published()
    hr = signed_in(cast.hr)
    answer = brings(hr, scanned(cast.privacy), query=f"?personne={cast.employee.pk}", method="paper")
    assert answer.status_code == 422
    assert "celle d’une autre personne" in html(answer)
    assert "Prune" not in html(answer)
    other = brings(signed_in(cast.manager), scanned(cast.privacy))
    assert other.status_code == 422
    assert "Remettez-la aux ressources humaines" in html(other)
    own = brings(hr, _form_of(cast.hr, signed_in), method="paper")
    assert own.status_code == 422
    assert not SignedPage.objects.exists()
    assert not SealedFile.objects.exists()


def _form_of(person: Any, signed_in: Any) -> bytes:
    return signed_in(person).get("/politique/papier/formulaire.pdf").content


def test_a_page_of_a_version_that_was_replaced_answers_that_version_only(
    published: Any, cast: Any, signed_in: Any, scanned: Any, now: Any, today: Any
) -> None:
    first = published()
    content = scanned()
    second = published(FRENCH + "\nFin.\n")
    Due.objects.create(person=cast.employee, version=second, due=today, asked_at=now)
    manager = signed_in(cast.manager)
    brings(manager, content)
    page = SignedPage.objects.get()
    assert page.version == first
    shown = html(manager.get(f"{PAPER}{page.pk}/"))
    assert "n’est plus en vigueur" in shown
    assert "version n° 2 attend encore" in shown
    manager.post(f"{PAPER}{page.pk}/", transcript(today))
    assert Attestation.objects.get().version == first
    assert Due.objects.get(version=second).state == "due"


def _forged(version: int = 1, person: int = 1) -> bytes:
    import segno

    out = io.BytesIO()
    segno.make(f"BALISE-F1:{person}:{version}:{'0' * 16}").save(out, kind="png", scale=8, border=8)
    return out.getvalue()


def _stranger() -> bytes:
    import segno

    out = io.BytesIO()
    segno.make("https://example.org/").save(out, kind="png", scale=8, border=8)
    return out.getvalue()


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "vide"),
        (b"bonjour", "ni un PDF ni une image"),
        (b"%PDF-1.7 n'importe quoi", "abîmé"),
        (b"\xff\xd8\xff\xe0 rien", "abîmé"),
        (b"x" * 15_000_001, "trop gros"),
        (file_of([blank()], "PNG"), "Aucun code lisible"),
        (file_of([blank(17_000, 10)], "PNG"), "trop grande"),
        (file_of([blank(9_000, 9_500)], "PNG"), "trop grande"),
        (file_of([blank(60, 80)] * 21, "TIFF"), "trop de pages"),
        (file_of([blank(60, 80)] * 21, "PDF"), "trop de pages"),
        (_forged(), "pas été imprimé ici"),
        (_stranger(), "Aucun code lisible"),
    ],
    ids=[
        "empty",
        "words",
        "not-a-pdf",
        "not-a-jpeg",
        "huge",
        "no-code",
        "long",
        "large",
        "pages",
        "pdf-pages",
        "forged",
        "stranger",
    ],
)
def test_what_won_t_do_is_told_and_nothing_is_kept(
    published: Any, cast: Any, signed_in: Any, content: bytes, said: str
) -> None:
    published()
    answer = brings(signed_in(cast.manager), content)
    assert answer.status_code == 422
    assert said in html(answer)
    assert not SignedPage.objects.exists()
    assert not SealedFile.objects.exists()


def test_a_locked_pdf_is_told(published: Any, cast: Any, signed_in: Any, printed: Any) -> None:
    from pypdf import PdfReader, PdfWriter

    published()
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(printed())))
    writer.encrypt("secret", algorithm="AES-256")
    out = io.BytesIO()
    writer.write(out)
    assert "mot de passe" in html(brings(signed_in(cast.manager), out.getvalue()))


def test_forms_of_two_people_in_one_file_are_refused(
    published: Any, cast: Any, signed_in: Any, printed: Any, person: Any
) -> None:
    published()
    other = person("eve", manager=cast.manager)
    both = file_of([laid(signed(printed())), laid(signed(printed(other)))])
    answer = brings(signed_in(cast.manager), both)
    assert answer.status_code == 422
    assert "plusieurs formulaires" in html(answer)


def test_a_stained_square_is_typed_and_a_mistyped_one_is_told(
    published: Any, cast: Any, signed_in: Any, scanned: Any
) -> None:
    published()
    manager = signed_in(cast.manager)
    nothing = file_of([blank()], "JPEG")
    code = paper_codes.typed_of(Named(person=cast.employee.pk, version=1))
    wrong = code[:-1] + ("0" if code[-1] != "0" else "2")
    answer = brings(manager, nothing, code=wrong)
    assert answer.status_code == 422
    assert wrong in html(answer)
    assert "recopiez celui qui est imprimé" in html(answer)
    assert brings(manager, nothing, code=code.lower().replace("-", " - ")).status_code == 302
    assert SignedPage.objects.get().known_by == "typed"


def test_a_page_without_code_is_for_hr_who_says_so(published: Any, cast: Any, signed_in: Any) -> None:
    version = published()
    nothing = file_of([blank()], "JPEG")
    query = f"?personne={cast.employee.pk}"
    refused = brings(signed_in(cast.manager), nothing, query=query, version=str(version.pk), method="mail")
    assert refused.status_code == 422
    hr = signed_in(cast.hr)
    assert brings(hr, nothing, query=query, method="mail").status_code == 422
    assert brings(hr, nothing, query=query, method="mail", version=str(version.pk)).status_code == 302
    page = SignedPage.objects.get()
    assert (page.known_by, page.method, page.person) == ("hand", "mail", cast.employee)


def test_the_same_file_twice_and_who_has_signed_already(
    published: Any, cast: Any, signed_in: Any, scanned: Any, today: Any
) -> None:
    published()
    manager = signed_in(cast.manager)
    content = scanned()
    brings(manager, content)
    assert "déjà ici" in html(brings(manager, content))
    page = SignedPage.objects.get()
    manager.post(f"{PAPER}{page.pk}/", transcript(today))
    again = brings(manager, scanned(grain=20))
    assert again.status_code == 422
    assert "déjà signé" in html(again)
    assert SignedPage.objects.count() == SealedFile.objects.filter(kind="scan").count() == 1


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"acknowledged": ""}, "Recopiez la case cochée"),
        ({"agrees": ""}, "Recopiez la case cochée"),
        ({"name": ""}, "Recopiez le nom"),
        ({"date": "01/01/2999"}, "pas encore venue"),
        ({"date": "2026"}, "JJ/MM/AAAA"),
        ({"signed": ""}, "Sans signature"),
    ],
)
def test_what_is_missing_on_the_page_is_told_and_the_page_waits(
    published: Any, cast: Any, signed_in: Any, today: Any, scanned: Any, changed: dict[str, str], said: str
) -> None:
    published()
    manager = signed_in(cast.manager)
    brings(manager, scanned())
    page = SignedPage.objects.get()
    answer = manager.post(f"{PAPER}{page.pk}/", transcript(today, place="Lac-canari") | changed)
    assert answer.status_code == 422
    assert said in html(answer)
    assert "Lac-canari" in html(answer)
    assert not Attestation.objects.exists()
    page.refresh_from_db()
    assert page.state == "waiting"


def test_a_page_is_for_who_received_it_then_for_its_person_and_hr(
    published: Any, cast: Any, signed_in: Any, scanned: Any, today: Any, person: Any
) -> None:
    from balise.web.people.roles import Role

    published()
    brings(signed_in(cast.manager), scanned())
    page = SignedPage.objects.get()
    file = SealedFile.objects.get(kind="scan")
    other = signed_in(person("mario", Role.EMPLOYEE, Role.MANAGER))
    addresses = (f"{PAPER}{page.pk}/", f"{PAPER}{page.pk}/image/1/", f"{PAPER}{page.pk}/ecarter/")
    for address in addresses:
        assert other.get(address).status_code == 404
        assert signed_in(cast.employee).get(address).status_code == 403
        assert signed_in(cast.hr).get(address).status_code == 200
    assert evidence.named(cast.manager, file.reference, today=today)
    signed_in(cast.manager).post(addresses[0], transcript(today))
    with pytest.raises(evidence.NotThere):
        evidence.named(cast.manager, file.reference, today=today)
    assert evidence.named(cast.employee, file.reference, today=today)
    assert signed_in(cast.manager).get(addresses[0]).status_code == 404


def test_a_page_put_aside_is_destroyed(published: Any, cast: Any, signed_in: Any, scanned: Any, now: Any) -> None:
    published()
    manager = signed_in(cast.manager)
    brings(manager, scanned())
    page = SignedPage.objects.get()
    assert "L’image est détruite" in html(manager.get(f"{PAPER}{page.pk}/ecarter/"))
    manager.post(f"{PAPER}{page.pk}/ecarter/")
    page.refresh_from_db()
    file = SealedFile.objects.get(reference=page.scan)
    assert (page.state, file.state) == ("dropped", "destroyed")
    assert not [one for one in tasks_for(cast.manager, now=now) if one.task.id.startswith("signed_page")]
    assert brings(manager, scanned()).status_code == 302


def test_what_was_written_down_wrongly_is_taken_up_again_by_hr(
    published: Any, cast: Any, signed_in: Any, scanned: Any, now: Any, today: Any
) -> None:
    version = published()
    Due.objects.create(person=cast.employee, version=version, due=today, asked_at=now)
    manager, hr = signed_in(cast.manager), signed_in(cast.hr)
    brings(manager, scanned())
    page = SignedPage.objects.get()
    manager.post(f"{PAPER}{page.pk}/", transcript(today))
    wrong = Attestation.objects.get()
    address = f"/politique/reponses/{wrong.number}/corriger/"
    assert manager.get(address).status_code == 403
    assert "Corriger ce qui a été recopié" in html(hr.get(f"/politique/reponses/{wrong.number}/"))
    assert "ne compte plus" in html(hr.get(address))
    assert hr.post(address)["Location"] == f"{PAPER}{page.pk}/"
    assert Due.objects.get().state == "due"
    hr.post(f"{PAPER}{page.pk}/", transcript(today, agrees="no"))
    assert list(Attestation.objects.order_by("pk").values_list("agrees", "current")) == [(True, False), (False, True)]
    assert Due.objects.get().state == "answered"
    assert hr.get(address).status_code == 404


def test_forms_of_all_who_owe_an_answer(
    published: Any, cast: Any, signed_in: Any, now: Any, today: Any, person: Any
) -> None:
    from pypdf import PdfReader

    version = published()
    manager = signed_in(cast.manager)
    empty = manager.get("/politique/papier/formulaires.pdf", follow=True)
    assert "rien à imprimer" in html(empty)
    for one in (cast.employee, person("eve", manager=cast.manager), cast.privacy):
        Due.objects.create(person=one, version=version, due=today, asked_at=now)
    assert len(PdfReader(io.BytesIO(manager.get("/politique/papier/formulaires.pdf").content)).pages) == 2
    assert len(PdfReader(io.BytesIO(signed_in(cast.hr).get("/politique/papier/formulaires.pdf").content)).pages) == 3


def test_a_form_is_printed_for_one_s_team_only_and_in_their_language(published: Any, cast: Any, signed_in: Any) -> None:
    from pypdf import PdfReader

    published()
    manager = signed_in(cast.manager)
    assert manager.get(f"/politique/personnes/{cast.privacy.pk}/formulaire.pdf").status_code == 404
    assert manager.get(f"/politique/personnes/{cast.manager.pk}/formulaire.pdf").status_code == 404
    cast.employee.language = "en"
    cast.employee.save()
    pdf = manager.get(f"/politique/personnes/{cast.employee.pk}/formulaire.pdf?texte=oui").content
    said = "".join(page.extract_text() for page in PdfReader(io.BytesIO(pdf)).pages)
    assert "Signature" in said
    assert "menaces" in said
    assert "Given to" in said


def _recognised(person: Any, version: Any, known_by: str = "code") -> Recognised:
    return Recognised(
        content=b"page",
        media_type="image/png",
        pages=1,
        turn=0,
        person=person,
        version=version,
        known_by=SignedPage.KnownBy(known_by),
    )


@pytest.mark.parametrize(("method", "known_by"), [("mail", "code"), ("paper", "hand")])
def test_mail_and_pages_without_code_are_hr_s_whatever_the_form_sends(
    published: Any, cast: Any, now: Any, today: Any, method: str, known_by: str
) -> None:
    version = published()
    given = _recognised(cast.employee, version, known_by)
    how = SignedPage.Method(method)
    for actor, whose in ((cast.manager, given), (cast.hr, _recognised(cast.hr, version, known_by))):
        with pytest.raises(Refused):
            paper_transitions.receive(actor=actor, recognised=whose, method=how, today=today, now=now)
    assert not SealedFile.objects.exists()
    assert paper_transitions.receive(actor=cast.hr, recognised=given, method=how, today=today, now=now).pk


def test_of_two_who_copy_the_same_page_the_second_is_told(published: Any, cast: Any, now: Any, today: Any) -> None:
    given = _recognised(cast.employee, published())
    page = paper_transitions.receive(
        actor=cast.manager, recognised=given, method=SignedPage.Method.PAPER, today=today, now=now
    )
    said = Answer(acknowledged=True, agrees=True, name="Élise", date=today, place="Lévis")
    paper_transitions.file_page(actor=cast.hr, page=page, answer=said, now=now)
    for late in (
        lambda: paper_transitions.file_page(actor=cast.manager, page=page, answer=said, now=now),
        lambda: paper_transitions.drop_page(actor=cast.manager, page=page, now=now),
    ):
        with pytest.raises(WrongState):
            late()
    assert Attestation.objects.count() == 1


def test_a_page_of_somebody_who_changed_teams_is_left_to_hr(
    published: Any, cast: Any, signed_in: Any, now: Any, today: Any, person: Any
) -> None:
    given = _recognised(cast.employee, published())
    page = paper_transitions.receive(
        actor=cast.manager, recognised=given, method=SignedPage.Method.PAPER, today=today, now=now
    )
    cast.employee.manager = cast.management
    cast.employee.save()
    assert signed_in(cast.manager).get(f"{PAPER}{page.pk}/").status_code == 404
    assert not [one for one in tasks_for(cast.manager, now=now) if one.task.id.startswith("signed_page")]
    assert [one for one in tasks_for(cast.hr, now=now) if one.task.id == f"signed_page.file:{page.pk}"]


def test_somebody_whose_account_is_closed_may_still_have_signed(
    published: Any, cast: Any, signed_in: Any, scanned: Any, today: Any
) -> None:
    published()
    content = scanned()
    cast.employee.is_active = False
    cast.employee.save()
    hr = signed_in(cast.hr)
    brings(hr, content, method="mail")
    page = SignedPage.objects.get()
    hr.post(f"{PAPER}{page.pk}/", transcript(today))
    assert Attestation.objects.get().method == "mail"
