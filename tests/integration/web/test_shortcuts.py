"""The keys that pages answer to are those listed under «?»."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace

from django.test import Client

import balise.web
from balise.web.people.models import Person

WEB = Path(balise.web.__file__).parent


def test_every_key_of_a_page_is_listed_and_every_listed_key_does_something(
    cast: SimpleNamespace, signed_in: Callable[[Person], Client]
) -> None:
    used = {
        key
        for path in (*WEB.rglob("*.html"), *WEB.rglob("apps.py"))
        for key in re.findall(r'\bshortcut="(\w)"', path.read_text(encoding="utf-8"))
    }
    page = signed_in(cast.communications).get("/ui/raccourcis/").content.decode()
    listed = set(re.findall(r"<kbd>([^<]+)</kbd>", page))
    assert used == listed - {"?", "/", "Échap"}
