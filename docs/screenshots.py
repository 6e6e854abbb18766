"""Pictures of the main pages, from the demonstration: ``make screenshots``. Written to docs/images, at two widths."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
import urllib.request
from io import BytesIO
from pathlib import Path
from time import sleep

from PIL import Image
from playwright.sync_api import Browser, Page, sync_playwright

IMAGES = Path(__file__).parent / "images"
PORT = 8790
SITE = f"http://localhost:{PORT}"
# name of the picture: who looks, and where; a word before the address is the line to open, + goes on to its history
PAGES = {
    "roles": ("", "/demo/"),
    "accueil": ("nadia", "/"),
    "verifier": ("amelie", "/verifier/"),
    "publications": ("amelie", "/publications/"),
    "nouvelle": ("amelie", "/publications/nouvelle/"),
    "approbations": ("nadia", "/approbations/"),
    "repondre": ("nadia", "first:/approbations/"),
    "publication": ("nadia", "La collecte reprend:/publications/?voir=toutes"),
    "historique": ("nadia", "La collecte reprend+:/publications/?voir=toutes"),
    "mandats": ("claude", "/mandats/"),
    "personnes": ("sylvie", "/personnes/"),
    "taches": ("kim", "/mise-en-route/taches/"),
    "organisation": ("kim", "/mise-en-route/organisation/"),
}


def main() -> None:
    wanted = set(sys.argv[1:]) or set(PAGES)
    chromium = shutil.which("chromium")
    if chromium is None:
        sys.exit("chromium: apt install chromium")
    IMAGES.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        environment = {**os.environ, "BALISE_DATA": f"{folder}/data", "BALISE_KEYS": f"{folder}/keys"}
        balise = Path(sys.executable).with_name("balise")
        command = [str(balise), "up", "--demo", "--no-browser", "--port", str(PORT)]
        served = subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL)  # noqa: S603 - our own command
        try:
            _wait()
            with sync_playwright() as playwright:
                browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox", "--lang=fr-CA"])
                for width in (375, 1280):
                    for name in PAGES:
                        if name in wanted:
                            _picture(browser, name, width)
                browser.close()
        finally:
            served.terminate()
            served.wait(timeout=30)


def _picture(browser: Browser, name: str, width: int) -> None:
    who, where = PAGES[name]
    page = browser.new_page(viewport={"width": width, "height": 900}, locale="fr-CA")
    if who:
        page.goto(f"{SITE}/demo/")
        page.locator(f"button[value={who}]").click()
        page.wait_for_load_state()
    _go(page, where)
    if name == "verifier":
        page.locator("textarea").first.fill("Mon voisin est un imbécile. Son NAS est le 046 454 286.")
        page.locator("#constats mark").first.wait_for()
    taken = Image.open(BytesIO(page.screenshot(full_page=True))).convert("RGB")
    taken.quantize(64).save(IMAGES / f"{name}-{width}.png", optimize=True)  # a tenth of the weight, as easy to read
    page.context.close()


def _go(page: Page, where: str) -> None:
    how, _, address = where.rpartition(":")
    page.goto(SITE + address)
    if how:
        rows = page.locator("main table tbody a")
        (rows if how == "first" else rows.filter(has_text=how.removesuffix("+"))).first.click()
        page.wait_for_load_state()
    if how.endswith("+"):
        page.get_by_role("link", name="Historique").click()
        page.wait_for_load_state()


def _wait() -> None:
    for _ in range(240):
        try:
            urllib.request.urlopen(f"{SITE}/sante/", timeout=1)  # noqa: S310 - our own address
        except OSError:
            sleep(0.25)
        else:
            return
    sys.exit("the demonstration did not start")


if __name__ == "__main__":
    main()
