"""Components escape what they are given and say by words what they show by colour."""

import re
from datetime import UTC, date, datetime
from html.parser import HTMLParser
from typing import Any

import pytest
from django import forms
from django.template import Context, Template
from django.test import Client, RequestFactory, override_settings
from django.utils import timezone, translation

from balise.web.ui import dates
from balise.web.ui.components import Event, Limit
from balise.web.ui.highlighting import Note

HOSTILE = "<script>alert('x')</script>"


def render(source: str, **context: Any) -> str:
    return Template("{% load ui %}" + source).render(Context({"request": RequestFactory().get("/"), **context}))


@pytest.mark.parametrize(
    "source",
    [
        "{% page_header title=x lead=x back_url=x back_label=x %}{{ x }}{% endpage_header %}",
        "{% button x name=x value=x href=x %}",
        "{% button x name=x value=x id=x %}",
        "{% badge x %}",
        "{% state_badge x %}",
        "{% decision_badge x %}",
        "{% note title=x %}{{ x }}{% endnote %}",
        "{% card title=x footer=x id=x %}{{ x }}{% endcard %}",
        "{% empty_state title=x text=x %}{{ x }}{% endempty_state %}",
        "{% definitions pairs %}",
        "{% text_diff x y x x %}",
        "{% highlighted x notes %}{% finding_notes notes %}",
        "{% bar_chart points title=x unit=x name=x %}{% line_chart points title=x %}",
    ],
)
def test_nothing_hostile_gets_through(source: str) -> None:
    notes = [
        Note(message=HOSTILE, clause=HOSTILE, clause_title=HOSTILE, clause_url=HOSTILE, advice=HOSTILE, start=2, end=9)
    ]
    html = render(source, x=HOSTILE, y=HOSTILE + " et", pairs=[(HOSTILE, HOSTILE)], notes=notes, points=[(HOSTILE, 2)])
    assert "<script" not in html
    assert "alert(" in html


class Sample(forms.Form):
    name = forms.CharField(label="Nom", help_text="Votre nom complet.")
    voice = forms.ChoiceField(label="Voix", widget=forms.RadioSelect, choices=[("a", "A"), ("b", "B")])

    def clean(self) -> None:
        raise forms.ValidationError("Rien ne va.")


def test_a_field_is_tied_to_its_help_and_its_errors() -> None:
    html = render("{% error_summary form %}{% form_fields form %}", form=Sample({}))
    assert 'aria-describedby="id_name_help id_name_errors"' in html
    assert 'aria-invalid="true"' in html
    assert '<a href="#id_name">Nom</a>' in html
    assert '<a href="#id_voice_0">Voix</a>' in html
    assert "Rien ne va." in html
    ids = re.findall(r'\bid="([^"]+)"', html)
    assert len(ids) == len(set(ids))
    for described in re.findall(r'aria-describedby="([^"]+)"', html):
        assert set(described.split()) <= set(ids)
    for anchor in re.findall(r'href="#([^"]+)"', html):
        assert anchor in ids


def test_no_summary_without_errors() -> None:
    assert render("{% error_summary form %}", form=Sample()).strip() == ""


def test_marks_and_notes_point_at_one_another() -> None:
    notes = [Note(message="Un", start=0, end=3), Note(message="Deux", start=2, end=5), Note(message="Partout")]
    html = render("{% highlighted text notes %}{% finding_notes notes %}", text="abcdefg", notes=notes)
    ids = set(re.findall(r'\bid="([^"]+)"', html))
    for anchor in re.findall(r'href="#([^"]+)"', html):
        assert anchor in ids
    for described in re.findall(r'aria-describedby="([^"]+)"', html):
        assert set(described.split()) <= ids


def test_a_difference_is_read_out() -> None:
    html = render('{% text_diff "un chat" "un chien" %}')
    assert re.search(r"<del>.*retiré.*chat.*</del>", html)
    assert re.search(r"<ins>.*ajouté.*chien.*</ins>", html)
    assert "0 mot" not in html


def test_limits_are_plain_text_without_javascript() -> None:
    html = render(
        "{% counter form.name limits %}",
        form=Sample({"name": "x" * 300}),
        limits=[Limit(id="x", label="X", maximum=280)],
    )
    assert "280 caractères au plus" in html
    assert re.search(r'<span class="counter-over" data-over>', html)


def test_dates_are_those_of_quebec() -> None:
    when = datetime(2026, 11, 24, 19, 5, tzinfo=UTC)
    with timezone.override("America/Toronto"):
        assert ">24/11/2026, 14\u00a0h\u00a005</time>" in render("{% moment when %}", when=when)
        with translation.override("en"):
            assert ">2026-11-24, 14:05</time>" in render("{% moment when %}", when=when)
    assert render("{% day when %}", when=date(2026, 3, 1)) == '<time datetime="2026-03-01">01/03/2026</time>'
    assert render("{% day when %}", when=None) == "—"


def test_dates_inside_a_sentence_are_in_words() -> None:
    when = datetime(2026, 12, 3, 19, 5, tzinfo=UTC)
    with timezone.override("America/Toronto"):
        said = ">3\u00a0décembre 2026, à 14\u00a0h\u00a005</time>"
        assert said in render("{% moment when words=True %}", when=when)
        with translation.override("en"):
            said = ">December\u00a03, 2026, at 14:05</time>"
            assert said in render("{% moment when words=True %}", when=when)
    assert ">1er\u00a0mars 2027<" in render("{% day when words=True %}", when=date(2027, 3, 1))
    assert dates.day_in_words(date(2027, 8, 11), language="en") == "August\u00a011, 2027"
    assert render("{% day when words=True %}", when=None) == "—"


def test_thousands_stand_apart_without_breaking() -> None:
    assert render("{{ n|quantity }}", n=63206) == "63\u202f206"
    assert render("{{ n|quantity }}", n=1234.5) == "1\u202f234,5"
    with translation.override("en"):
        assert render("{{ n|quantity }}", n=63206) == "63,206"
    html = render(
        "{% counter form.name limits %}", form=Sample({"name": "x"}), limits=[Limit(id="f", label="F", maximum=63206)]
    )
    assert "63\u202f206 caractères au plus" in html


def test_what_proves_an_event_is_folded() -> None:
    html = render(
        "{% timeline events %}", events=[Event(when=date(2026, 3, 1), who="Lea", what="a lu", reference="n 7")]
    )
    assert re.search(r"<details.*?<summary>.*?</summary><p>n 7</p></details>", html)
    bare = render("{% timeline events %}", events=[Event(when=date(2026, 3, 1), who="Lea", what="a lu")])
    assert "<details" not in bare


class Balanced(HTMLParser):
    """Checks that tags are closed in order."""

    VOID = frozenset({"meta", "link", "input", "img", "br", "hr", "path", "line", "rect", "circle", "polyline"})

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.inline: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.inline += [name for name, _ in attrs if name == "style" or name.startswith(("on", "hx-on"))]
        if tag not in self.VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag not in self.VOID:
            assert self.open.pop() == tag, (tag, self.getpos())


@pytest.mark.django_db
@pytest.mark.parametrize(
    "path", ["/ui/", "/ui/confirmation/", "/ui/erreur/", "/ui/raccourcis/", "/ui/accessibilite/", "/compte/login/"]
)
@pytest.mark.parametrize("language", ["fr", "en"])
def test_pages_are_sound(path: str, language: str) -> None:
    client = Client(headers={"host": "localhost"})
    client.cookies["language"] = language
    with override_settings(BALISE_DEMO=True):
        response = client.get(path)
    assert response.status_code == 200
    html = response.content.decode()
    parser = Balanced()
    parser.feed(html)
    assert (parser.open, parser.inline) == ([], [])
    assert f'<html lang="{language}"' in html
    assert not re.search(r"<script(?![^>]*(\bsrc=|application/json))", html)
    assert "unsafe" not in response.headers["Content-Security-Policy"]


@pytest.mark.django_db
def test_the_style_page_exists_in_the_demo_only() -> None:
    with override_settings(BALISE_DEMO=False):
        assert Client(headers={"host": "localhost"}).get("/ui/").status_code == 404


@pytest.mark.django_db
def test_a_browser_remembers_theme_language_and_keys() -> None:
    client = Client(headers={"host": "localhost"})
    chosen = {"theme": "dark", "language": "en", "shortcuts": "off", "next": "/ui/raccourcis/"}
    response = client.post("/ui/preferences/", chosen)
    assert response.headers["Location"] == "/ui/raccourcis/"
    html = client.get("/ui/raccourcis/").content.decode()
    assert 'data-theme="dark"' in html
    assert 'lang="en"' in html
    assert 'data-shortcuts="off"' in html
    client.post("/ui/preferences/", {"theme": "<x>", "language": "xx"})
    assert client.cookies["theme"].value == "dark"
