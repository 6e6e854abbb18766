"""``balise network list``."""

from __future__ import annotations

import json

import pytest
from click.testing import CliRunner

from balise.cli import balise
from balise.networks.describing import ACTS
from balise.networks.registry import all_networks


def test_it_says_what_balise_does_and_what_is_left_to_a_person() -> None:
    done = CliRunner().invoke(balise, ["network", "list", "--lang", "fr"])
    assert done.exit_code == 0
    for network in all_networks().values():
        assert f"({network.id})" in done.output
    assert "masqué, encore visible par son auteur" in done.output
    assert "corriger\u00a0: une personne, avec la marche à suivre" in done.output


def test_one_of_them_in_english() -> None:
    done = CliRunner().invoke(balise, ["network", "list", "linkedin", "--lang", "en"])
    assert "hide a comment: nobody: the network does not offer it" in done.output
    assert "Facebook" not in done.output


def test_as_objects() -> None:
    done = CliRunner().invoke(balise, ["network", "list", "--json"])
    said = [json.loads(line) for line in done.output.splitlines()]
    assert [one["id"] for one in said] == list(all_networks())
    facebook = said[0]
    assert facebook["operations"]["hide"] == "api"
    assert set(facebook["outcomes"]) == {act.value for act in ACTS}
    assert "retract" not in facebook["reversible"]


@pytest.mark.parametrize(("language", "said"), [("fr", "Aucun réseau"), ("en", "No network")])
def test_a_name_of_none_is_told(language: str, said: str) -> None:
    done = CliRunner().invoke(balise, ["network", "list", "myspace", "--lang", language])
    assert done.exit_code == 2
    assert said in done.output
    assert "facebook" in done.output
