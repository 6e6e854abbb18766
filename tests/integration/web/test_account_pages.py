"""allauth's pages in the words of the house, and those it would show that do not fit here."""

from __future__ import annotations

import re
from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

import pytest
from django.core import mail
from django.core.cache import cache
from django.test import Client

from balise.web.people.models import Person

SignIn = Callable[[Person], Client]
PASSWORD = "une phrase bien longue et rare"
STRANGERS = (
    "/compte/login/",
    "/compte/login/code/",
    "/compte/password/reset/",
    "/compte/password/reset/done/",
    "/compte/signup/",
    "/compte/inactive/",
    "/compte/3rdparty/login/cancelled/",
    "/personnes/code/",
)
MEMBERS = (
    "/compte/2fa/",
    "/compte/2fa/totp/activate/",
    "/compte/2fa/webauthn/add/",
    "/compte/2fa/recovery-codes/generate/",
    "/compte/password/change/",
    "/compte/logout/",
)
# words of allauth's own French that a reader of Québec would not write
_FOREIGN = re.compile("e-mail|E-mail|\\bemail\\b|spam|\\w[ \u00a0\u202f][?!;](?![\\w=])|\\bpseudo|jeton")


@pytest.fixture(autouse=True)
def _alone(settings: Any, db: None) -> None:
    settings.BALISE_OIDC_SECOND_FACTOR = True
    cache.clear()


def _words(answer: Any) -> str:
    inside = answer.content.decode().partition("<main")[2].partition("</main>")[0]
    return re.sub(r"<script.*?</script>|<[^>]+>", " ", inside, flags=re.DOTALL)


@pytest.mark.parametrize("address", STRANGERS)
def test_pages_before_signing_in_speak_like_the_others(address: str) -> None:
    answer = Client(headers={"accept-language": "fr"}).get(address)
    assert answer.status_code == 200
    found = _FOREIGN.search(_words(answer))
    assert found is None, found
    english = Client(headers={"accept-language": "en"}).get(address)
    assert not re.search("[éèêà]", _words(english)), _words(english)


@pytest.mark.parametrize("address", MEMBERS)
def test_pages_about_one_s_account_speak_like_the_others(address: str, cast: SimpleNamespace) -> None:
    cast.employee.set_password(PASSWORD)
    cast.employee.save()
    browser = Client(headers={"accept-language": "fr"})
    browser.post("/compte/login/", {"login": "elise", "password": PASSWORD})
    answer = browser.get(address)
    assert answer.status_code == 200
    found = _FOREIGN.search(_words(answer))
    assert found is None, found
    assert "Name" not in _words(answer)


def test_too_many_tries_are_told_on_a_page_of_balise() -> None:
    for language, words in (("fr", "Attendez quelques minutes"), ("en", "Wait a few minutes")):
        cache.clear()
        browser = Client(headers={"accept-language": language})
        answers = [browser.post("/compte/password/reset/", {"email": "x@example.org"}) for _ in range(30)]
        refused = next(answer for answer in answers if answer.status_code == 429)
        assert words in refused.content.decode()
        assert "<main" in refused.content.decode()


def test_nobody_adds_an_address_that_opens_their_account(cast: SimpleNamespace, signed_in: SignIn) -> None:
    browser = signed_in(cast.employee)
    for answer in (
        browser.get("/compte/email/"),
        browser.post("/compte/email/", {"email": "mine@example.org", "action_add": ""}),
    ):
        assert (answer.status_code, answer.headers["Location"]) == (302, "/personnes/moi/")
    assert not cast.employee.emailaddress_set.exists()


def test_a_forgotten_password_is_chosen_again_from_a_link(cast: SimpleNamespace) -> None:
    Person.objects.filter(pk=cast.employee.pk).update(email="elise@example.org")
    cast.employee.set_password(PASSWORD)
    Person.objects.filter(pk=cast.employee.pk).update(password=cast.employee.password)
    browser = Client(headers={"accept-language": "fr"})
    assert browser.post("/compte/password/reset/", {"email": "elise@example.org"}).status_code == 302
    (sent,) = mail.outbox
    assert _FOREIGN.search(sent.body) is None, sent.body
    assert "elise" in sent.body
    (link,) = re.findall(r"http://testserver(/compte/\S+)", sent.body)
    form = browser.get(link, follow=True)
    action = form.redirect_chain[-1][0]
    assert 'value="elise"' in form.content.decode()  # for the browser that keeps passwords
    done = browser.post(action, {"password1": f"{PASSWORD} 2", "password2": f"{PASSWORD} 2"}, follow=True)
    assert "Mot de passe changé" in done.content.decode()
    again = browser.get(link, follow=True)
    assert "Ce lien n’est plus valable" in again.content.decode()


def test_the_policy_is_dated_as_its_reader_writes_dates() -> None:
    for language, date in (("fr", "version du 29/04/2020"), ("en", "version of 2020-04-29")):
        page = Client(headers={"accept-language": language}).get("/compte/login/").content.decode()
        assert date in page
