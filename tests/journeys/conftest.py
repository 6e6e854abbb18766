"""A real Chromium for journeys, and what is asked of every page in it."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Locator, Page, Response, expect, sync_playwright

from balise.web.verdicts.engine import Part, judge

PATIENCE = 20_000  # milliseconds: how fast pages answer is measured elsewhere, and not on a machine that others use
expect.set_options(timeout=PATIENCE)
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    if CHROMIUM is None:
        pytest.skip("chromium is not installed (apt install chromium)")
    # Playwright keeps an event loop in this thread; Django's guard against it would refuse the set-up of tests.
    before = os.environ.get("DJANGO_ALLOW_ASYNC_UNSAFE")
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield browser
        browser.close()
    if before is None:
        del os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"]


# Told in the console in words of our own: what a browser says of a violation changes with its version.
_VIOLATIONS = """addEventListener("securitypolicyviolation", (event) => console.error(
  `forbidden by the policy: ${event.effectiveDirective} ${event.blockedURI}`))"""


@pytest.fixture(scope="session", autouse=True)
def _prepared_engine() -> None:
    """Compiled before anybody waits for it: a busy machine takes longer than a browser waits."""
    judge([Part(place="text", text="Une étude le dit peut-être, on en parle entre nous.")], voice="personal")


class Visitor:
    """Somebody at a browser. With ``keys`` they have no mouse: they tab to a thing, then press a key."""

    def __init__(self, browser: Browser, *, site: str, width: int = 1280, keys: bool = False, **options: Any) -> None:
        self.site, self.width, self.keys = site, width, keys
        self.scripts: bool = options.get("java_script_enabled", True)
        self.context = browser.new_context(viewport={"width": width, "height": 800}, locale="fr-CA", **options)
        self.context.set_default_timeout(30_000)
        self.context.add_init_script(_VIOLATIONS)
        self.page: Page = self.context.new_page()
        self.said: list[str] = []
        self.policies: set[str] = set()
        self.page.on("console", lambda message: self.said.append(message.text) if message.type != "log" else None)
        self.page.on("pageerror", lambda error: self.said.append(str(error)))
        self.page.on("response", self._answered)

    def _answered(self, response: Response) -> None:
        if response.headers.get("content-type", "").startswith("text/html"):
            self.policies.add(response.headers.get("content-security-policy", "none"))

    def goes(self, path: str) -> None:
        self.page.goto(self.site + path)
        self.looks()

    def looks(self) -> None:
        """What is asked of every page: axe, which is a script itself, and nothing wider than the screen."""
        if self.scripts:
            found = Axe().run(self.page)
            assert found.violations_count == 0, (self.page.url, found.generate_report())
        wide = self.page.evaluate("document.documentElement.scrollWidth")
        assert wide <= self.width, (self.page.url, wide)

    def reaches(self, thing: Locator) -> None:
        """Tab until there, as many times as it takes within reason."""
        for _ in range(160):
            if thing.evaluate("element => element === document.activeElement"):
                return
            self.page.keyboard.press("Tab")
        pytest.fail(f"no tab leads to {thing} on {self.page.url}")

    def presses(self, thing: Locator, key: str = "Enter") -> None:
        if self.keys:
            self.reaches(thing)
            self.page.keyboard.press(key)
        else:
            thing.click()

    def button(self, name: str) -> None:
        self.presses(self.page.get_by_role("button", name=name, exact=True))

    def link(self, name: str) -> None:
        self.presses(self.page.get_by_role("link", name=name, exact=True))

    def ticks(self, name: str) -> None:
        self.presses(self.page.get_by_label(name, exact=True).first, key="Space")

    def writes(self, thing: Locator, text: str) -> None:
        """In place of what was there."""
        if self.keys:
            self.reaches(thing)
            self.page.keyboard.press("Control+A")
            self.page.keyboard.type(text)
        else:
            thing.fill(text)

    def picks(self, name: str) -> None:
        """One of a group of round buttons: tab leads to the one that is on, arrows to the others."""
        thing = self.page.get_by_label(name, exact=True)
        if not self.keys:
            thing.check()
            return
        group = self.page.locator("fieldset").filter(has=thing)
        self.reaches(group.locator("input:checked"))
        while not thing.is_checked():
            self.page.keyboard.press("ArrowDown")

    def leaves(self) -> None:
        """Nothing was said in the console, and every page forbade what is not its own."""
        assert self.said == []
        assert self.policies, "no page was visited"
        for policy in self.policies:
            assert "default-src 'self'" in policy, policy
            assert "unsafe" not in policy, policy
            assert "object-src 'none'" in policy, policy
        self.context.close()


@pytest.fixture
def visitor(chromium: Browser) -> Iterator[Callable[..., Visitor]]:
    """Makes somebody at a browser; at the end of the test nobody may have seen anything amiss."""
    made: list[Visitor] = []

    def make(**options: Any) -> Visitor:
        made.append(Visitor(chromium, **options))
        return made[-1]

    yield make
    for one in made:
        one.leaves()


def pytest_ignore_collect(collection_path: Path) -> bool | None:
    """The demonstration exists on SQLite only."""
    return True if collection_path.name == "test_demo.py" and os.environ.get("BALISE_DATABASE_URL") else None
