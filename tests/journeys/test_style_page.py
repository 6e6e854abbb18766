"""The style page in a real browser: axe, keyboard, widths, themes, no JavaScript."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Page
from pytest_django.live_server_helper import LiveServer

pytestmark = pytest.mark.django_db(transaction=True)
PAGES = (
    "/ui/",
    "/ui/confirmation/",
    "/ui/erreur/",
    "/ui/raccourcis/",
    "/ui/accessibilite/",
    "/compte/login/",
    "/compte/login/code/",
)


@pytest.fixture
def site(live_server: LiveServer, settings: pytest.FixtureRequest) -> str:
    settings.BALISE_DEMO = True  # type: ignore[attr-defined]
    return str(live_server.url)


def opened(
    browser: Browser, *, width: int = 1280, dark: bool = False, **options: object
) -> tuple[BrowserContext, Page, list[str]]:
    context = browser.new_context(
        viewport={"width": width, "height": 800},
        color_scheme="dark" if dark else "light",
        locale="fr-CA",
        **options,  # type: ignore[arg-type]
    )
    page = context.new_page()
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text) if message.type in {"error", "warning"} else None)
    page.on("pageerror", lambda error: said.append(str(error)))
    return context, page, said


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("width", [320, 375, 1280, 1920])
def test_axe_finds_nothing(chromium: Browser, site: str, width: int, dark: bool) -> None:
    context, page, said = opened(chromium, width=width, dark=dark)
    for path in PAGES:
        page.goto(site + path)
        found = Axe().run(page)
        assert found.violations_count == 0, (path, found.generate_report())
        assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth"), path
    assert said == []
    context.close()


def test_open_menus_and_the_list_of_keys_pass_axe(chromium: Browser, site: str) -> None:
    for width in (375, 1280):
        context, page, said = opened(chromium, width=width)
        page.goto(site + "/ui/")
        page.locator("details.menu:visible > summary").first.click()
        assert Axe().run(page).violations_count == 0
        page.keyboard.press("Escape")
        page.keyboard.press("?")
        assert page.locator("#raccourcis").is_visible()
        assert Axe().run(page).violations_count == 0
        assert said == []
        context.close()


def test_by_keyboard_alone(chromium: Browser, site: str) -> None:
    context, page, _ = opened(chromium)
    page.goto(site + "/ui/")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip-link"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "contenu"
    page.keyboard.press("/")
    assert page.evaluate("document.activeElement.name") == "cherche"
    page.keyboard.type("fêtes?")  # a key of the list, typed in a field, is only a letter
    assert not page.locator("#raccourcis").is_visible()
    page.keyboard.press("Backspace")
    page.keyboard.press("Enter")
    page.wait_for_url("**/ui/?*cherche=f*")
    assert page.locator(".data-table tbody tr").first.locator("th").inner_text() == "Horaire des Fêtes"
    page.locator(".data-table thead a", has_text="Vues").click()
    page.wait_for_url("**tri=vues**")
    assert "cherche=" in page.url
    context.close()


def test_theme_language_and_keys_are_remembered(chromium: Browser, site: str) -> None:
    context, page, _ = opened(chromium)
    ground = "getComputedStyle(document.body).backgroundColor"
    page.goto(site + "/ui/")
    light = page.evaluate(ground)
    page.locator("details.menu:visible > summary").first.click()
    page.get_by_role("button", name="Sombre").click()
    assert page.evaluate(ground) != light
    page.get_by_role("button", name="English").click()
    assert page.get_by_role("button", name="Français").is_visible()
    assert page.get_by_role("link", name="Accessibility").is_visible()
    page.keyboard.press("?")
    page.get_by_role("button", name="Turn shortcuts off").click()
    page.keyboard.press("?")
    assert not page.locator("#raccourcis").is_visible()
    context.close()


def test_characters_are_counted_as_the_network_counts_them(chromium: Browser, site: str) -> None:
    context, page, _ = opened(chromium)
    page.goto(site + "/ui/")
    page.locator("#id_text").fill("🙂 https://exemple.org/" + "a" * 300)
    values = page.locator("#id_text_counter li")
    assert values.nth(0).inner_text().startswith("X 25 / 280")
    assert "over" not in (values.nth(0).get_attribute("class") or "")
    assert values.nth(1).get_attribute("class") == "over"
    assert page.locator("[data-counter-status=id_text]").inner_text() == "Trop long pour\u00a0: Bluesky, Titre court"
    context.close()


def test_without_javascript(chromium: Browser, site: str) -> None:
    context, page, _ = opened(chromium, width=375, java_script_enabled=False)
    page.goto(site + "/ui/")
    page.locator("details.menu:visible > summary").first.click()
    page.get_by_role("button", name="Sombre").click()
    assert page.locator("html").get_attribute("data-theme") == "dark"
    assert page.get_by_text("280 caractères au plus").is_visible()
    page.get_by_role("link", name="Raccourcis clavier").click()
    assert page.get_by_role("heading", level=1).inner_text() == "Raccourcis clavier"
    context.close()


def test_print_is_light_and_bare(chromium: Browser, site: str) -> None:
    context, page, _ = opened(chromium, dark=True)
    page.goto(site + "/ui/")
    page.emulate_media(media="print")
    assert page.evaluate("getComputedStyle(document.body).color") == "rgb(27, 39, 51)"
    assert not page.locator(".site-header").is_visible()
    context.close()
