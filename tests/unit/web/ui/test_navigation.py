"""Menus are filled by registration."""

import pytest
from django.test import RequestFactory

from balise.web.ui import badges, navigation, shortcuts


@pytest.fixture(autouse=True)
def _own_registry(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(navigation, "_entries", {})
    monkeypatch.setattr(navigation, "_providers", {})
    monkeypatch.setattr(shortcuts, "_shortcuts", dict(shortcuts._shortcuts))


def register(name: str, url_name: str, **options: object) -> None:
    navigation.register(id=name, label=name, url_name=url_name, visible=navigation.always, **options)  # type: ignore[arg-type]


def test_order_current_entry_and_count() -> None:
    register("b", "ui:style", order=2)
    register("a", "ui:shortcuts", order=1, count=lambda _: 3)
    shown = navigation.entries(RequestFactory().get("/ui/raccourcis/"))
    assert [(one.entry.id, one.current, one.waiting) for one in shown] == [("a", True, 3), ("b", False, None)]


def test_a_page_under_an_entry_makes_it_current() -> None:
    register("a", "ui:style")
    assert navigation.entries(RequestFactory().get("/ui/confirmation/"))[0].current
    assert not navigation.entries(RequestFactory().get("/uitre/"))[0].current


def test_strangers_see_only_what_is_for_everyone() -> None:
    navigation.register(id="a", label="A", url_name="ui:style")
    assert navigation.entries(RequestFactory().get("/")) == []


def test_one_id_and_one_key_have_one_meaning() -> None:
    register("a", "ui:style", shortcut="w")
    register("a", "ui:style", shortcut="w")
    with pytest.raises(ValueError, match="taken"):
        register("a", "ui:shortcuts")
    with pytest.raises(ValueError, match="taken"):
        register("b", "ui:shortcuts", shortcut="w")
    with pytest.raises(ValueError, match="taken"):
        shortcuts.register("?", "Autre chose")


def test_policy_of_the_footer() -> None:
    request = RequestFactory().get("/")
    assert navigation.policy_note(request) is None
    navigation.register_policy_note(lambda _: ("Politique du 29/04/2020", "/politique/"))
    assert navigation.policy_note(request) == ("Politique du 29/04/2020", "/politique/")


def test_an_unknown_state_is_shown_by_its_name() -> None:
    assert badges.find("publication", "bizarre").label == "bizarre"
    with pytest.raises(ValueError, match="taken"):
        badges.register("publication", {})
