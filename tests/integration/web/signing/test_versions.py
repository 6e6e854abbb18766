"""Policy versions: kept byte for byte, approved by somebody else, bound to their content, one in force at a time."""

from __future__ import annotations

from hashlib import sha256
from typing import Any

import pytest
from django.utils import translation

from balise.web.access import Refused
from balise.web.audit.models import Record
from balise.web.events import subscribe, unsubscribe
from balise.web.search import indexing
from balise.web.search.models import Entry
from balise.web.search.queries import Wanted, search
from balise.web.signing import versions_queries as queries
from balise.web.signing import versions_transitions as transitions
from balise.web.signing.events import VersionPublished, VersionWithdrawn
from balise.web.signing.models.versions import ClauseAnchor, PolicySection, PolicyText, PolicyVersion
from balise.web.signing.versions_content import Change, fingerprint
from balise.web.tasks.queries import tasks_for
from balise.web.verdicts.engine import the_policy
from balise.web.verdicts.passages import passages
from balise.web.workflow import Invalid, WrongState
from tests.integration.web.signing.conftest import ENGLISH, FRENCH

pytestmark = pytest.mark.django_db


def test_a_text_is_kept_byte_for_byte_and_bound_to_its_pack(drafted: Any) -> None:
    version = drafted()
    text = PolicyText.objects.get(version=version)
    assert bytes(text.original) == FRENCH.encode()
    assert text.sha256 == sha256(FRENCH.encode()).hexdigest()
    assert text.media_type == "text/markdown"
    assert version.pack_reference == the_policy().reference
    record = Record.objects.get(tag="person:policy_version:import_text")
    assert record.detail == {"language": "fr", "sha256": text.sha256}


def test_passages_are_proposed_and_gaps_are_shown_both_ways(drafted: Any) -> None:
    version = drafted()
    text = queries.texts_of(version)["fr"]
    matching = queries.matching(version, text)
    found = {one.clause.id: one.anchor.passage for one in matching.placed if one.anchor}
    assert found["3.3"].startswith("Les injures, les menaces")
    assert found["3.4"].startswith("Ce qui n'est pas public")
    assert "3.6" in {clause.id for clause in matching.missing}
    assert [section.title for section in matching.alone] == ["Stationnement"]


def test_who_drafted_never_approves_and_whoever_imports_has_drafted(drafted: Any, cast: Any, now: Any) -> None:
    version = drafted()
    with pytest.raises(Refused):
        transitions.approve(actor=cast.hr, version=version, content_hash=fingerprint(version), now=now)
    version = transitions.import_text(
        actor=cast.management, version=version, language="en", filename="e.md", content=ENGLISH.encode(), now=now
    )
    with pytest.raises(Refused):
        transitions.approve(actor=cast.management, version=version, content_hash=fingerprint(version), now=now)
    version.refresh_from_db()
    assert version.state == "draft"


@pytest.mark.parametrize("role", ["manager", "employee", "communications", "privacy", "auditor", "admin", "partner"])
def test_others_neither_draft_nor_approve_nor_publish_nor_withdraw(
    role: str, drafted: Any, cast: Any, now: Any
) -> None:
    somebody, version = getattr(cast, role), drafted()
    for act in (
        lambda: transitions.draft(actor=somebody, now=now),
        lambda: transitions.import_text(actor=somebody, version=version, language="fr", filename="x", content=b"x", now=now),
        lambda: transitions.approve(actor=somebody, version=version, content_hash="", now=now),
        lambda: transitions.withdraw(actor=somebody, version=version, reason="non", now=now),
    ):  # fmt: skip
        with pytest.raises(Refused):
            act()
    with pytest.raises(queries.NotThere):
        queries.version_for(somebody, version.number, today=now.date())


def test_an_approval_is_for_what_was_read(drafted: Any, cast: Any, now: Any) -> None:
    version = drafted()
    seen = fingerprint(version)
    transitions.anchor(
        actor=cast.hr, version=version, language="fr", clause_id="3.4", section_anchor="", passage="", now=now
    )
    with pytest.raises(Invalid) as raised:
        transitions.approve(actor=cast.management, version=version, content_hash=seen, now=now)
    assert "relisez-la" in raised.value.message("fr")


@pytest.mark.parametrize("what", ["file", "section", "passage"])
def test_what_changed_under_an_approval_is_not_published(what: str, drafted: Any, cast: Any, now: Any) -> None:
    version = drafted()
    version = transitions.approve(actor=cast.management, version=version, content_hash=fingerprint(version), now=now)
    if what == "file":
        PolicyText.objects.update(original=b"another")
    elif what == "section":
        PolicySection.objects.filter(anchor="s-3.3").update(html="<p>Tout est permis.</p>")
    else:
        ClauseAnchor.objects.filter(clause_id="3.3").update(passage="On peut être en désaccord.")
    with pytest.raises(Invalid):
        transitions.publish(actor=cast.hr, version=version, now=now)
    assert queries.in_force() is None


def test_an_approved_version_changes_only_once_it_is_a_draft_again(drafted: Any, cast: Any, now: Any) -> None:
    version = drafted()
    version = transitions.approve(actor=cast.management, version=version, content_hash=fingerprint(version), now=now)
    with pytest.raises(WrongState):
        transitions.import_text(
            actor=cast.hr, version=version, language="fr", filename="x", content=b"## 1 A\n\nb c d", now=now
        )
    version = transitions.reopen(actor=cast.management, version=version, now=now)
    assert (version.content_hash, version.approved_by) == ("", None)
    with pytest.raises(Refused):  # they took it back: they have had a hand in it
        transitions.approve(actor=cast.management, version=version, content_hash=fingerprint(version), now=now)


def test_publishing_replaces_and_is_told(published: Any, cast: Any, now: Any) -> None:
    told: list[Any] = []
    subscribe(VersionPublished, told.append)
    subscribe(VersionWithdrawn, told.append)
    try:
        first = published()
        second = published(FRENCH.replace("On peut", "Chacun peut"))
        transitions.withdraw(actor=cast.hr, version=second, reason="erreur", now=now)
    finally:
        unsubscribe(VersionPublished, told.append)
        unsubscribe(VersionWithdrawn, told.append)
    assert told == [
        VersionPublished(first.pk, None),
        VersionPublished(second.pk, first.pk),
        VersionWithdrawn(second.pk),
    ]
    assert queries.in_force() is None
    assert list(PolicyVersion.objects.order_by("number").values_list("state", flat=True)) == ["withdrawn", "withdrawn"]
    assert (first.number, second.number) == (1, 2)


def test_all_staff_read_what_was_published_even_once_withdrawn(published: Any, cast: Any, now: Any) -> None:
    first = published()
    published(FRENCH + "\n\nEt voilà.")
    for somebody in (cast.employee, cast.manager, cast.auditor):
        assert queries.version_for(somebody, first.number, today=now.date()).state == "withdrawn"


def test_what_changed_is_told_section_by_section(published: Any) -> None:
    old = published()
    new_text = FRENCH.replace("On peut être en désaccord.", "On peut être en désaccord et le dire.")
    new_text = new_text.replace("## Stationnement", "## 3.6 Sources\n\nOn nomme ses sources.\n\n## Repas")
    new = published(new_text)
    found = {one.anchor: one.change for one in queries.between(old, new, "en")}  # French where there is no English
    assert found == {
        "s-3.3": Change.CHANGED,
        "s-3.4": Change.SAME,
        "s-3.6": Change.ADDED,
        "s-repas": Change.ADDED,
        "s-stationnement": Change.REMOVED,
    }


def test_a_corrected_passage_is_word_for_word_and_survives_a_new_import(drafted: Any, cast: Any, now: Any) -> None:
    version = drafted()

    def correct(passage: str, section: str = "s-3.3") -> Any:
        return transitions.anchor(
            actor=cast.hr, version=version, language="fr", clause_id="3.6", section_anchor=section, passage=passage, now=now
        )  # fmt: skip

    for passage, section in (
        ("Autre chose.", "s-3.3"),
        ("", "s-3.3"),
        ("On peut être en désaccord.", "s-3.4"),
        ("x", "s-9"),
    ):
        with pytest.raises(Invalid):
            correct(passage, section)
    correct("On peut être en désaccord.")
    transitions.import_text(
        actor=cast.hr, version=version, language="fr", filename="p.md", content=(FRENCH + "\nFin.\n").encode(), now=now
    )
    kept = ClauseAnchor.objects.get(clause_id="3.6")
    assert (kept.section_anchor, kept.passage, kept.by_hand) == ("s-3.3", "On peut être en désaccord.", True)
    gone = FRENCH.replace("On peut être en désaccord.", "")
    transitions.import_text(
        actor=cast.hr, version=version, language="fr", filename="p.md", content=gone.encode(), now=now
    )
    assert not ClauseAnchor.objects.filter(clause_id="3.6", by_hand=True).exists()


def test_a_bad_file_changes_nothing_and_says_what_to_do(drafted: Any, cast: Any, now: Any) -> None:
    version = drafted()
    with pytest.raises(Invalid) as raised:
        transitions.import_text(
            actor=cast.hr, version=version, language="fr", filename="p.pdf", content=b"%PDF-1.4 broken", now=now
        )
    assert "abîmé" in raised.value.message("fr")
    assert "damaged" in raised.value.message("en")
    assert bytes(PolicyText.objects.get(version=version).original) == FRENCH.encode()


def test_the_french_text_is_asked_for_and_is_not_removed(cast: Any, now: Any) -> None:
    version = transitions.draft(actor=cast.hr, now=now)
    version = transitions.import_text(
        actor=cast.hr, version=version, language="en", filename="e.md", content=ENGLISH.encode(), now=now
    )
    with pytest.raises(Invalid):
        transitions.approve(actor=cast.management, version=version, content_hash=fingerprint(version), now=now)
    with pytest.raises(Invalid):
        transitions.remove_text(actor=cast.hr, version=version, language="fr", now=now)
    transitions.remove_text(actor=cast.hr, version=version, language="en", now=now)
    assert not version.texts.exists()


def test_findings_quote_the_passage_in_force(published: Any, drafted: Any) -> None:
    assert passages("fr") == {}
    drafted()
    assert passages("fr") == {}
    version = published(FRENCH, ENGLISH)
    said = passages("en")["3.3"]
    assert said.text == "Insults, threats and harassment are forbidden."
    assert said.url == f"/politique/{version.number}/?langue=en#s-3.3"
    assert passages("fr")["3.3"].text.startswith("Les injures")


def test_the_sections_in_force_are_found_by_staff_and_no_others(
    published: Any, drafted: Any, cast: Any, now: Any
) -> None:
    def found(person: Any) -> list[str]:
        page = search(reader=person, wanted=Wanted(words="stationnement", kind="policy"), today=now.date())
        return [hit.entry.title for hit in page.hits]

    drafted()
    assert found(cast.employee) == []
    published()
    assert found(cast.employee) == ["Stationnement"]
    published(FRENCH.replace("## Stationnement", "## Repas").replace("cases", "tables"))
    assert found(cast.employee) == []


def test_clauses_are_found_in_plain_words_in_both_languages(published: Any, drafted: Any, cast: Any, now: Any) -> None:
    """By words of ours that the official text does not have; in the reader's language, and gone with the version."""

    def found(person: Any, words: str) -> list[str]:
        page = search(reader=person, wanted=Wanted(words=words, kind="clause"), today=now.date())
        return [hit.entry.title for hit in page.hits]

    drafted()
    assert found(cast.employee, "budgets") == []
    published()
    assert "budgets" not in FRENCH
    assert found(cast.employee, "budgets") == ["3.4 Renseignements confidentiels"]
    with translation.override("en"):
        assert found(cast.manager, "budgets") == ["3.4 Confidential information"]
    with pytest.raises(Refused):
        found(cast.outsider, "budgets")
    second = published(FRENCH.replace("On peut", "Chacun peut"))
    assert len(found(cast.employee, "budgets")) == 1, "the version before is no longer found"
    transitions.withdraw(actor=cast.hr, version=second, reason="erreur", now=now)
    assert found(cast.employee, "budgets") == []


def test_an_upgrade_brings_what_was_there_into_the_search(published: Any, cast: Any, now: Any) -> None:
    published()
    Entry.objects.filter(kind="clause").delete()  # as before there were clauses in it
    other = Entry.objects.filter(kind="policy").values_list("pk", flat=True)
    kept = list(other)
    indexing.complete()
    assert Entry.objects.filter(kind="clause").exists()
    assert list(other) == kept, "what was indexed is left alone"


def test_a_draft_waits_for_whoever_had_no_hand_in_it(drafted: Any, cast: Any, now: Any) -> None:
    version = drafted()

    def ids(person: Any) -> set[str]:
        return {one.task.id for one in tasks_for(person, now=now) if one.task.id.startswith("policy_version")}

    assert ids(cast.management) == {f"policy_version.approve:{version.pk}"}
    assert ids(cast.hr) == ids(cast.employee) == set()
    transitions.approve(actor=cast.management, version=version, content_hash=fingerprint(version), now=now)
    assert ids(cast.management) == ids(cast.hr) == {f"policy_version.publish:{version.pk}"}
