"""What everybody may read: the accounts that are ours, the feed, and whether an address is."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

import pytest
from django.test import Client

from balise.web.access.pacing import Pace
from balise.web.presence.asking import Said, ask
from balise.web.presence.models import Account
from balise.web.presence.transitions import accounts
from balise.web.presence.views import public
from balise.web.verdicts.engine import the_policy

pytestmark = pytest.mark.django_db
Enter = Callable[..., Account]
PAGE, FEED, ASK = "/comptes-officiels/", "/comptes-officiels/comptes.json", "/comptes-officiels/est-ce-nous/"


@pytest.fixture
def register(enter: Enter, cast: SimpleNamespace) -> SimpleNamespace:
    partner = the_policy().organisation.partners[0]
    return SimpleNamespace(
        site=enter("web", "https://www.exemple.example/", recovery="secours@kanari.example"),
        facebook=enter("facebook", "https://www.facebook.com/LesCastors", handle="@LesCastors", label="Les Castors"),
        youtube=enter("youtube", "https://www.youtube.com/channel/UCabc", aliases=["https://youtube.com/@castors"]),
        mastodon=enter("mastodon", "https://social.exemple.example/@castors"),
        partner=enter("web", "https://gouv.example/programmes/ope/", partner_id=partner.id),
        name=partner.names[0],
    )


@pytest.mark.parametrize(
    ("address", "said"),
    [
        ("https://www.exemple.example/dons?utm_source=x", Said.OURS),
        ("EXEMPLE.example", Said.OURS),
        ("https://boutique.exemple.example/", Said.OURS),
        ("https://m.facebook.com/lescastors/?ref=1", Said.OURS),
        ("https://www.youtube.com/@Castors/videos", Said.OURS),
        ("@castors@social.exemple.example", Said.OURS),
        ("https://gouv.example/programmes/ope/fra", Said.PARTNER),
        ("https://gouv.example/", Said.NO),
        ("https://social.exemple.example/@autre", Said.NO),
        ("https://exemple.example.evil.example/", Said.RESEMBLES),
        ("https://xn--exmple-cua.example/", Said.RESEMBLES),
        ("https://www.facebook.com/LesCastors.officiel", Said.RESEMBLES),
        ("https://www.instagram.com/lescastors/", Said.RESEMBLES),
        ("https://www.facebook.com/LesCastors/posts/12", Said.INSIDE),
        ("https://x.com/lescastors/status/1", Said.INSIDE),
        ("https://bit.ly/castors", Said.INSIDE),
        ("https://www.bibliotheque-municipale.example/", Said.NO),
        ("https://exemple.example@evil.example/", Said.UNREADABLE),
        ("https://evil.example\\@exemple.example", Said.UNREADABLE),
        ("javascript:alert(document.domain)", Said.UNREADABLE),
        ("\u202eexemple.example", Said.UNREADABLE),
    ],
)
def test_is_it_ours(register: SimpleNamespace, address: str, said: Said, client: Client) -> None:
    assert ask(address).said is said
    answer = client.get(ASK, {"adresse": address})
    assert answer.status_code == 200
    assert answer.context["answer"]["said"] == said.value
    assert "Set-Cookie" not in answer


def test_the_domains_of_the_policy_are_ours_once_there_is_a_register(enter: Enter) -> None:
    domain = the_policy().organisation.domains[0]
    assert ask(f"https://dons.{domain}/").said is Said.NO
    enter("facebook", "https://www.facebook.com/LesCastors")
    assert ask(f"https://dons.{domain}/").said is Said.OURS
    assert ask(f"https://{domain}.evil.example/").said is not Said.OURS


def test_what_is_no_longer_ours_is_not_said_to_be(
    register: SimpleNamespace, cast: SimpleNamespace, now: dt.datetime, client: Client
) -> None:
    accounts.retire(actor=cast.communications, account=register.facebook, now=now)
    assert ask("https://www.facebook.com/LesCastors").said is Said.RESEMBLES
    assert "facebook.com/LesCastors" not in client.get(PAGE).content.decode()
    assert "LesCastors" not in client.get(FEED).content.decode()


@pytest.mark.parametrize(
    "nasty",
    [
        "<script>alert(1)</script>",
        '"><img src=x onerror=alert(1)>',
        'https://exemple.example/"onmouseover=alert(1)//',
        "javascript:alert(1)//https://exemple.example",
        "https://evil.example/\u202egnp.exe",
        "https://evil.example/" + "a" * 5_000,
        "data:text/html,<h1>x</h1>",
        "https://ехеmple.example/",
    ],
)
def test_what_was_typed_is_never_code_nor_a_link(register: SimpleNamespace, client: Client, nasty: str) -> None:
    answer = client.get(ASK, {"adresse": nasty})
    assert answer.status_code == 200
    page = answer.content.decode()
    for piece in ("<script>alert", "<img src=x", '"onmouseover', 'href="javascript', "<h1>x", 'href="https://evil'):
        assert piece not in page
    shown = answer.context["answer"]["asked"]
    assert shown.isascii()
    assert len(shown) <= 200


def test_the_feed_says_what_the_page_says_and_nothing_of_a_person(
    register: SimpleNamespace, cast: SimpleNamespace, client: Client
) -> None:
    answer = client.get(FEED)
    assert answer["Content-Type"] == "application/json; charset=utf-8"
    assert answer["Access-Control-Allow-Origin"] == "*"
    said = json.loads(answer.content)
    assert said["schema"] == 1
    assert {one["address"] for one in said["accounts"]} == {
        "https://www.exemple.example/",
        "https://www.facebook.com/LesCastors",
        "https://www.youtube.com/channel/UCabc",
        "https://social.exemple.example/@castors",
    }
    youtube = next(one for one in said["accounts"] if one["network"] == "youtube")
    assert youtube["network_name"] == {"fr": "YouTube", "en": "YouTube"}
    assert youtube["other_addresses"] == ["https://youtube.com/@castors"]
    assert [one["partner"] for one in said["partners"]] == [register.name]
    page = client.get(PAGE).content.decode()
    for one in [*said["accounts"], *said["partners"]]:
        assert one["address"] in page
    for word in ("kanari", *(who.name for who in vars(cast).values()), *(who.username for who in vars(cast).values())):
        assert word not in answer.content.decode(), word
    assert cast.communications.name not in page
    assert "kanari" not in page


@pytest.mark.parametrize("address", [PAGE, FEED])
def test_a_cache_may_keep_it_and_is_told_when_nothing_changed(
    register: SimpleNamespace, cast: SimpleNamespace, now: dt.datetime, client: Client, address: str
) -> None:
    first = client.get(address)
    assert "public" in first["Cache-Control"]
    assert "max-age=300" in first["Cache-Control"]
    assert "Set-Cookie" not in first
    assert not first.cookies
    same = client.get(address, headers={"if-none-match": first["ETag"]})
    assert (same.status_code, same.content) == (304, b"")
    assert same["ETag"] == first["ETag"]
    accounts.edit(actor=cast.communications, account=register.facebook, label="Castors", now=now)
    changed = client.get(address, headers={"if-none-match": first["ETag"]})
    assert changed.status_code == 200
    assert changed["ETag"] != first["ETag"]


def test_each_language_has_its_address(register: SimpleNamespace, client: Client) -> None:
    french = client.get(PAGE, headers={"accept-language": "fr"})
    english = client.get(PAGE, headers={"accept-language": "en"})
    assert "Nos comptes officiels" in french.content.decode()
    assert "Our official accounts" in english.content.decode()
    assert french["ETag"] != english["ETag"]
    assert "Accept-Language" in french["Vary"]
    asked = client.get(f"{PAGE}?langue=en", headers={"accept-language": "fr"})
    assert asked["Content-Language"] == "en"
    assert '<html lang="en"' in asked.content.decode()
    answer = client.get(ASK, {"adresse": "https://evil.example/", "langue": "en"})
    assert "No, this address is not ours." in answer.content.decode()
    assert 'name="langue" value="en"' in answer.content.decode()


def test_a_page_of_somebody_signed_in_is_kept_nowhere(
    register: SimpleNamespace, cast: SimpleNamespace, seat: Callable[[Any], Client]
) -> None:
    answer = seat(cast.employee).get(PAGE)
    assert "no-store" in answer["Cache-Control"]
    assert "Elise" in answer.content.decode()
    doubtful = seat(cast.employee).get(ASK, {"adresse": "https://evil.example/"}).content.decode()
    assert "/comptes-officiels/imitations/signaler/?adresse=https%3A//evil.example/" in doubtful


def test_questions_are_paced_and_what_was_typed_stays(
    register: SimpleNamespace, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(public, "of_addresses", Pace(burst=2, rate=0.0001))
    for _ in range(2):
        assert client.get(ASK, {"adresse": "https://evil.example/"}).status_code == 200
    slowed = client.get(ASK, {"adresse": "https://evil.example/"})
    assert slowed.status_code == 429
    assert 'value="https://evil.example/"' in slowed.content.decode()
    assert "answer" not in slowed.context
    other = client.get(ASK, {"adresse": "https://evil.example/"}, REMOTE_ADDR="192.0.2.7")
    assert other.status_code == 200


def test_an_empty_register_says_so(db: None, client: Client) -> None:
    assert "Aucun compte pour l’instant" in client.get(PAGE).content.decode()
    assert json.loads(client.get(FEED).content)["accounts"] == []
    assert ask("https://www.facebook.com/LesCastors").said is Said.NO
    assert client.get(ASK).status_code == 200


@pytest.mark.parametrize("address", [PAGE, FEED, ASK])
def test_nothing_is_written_there(db: None, client: Client, address: str) -> None:
    assert client.post(address).status_code == 405
    assert client.head(address).status_code == 200
