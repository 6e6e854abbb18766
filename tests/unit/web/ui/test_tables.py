"""Tables follow their address, and nothing else."""

from typing import Any

import pytest
from django import forms
from django.http import QueryDict
from django.test import RequestFactory

from balise.web.ui.addresses import back, with_query
from balise.web.ui.tables import Column, Table


class Filters(forms.Form):
    q = forms.CharField(required=False)


def table(address: str = "/", **options: Any) -> Table:
    columns = [
        Column(id="nom", label="Nom", cell=lambda row: row[0], order=lambda row: row[0], heading=True),
        Column(id="vues", label="Vues", cell=lambda row: row[1], order=lambda row: row[1], numeric=True),
        Column(id="note", label="Note", cell=lambda _: ""),
    ]
    rows = [(f"p{number:02}", (number * 7) % 23) for number in range(23)]
    request = RequestFactory().get(address)
    return Table(
        **{
            "request": request,
            "rows": rows,
            "columns": columns,
            "caption": "Essai",
            "sort": "nom",
            "page_size": 10,
            **options,
        }
    )


def first(shown: Table) -> str:
    return str(shown.shown[0][1][0].value)


def test_default_order_then_the_one_asked_for() -> None:
    assert first(table()) == "p00"
    assert first(table("/?tri=-nom")) == "p22"
    assert first(table("/?tri=vues")) == "p00"
    assert table("/?tri=-vues").shown[0][1][1].value == 22


@pytest.mark.parametrize(
    "address",
    ["/?tri=note", "/?tri=password", "/?tri=--nom", "/?page=-1", "/?page=zz", "/?page=²", "/?page=99999999999"],
)
def test_odd_addresses_show_the_table_all_the_same(address: str) -> None:
    assert first(table(address)) == "p00"


def test_a_page_past_the_end_is_the_last() -> None:
    assert table("/?page=50").number == 3


def test_headings_toggle_and_keep_filters() -> None:
    shown = table("/?q=a&tri=nom&page=2", filters=Filters(QueryDict("q=a")))
    nom, vues, note = shown.headings
    assert (nom.address, nom.sorted) == ("?q=a&tri=-nom", "ascending")
    assert (vues.address, vues.sorted) == ("?q=a&tri=vues", "")
    assert note.address == ""
    assert shown.kept == [("tri", "nom")]
    assert shown.filtered
    assert shown.cleared == "?tri=nom"


def test_pages_keep_the_rest_of_the_address() -> None:
    shown = table("/?q=a&page=2")
    assert (shown.previous, shown.following) == ("?q=a&page=1", "?q=a&page=3")
    assert [number for number, _ in shown.pages] == [1, 2, 3]


def test_without_a_count_only_neighbours_are_shown() -> None:
    shown = table("/?page=2", counted=False)
    assert (shown.total, shown.pages, shown.following) == (None, [], "?page=3")
    assert table("/?page=3", counted=False).following == ""


def test_a_query_string_is_changed_in_place() -> None:
    assert with_query(QueryDict("a=1&b=2&b=3"), a=None, c="é") == "?b=2&b=3&c=%C3%A9"


@pytest.mark.parametrize(
    ("target", "place"),
    [
        ("/ici/?a=1", "/ici/?a=1"),
        ("https://mechant.example/", "/"),
        ("//mechant.example/", "/"),
        ("javascript:alert(1)", "/"),
        ("", "/"),
    ],
)
def test_forms_return_to_this_site_only(target: str, place: str) -> None:
    assert back(RequestFactory().post("/", {"next": target}, headers={"host": "localhost"}), "/") == place
