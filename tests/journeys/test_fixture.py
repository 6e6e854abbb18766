"""The fixture of journeys can fail: what a page should not do is seen, and fails the test it happens in."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser
from pytest_django.live_server_helper import LiveServer

from tests.journeys.conftest import Visitor

pytestmark = pytest.mark.django_db(transaction=True)
INLINE = "const made = document.createElement('script'); made.textContent = '1'; document.body.append(made)"
ELSEWHERE = "document.body.append(Object.assign(new Image(), {src: 'http://192.0.2.1/x.png'}))"


@pytest.mark.parametrize(
    ("deed", "told"),
    [
        ("console.error('broken')", "broken"),
        ("setTimeout(() => { throw new Error('thrown') })", "thrown"),
        (INLINE, "forbidden by the policy: script-src"),
        (ELSEWHERE, "forbidden by the policy: img-src"),
    ],
    ids=["console", "exception", "inline", "elsewhere"],
)
def test_what_a_page_does_wrong_fails_the_journey(
    chromium: Browser, live_server: LiveServer, deed: str, told: str
) -> None:
    somebody = Visitor(chromium, site=str(live_server.url))
    somebody.goes("/compte/login/")
    somebody.page.evaluate(f"() => {{ {deed} }}")
    somebody.page.wait_for_timeout(200)
    assert any(told in line for line in somebody.said), somebody.said
    with pytest.raises(AssertionError):
        somebody.leaves()
    somebody.context.close()


def test_what_is_wider_than_the_screen_or_has_no_name_fails_it(chromium: Browser, live_server: LiveServer) -> None:
    somebody = Visitor(chromium, site=str(live_server.url), width=375)
    somebody.goes("/compte/login/")
    somebody.page.evaluate("() => { document.querySelector('main').style.width = '900px' }")
    with pytest.raises(AssertionError, match="/compte/login/"):
        somebody.looks()
    somebody.page.evaluate("() => { document.querySelector('main').removeAttribute('style') }")
    somebody.looks()
    somebody.page.evaluate("() => { document.querySelector('main').append(document.createElement('input')) }")
    with pytest.raises(AssertionError, match="label"):
        somebody.looks()
    somebody.leaves()
