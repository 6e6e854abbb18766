"""The pages: read, answer, see why, come back, set aside, erase; in both languages and without JavaScript."""

from __future__ import annotations

import datetime as dt
import html
import re
from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

import pytest
from django.test import Client

from balise.policy.problems import typeset
from balise.web.learning import queries
from balise.web.learning.models import Practice, Recall
from balise.web.people.models import Person
from balise.web.verdicts.engine import the_policy

pytestmark = pytest.mark.django_db
HOME = "/politique/situations/"
SERIES = f"{HOME}serie/"
Practise = Callable[..., list[str]]


@pytest.fixture
def elise(cast: SimpleNamespace, signed_in: Callable[[Person], Client]) -> Client:
    return signed_in(cast.employee)


def _page(response: Any) -> str:
    return html.unescape(response.content.decode())


def _answer(client: Client, person: Person, choose: Callable[[Any], str]) -> Any:
    before = queries.before(person)
    assert before is not None
    return client.post(SERIES, {"situation": before[0].id, "answer": choose(before[0])}, follow=True)


def test_a_series_from_the_first_page_to_the_last(cast: SimpleNamespace, elise: Client, other: Any) -> None:
    first = elise.get(HOME)
    assert "Commencer une série" in _page(first)
    assert "Ni votre gestionnaire" in _page(first)
    page = elise.post(f"{HOME}commencer/", follow=True)
    assert page.redirect_chain[-1][0] == SERIES
    for number in range(1, 6):
        assert f"Situation {number} de 5" in _page(elise.get(SERIES))
        situation = queries.before(cast.employee)[0]  # type: ignore[index]
        why = _page(_answer(elise, cast.employee, other if number == 2 else lambda one: one.answer))
        text, clause = situation.texts["fr"], the_policy().clause(situation.clause)
        assert ("Pas tout à fait" if number == 2 else "C’est bien cela") in why
        assert typeset(text.quote) in why
        assert f"Article {clause.id} – {clause.title['fr']}" in re.sub("<[^>]*>", "", why)
        assert typeset(" ".join(text.why.split())) in why
        assert ("Terminer la série" if number == 5 else "Situation suivante") in why
    assert f'href="{HOME}?fin=oui"' in why
    assert "Série terminée" not in _page(elise.get(HOME))
    home = _page(elise.get(f"{HOME}?fin=oui"))
    assert "Série terminée" in home
    assert f"5 situations vues sur {len(the_policy().situations)}" in home
    assert "reviennent aujourd’hui" in home
    assert elise.get(SERIES)["Location"] == HOME
    for word in ("%", "score", "bonnes réponses", "points", "Note :"):
        assert word not in home


def test_in_english(cast: SimpleNamespace, elise: Client) -> None:
    english = {"headers": {"accept-language": "en-CA"}}
    Person.objects.filter(pk=cast.employee.pk).update(language="en")
    elise.post(f"{HOME}commencer/", **english)
    situation = queries.before(cast.employee)[0]  # type: ignore[index]
    page = _page(elise.get(SERIES, **english))
    assert "Situation 1 of 5" in page
    assert " ".join(situation.texts["en"].story.split("\n\n")[0].split()) in page
    why = _page(elise.post(SERIES, {"situation": situation.id, "answer": situation.answer}, follow=True, **english))
    assert situation.texts["en"].quote in why
    assert "That is right" in why


def test_the_official_passage_is_quoted_where_one_is_in_force(
    cast: SimpleNamespace, elise: Client, practise: Practise, in_force: Any
) -> None:
    anchored = {one.clause_id: one.passage for one in in_force.anchors.filter(language="fr")}
    assert "3.4" in anchored
    for _ in range(8):
        practise(cast.employee)
    situation = next(one for one in the_policy().situations if one.clause == "3.4")
    page = _page(elise.get(f"{HOME}revoir/{situation.id}/"))
    assert anchored["3.4"].split("\n")[0] in page
    assert "/politique/1/?langue=fr#" in page
    assert "En bref\u00a0:" in page
    assert typeset(situation.texts["fr"].quote) in page


def test_nothing_chosen_is_said_and_nothing_is_kept(cast: SimpleNamespace, elise: Client) -> None:
    elise.post(f"{HOME}commencer/")
    situation = queries.before(cast.employee)[0]  # type: ignore[index]
    for answer in ({}, {"answer": ""}, {"answer": "z"}, {"answer": "\0"}, {"answer": "a" * 5_000}):
        refused = elise.post(SERIES, {"situation": situation.id, **answer})
        assert refused.status_code == 422
        assert "Choisissez une des réponses." in _page(refused)
    assert not Recall.objects.exists()


def test_a_page_sent_twice_or_left_open_changes_nothing(cast: SimpleNamespace, elise: Client, other: Any) -> None:
    elise.post(f"{HOME}commencer/")
    situation = queries.before(cast.employee)[0]  # type: ignore[index]
    elise.post(SERIES, {"situation": situation.id, "answer": situation.answer})
    again = elise.post(SERIES, {"situation": situation.id, "answer": other(situation)}, follow=True)
    assert "Vous aviez déjà répondu à cette situation" in _page(again)
    assert "C’est bien cela" in _page(again)
    assert Recall.objects.get().right
    for unknown in ("", "nulle-part", "x" * 500, "\0"):
        lost = elise.post(SERIES, {"situation": unknown, "answer": "a"}, follow=True)
        assert lost.redirect_chain[-1][0] == HOME
        assert "Voici où vous en êtes" in _page(lost)


def test_what_was_not_met_is_not_shown(elise: Client, practise: Practise, cast: SimpleNamespace) -> None:
    (first, *others) = practise(cast.employee, until=1)
    again = elise.get(f"{HOME}revoir/{first}/")
    assert "Retour aux situations" in _page(again)
    for unseen in (*others, "nulle-part", "x" * 300):
        assert elise.get(f"{HOME}revoir/{unseen}/").status_code == 404


def test_setting_aside_and_erasing(cast: SimpleNamespace, elise: Client, practise: Practise, in_force: Any) -> None:
    assert "quelques situations" in _page(elise.get("/"))
    aside = elise.post(f"{HOME}ne-plus-proposer/", follow=True)
    assert "on ne vous les proposera plus" in _page(aside)
    assert "Ne plus me les proposer" not in _page(aside)
    assert "quelques situations" not in _page(elise.get("/"))
    practise(cast.employee)
    asked = elise.get(f"{HOME}effacer/")
    assert "La date où vous avez terminé une première série reste" in _page(asked)
    assert Recall.objects.count() == 5
    done = elise.post(f"{HOME}effacer/", follow=True)
    assert "Vos réponses aux situations sont effacées" in _page(done)
    assert not Recall.objects.exists()


def test_a_pack_without_situations_has_an_empty_page(elise: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    from dataclasses import replace

    from balise.web.learning import transitions

    bare = replace(the_policy(), situations=())
    for module in (queries, transitions):
        monkeypatch.setattr(module, "the_policy", lambda: bare)
    page = _page(elise.get(HOME))
    assert "Aucune situation pour le moment" in page
    assert "commencer" not in page
    assert "n’a pas encore de situations" in _page(elise.post(f"{HOME}commencer/", follow=True))


def test_how_many_queries_a_page_asks(
    cast: SimpleNamespace, elise: Client, practise: Practise, in_force: Any, django_assert_max_num_queries: Any
) -> None:
    for _ in range(6):
        practise(cast.employee, missing=(0,))
    practise(cast.employee, until=2)
    elise.get(HOME)
    seen = Practice.objects.get().series[0]
    for address in (HOME, SERIES, f"{HOME}revoir/{seen}/"):
        with django_assert_max_num_queries(11):
            assert elise.get(address).status_code == 200


def test_it_is_reached_from_the_policy_and_after_signing_and_is_no_condition(
    cast: SimpleNamespace, elise: Client, in_force: Any, today: dt.date, settings: Any, tmp_path: Any
) -> None:
    settings.BALISE_KEYS, settings.MEDIA_ROOT = tmp_path / "keys", tmp_path / "files"
    assert f'href="{HOME}"' in _page(elise.get("/politique/"))
    given = {"acknowledged": "yes", "agrees": "yes", "name": "É", "date": f"{today:%d/%m/%Y}", "place": "Québec"}
    drawn = {"how": "drawn", "drawing": "M100 100 L180 60 L260 140 M300 90 L380 120"}
    signed = elise.post("/politique/1/signer/", given | drawn, follow=True)
    assert "Votre réponse est enregistrée" in _page(signed)
    assert f'href="{HOME}"' in _page(signed)
    assert "Situations parcourues" not in _page(signed)
