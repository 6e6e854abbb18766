"""Search finds what one may see and tells nothing of the rest, and the index follows each change."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import replace
from types import SimpleNamespace
from typing import Any

import pytest
from django.db import transaction
from django.test import Client
from django.utils import timezone

from balise.web.access import Refused
from balise.web.approvals.transitions import grant_mandate
from balise.web.people.models import Person, RoleHolding
from balise.web.people.roles import Role
from balise.web.publishing import transitions
from balise.web.publishing.content import Draft
from balise.web.publishing.models import Publication
from balise.web.publishing.queries import publications_for
from balise.web.publishing.rules import may_read
from balise.web.search import indexing, registry
from balise.web.search.models import Entry
from balise.web.search.queries import PAGE, Wanted, search
from balise.web.vault import sealing

pytestmark = pytest.mark.django_db
Make = Callable[..., Any]
WORD = "ornithorynque"


def _found(reader: Person, words: str = WORD, **more: Any) -> list[tuple[str, str]]:
    found = search(reader=reader, wanted=Wanted(words=words, **more), today=timezone.localdate())
    return [(hit.entry.kind, hit.entry.record) for hit in found.hits]


def _total(reader: Person, **more: Any) -> int:
    return search(reader=reader, wanted=Wanted(words=WORD, **more), today=timezone.localdate()).total


def test_words_are_found_without_accents_in_any_form(cast: SimpleNamespace, write: Make) -> None:
    made = write(cast.employee, "Les bénévoles collecteront du matériel à l’école de Trois-Rivières.")
    for words in ("benevole", "COLLECTE", "école", "ecoles", "trois-rivieres", '"école de trois"', "matér*", "l'école"):
        assert _found(cast.employee, words) == [("publication", str(made.pk))], words
    for words in ("autobus", '"trois école"', "collecte -bénévole", "matéri"):
        assert _found(cast.employee, words) == [], words


def test_everybody_finds_exactly_what_they_may_read(
    cast: SimpleNamespace, write: Make, send: Make, person: Make
) -> None:
    colleague = person("lea", Role.EMPLOYEE, manager=cast.manager)
    for author in (cast.employee, colleague, cast.communications, cast.hr):
        for voice in ("official", "personal"):
            write(author, f"Un {WORD} en brouillon.", voice=voice)
            send(write(author, f"Je suis employé ici. Un {WORD} envoyé pour OPEQ.", voice=voice), justification="Oui.")
    today = timezone.localdate()
    readers = [*vars(cast).values(), colleague]
    everything = list(Publication.objects.select_related("author__manager"))
    seen = set()
    for reader in readers:
        if not reader.roles(today):
            with pytest.raises(Refused):
                _found(reader)
            continue
        expected = {str(one.pk) for one in everything if may_read(reader, one, today)}
        if Role.ADMIN in reader.roles(today):
            expected = set()  # opens no publication's page
        listed = {str(one.pk) for one in publications_for(reader, today=today, mine=False)} if expected else set()
        found = [record for kind, record in _found(reader, kind="publication")]
        assert len(found) == len(set(found)), "each once"
        assert set(found) == listed, reader
        assert listed <= expected, reader
        assert _total(reader) == len(found)
        seen.add(len(found))
    assert len(seen) > 3, "the cast does not all see the same"


def test_counts_and_pages_tell_nothing_of_the_rest(
    cast: SimpleNamespace, write: Make, seat: Callable[[Any], Client]
) -> None:
    for _ in range(PAGE + 5):
        write(cast.communications, f"Un {WORD}.")
    mine = write(cast.employee, f"Mon {WORD}.")
    assert _total(cast.employee) == 1
    client = seat(cast.employee)
    page = client.get("/recherche/", {"q": WORD}).content.decode()
    assert "1 résultat" in page
    assert 'rel="next"' not in page
    beyond = client.get("/recherche/", {"q": WORD, "page": "2"}).content.decode()
    assert f"/publications/{mine.pk}/" in beyond, "a page that does not exist is the last one"
    author = client.get("/recherche/", {"q": WORD, "auteur": "camille"}).content.decode()
    nobody = client.get("/recherche/", {"q": WORD, "auteur": "zzz"}).content.decode()
    assert "Rien de ce que vous pouvez voir" in author
    assert "Rien de ce que vous pouvez voir" in nobody
    full = seat(cast.communications).get("/recherche/", {"q": WORD}).content.decode()
    assert f"{PAGE + 5} résultats" in full
    assert 'rel="next"' in full


def test_a_word_that_looks_like_a_key_opens_nothing(cast: SimpleNamespace, write: Make) -> None:
    keys = " ".join(
        [registry.owner(cast.employee.pk), registry.circle("publication", "official"), f"6{cast.employee.pk}"]
    )
    write(cast.communications, f"{WORD} {keys}")
    assert _found(cast.employee) == []
    assert _found(cast.employee, keys) == []


def test_what_an_author_writes_after_sending_is_theirs_alone(
    cast: SimpleNamespace, write: Make, send: Make, now: Any
) -> None:
    sent = send(write(cast.employee, f"Un {WORD} sage."))
    back = transitions.return_to_author(
        actor=cast.communications, publication=sent, content_hash=sent.hash, reason="Encore.", now=now
    )
    transitions.save_draft(
        actor=cast.employee,
        publication=back,
        version=back.version,
        draft=replace(back.content, common="Un babouin secret."),
        title="",
        planned=None,
        now=now,
    )
    assert _found(cast.employee, "babouin") == [("publication", str(sent.pk))]
    assert _found(cast.employee, WORD) == [("publication", str(sent.pk))]  # the name it still goes by in lists
    assert _found(cast.communications, "babouin") == []
    assert _found(cast.communications, WORD) == [("publication", str(sent.pk))]
    shown = search(reader=cast.communications, wanted=Wanted(words=WORD), today=timezone.localdate()).hits[0]
    assert "babouin" not in "".join(piece.text for piece in (*shown.title, *shown.excerpt))


def test_filters_narrow(cast: SimpleNamespace, write: Make, send: Make, now: dt.datetime) -> None:
    draft = write(cast.communications, f"Un {WORD}.", networks=("x",))
    sent = send(write(cast.employee, f"Un {WORD}."))
    today = timezone.localdate(now)
    reader = cast.communications
    assert {record for _kind, record in _found(reader)} == {str(draft.pk), str(sent.pk)}
    assert _found(reader, state="publication:draft") == [("publication", str(draft.pk))]
    assert _found(reader, network="x") == [("publication", str(draft.pk))]
    assert _found(reader, author="ELISE") == [("publication", str(sent.pk))]
    assert _found(reader, since=today + dt.timedelta(days=1)) == []
    assert len(_found(reader, since=today, until=today)) == 2
    assert _found(reader, until=today - dt.timedelta(days=1)) == []
    assert _found(reader, kind="person") == []
    assert _found(reader, "", author="elise", kind="publication") == [("publication", str(sent.pk))]


def test_titles_come_first_then_words_side_by_side_then_the_latest(cast: SimpleNamespace, write: Make) -> None:
    begins = "Une phrase assez longue pour que rien de ce qui suit ne serve de titre. "
    near = write(cast.employee, begins + "Ici passe un babouin bleu.")
    title = transitions.create_publication(
        actor=cast.employee, voice="official", title="Bleu, le babouin", draft=Draft(common="Rien."), now=timezone.now()
    )
    apart = [write(cast.employee, begins + "Du bleu partout où passe un babouin.") for _ in range(2)]
    found = [int(record) for _kind, record in _found(cast.employee, "babouin bleu")]
    assert found == [title.pk, near.pk, apart[1].pk, apart[0].pk]


def test_people_and_mandates_are_found_by_whoever_reads_their_lists(cast: SimpleNamespace, now: dt.datetime) -> None:
    today = timezone.localdate(now)
    mandate = grant_mandate(
        actor=cast.communications, holder=cast.employee, topic="Parler d’un ornithorynque", networks=["x"],
        since=today, until=today + dt.timedelta(days=9), now=now,
    )  # fmt: skip
    assert ("mandate", str(mandate.pk)) in _found(cast.management)
    assert _found(cast.employee) == []
    assert ("person", str(cast.employee.pk)) in _found(cast.hr, "elise")
    assert _found(cast.employee, "elise") == []
    cast.employee.name = "Élisabeth Ornithorynque"
    cast.employee.save()
    assert ("person", str(cast.employee.pk)) in _found(cast.hr)
    assert _found(cast.hr, "Elise", kind="person") == [("person", str(cast.employee.pk))], "her user name still says it"


def test_an_address_that_a_page_hides_finds_nobody(cast: SimpleNamespace) -> None:
    cast.employee.email = "tamanoir@exemple.ca"
    cast.employee.save()
    for reader in (cast.auditor, cast.manager, cast.hr):
        assert ("person", str(cast.employee.pk)) in _found(reader, "elise")
        for words in ("tamanoir", "tamanoir@exemple.ca", "taman*"):
            assert _found(reader, words) == [], (reader, words)


def test_the_index_is_undone_with_the_change(cast: SimpleNamespace, write: Make) -> None:
    def written_then_lost() -> None:
        with transaction.atomic():
            write(cast.employee, f"Un {WORD}.")
            assert len(_found(cast.employee)) == 1
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        written_then_lost()
    assert _found(cast.employee) == []
    assert not Entry.objects.filter(kind="publication").exists()


def test_what_is_deleted_or_destroyed_leaves(cast: SimpleNamespace, write: Make, now: Any, monkeypatch: Any) -> None:
    one, other = write(cast.employee, f"Un {WORD}."), write(cast.employee, f"Un {WORD}.")
    number = str(one.pk)
    one.delete()
    assert _found(cast.employee) == [("publication", str(other.pk))]
    monkeypatch.setitem(
        registry._sources, "publication", replace(registry._sources["publication"], vault_table="tests.secret")
    )
    sealing.destroy(table="elsewhere", record=other.pk, now=now)
    assert len(_found(cast.employee)) == 1
    sealing.destroy(table="tests.secret", record=other.pk, now=now)
    assert _found(cast.employee) == []
    assert not Entry.objects.filter(kind="publication", record__in=[number, str(other.pk)]).exists()


def test_nothing_sealed_can_be_indexed(cast: SimpleNamespace, monkeypatch: Any) -> None:
    sealed = sealing.seal("secret", table="tests.secret", column="text", record=1)

    def opens(person: Person) -> Any:
        text = sealing.open_sealed(sealed, table="tests.secret", column="text", record=1)
        yield registry.Indexed(title=text, date=person.created, keys=frozenset())

    source = replace(registry._sources["person"], faces=opens)
    with pytest.raises(sealing.Closed):
        indexing.index(source, cast.employee)
    assert sealing.open_sealed(sealed, table="tests.secret", column="text", record=1) == "secret"


def test_making_the_index_again_changes_nothing_that_is_found(cast: SimpleNamespace, write: Make, send: Make) -> None:
    for number in range(7):
        sent = write(cast.employee, f"Un {WORD} numéro {number}.")
        if number % 2:
            send(sent)
    readers = (cast.employee, cast.communications, cast.management, cast.hr)
    before = [_found(reader) for reader in readers]
    made = {source.kind: number for source, number in indexing.rebuild()}
    assert [_found(reader) for reader in readers] == before
    assert made["publication"] == 7
    assert made["person"] == Person.objects.count()


def test_saving_what_did_not_change_writes_nothing(cast: SimpleNamespace) -> None:
    entry = Entry.objects.get(kind="person", record=str(cast.employee.pk))
    cast.employee.last_login = timezone.now()
    cast.employee.save()
    assert Entry.objects.get(kind="person", record=str(cast.employee.pk)).pk == entry.pk


def test_a_role_that_ends_takes_its_sight_away_at_once(cast: SimpleNamespace, write: Make, send: Make) -> None:
    send(write(cast.employee, f"Un {WORD}."))
    assert len(_found(cast.auditor)) == 1
    RoleHolding.objects.filter(person=cast.auditor).update(until=timezone.localdate() - dt.timedelta(days=1))
    with pytest.raises(Refused):
        _found(Person.objects.get(pk=cast.auditor.pk))


@pytest.mark.parametrize(
    "address",
    ["?q=" + "x" * 301, "?du=2026-99-99", "?du=2026-02-01&au=2026-01-01", "?type=zzz", "?etat=a:b", "?du=0001-01-01"],
)
def test_what_makes_no_sense_is_told_and_kept(
    cast: SimpleNamespace, seat: Callable[[Any], Client], address: str
) -> None:
    answer = seat(cast.communications).get("/recherche/" + address)
    assert answer.status_code == 422
    assert "error-summary" in answer.content.decode()


@pytest.mark.parametrize(
    "words", ["%22", "NEAR(a+b)", "a+OR+b*+AND", "%27%3A%2A%26%7C", "title%3Aa", "%C2%BD+%EF%AC%81", "*", "-"]
)
def test_no_question_breaks_the_engine(cast: SimpleNamespace, seat: Callable[[Any], Client], words: str) -> None:
    assert seat(cast.communications).get(f"/recherche/?q={words}").status_code in {200, 400, 422}  # a zero byte: 400


def test_marks_are_shown_and_what_is_written_stays_text(
    cast: SimpleNamespace, write: Make, seat: Callable[[Any], Client]
) -> None:
    write(cast.employee, f"<script>alert(1)</script> un {WORD} & rien.")
    page = seat(cast.employee).get("/recherche/", {"q": WORD}).content.decode()
    assert f"<mark>{WORD}</mark>" in page
    assert "<script>alert" not in page


def test_many_asked_records_fit_in_one_question(
    cast: SimpleNamespace, write: Make, send: Make, monkeypatch: Any
) -> None:
    from balise.web.publishing import searching

    sent = send(write(cast.employee, f"Un {WORD}."))
    monkeypatch.setattr(searching, "asked_ids", lambda *_a, **_k: [sent.pk, *range(10_000, 10_499)])
    assert _found(cast.hr) == [("publication", str(sent.pk))]
