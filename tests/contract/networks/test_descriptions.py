"""Every network says what can be done there, by whom and with what outcome, in both languages."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

import balise.networks
from balise.networks.describing import ACTS, Deed, Network, Operation
from balise.networks.offering import Offering
from balise.networks.registry import all_networks
from tests.contract.networks.peering import all_peers

DOCS = Path(__file__).resolve().parents[3] / "docs"
ROOT = Path(balise.networks.__path__[0])
FOLDERS = sorted(path.parent.name for path in ROOT.glob("*/__init__.py"))
CONNECTED = [network for network in all_networks().values() if network.connector]
METHODS = {
    Operation.PUBLISH: ("publish",),
    Operation.FETCH: ("fetch",),
    Operation.UPDATE: ("update",),
    Operation.RETRACT: ("retract",),
    Operation.COMMENTS: ("comments",),
    Operation.MENTIONS: ("mentions",),
    Operation.REPLY: ("reply",),
    Operation.HIDE: ("hide",),
    Operation.UNHIDE: ("unhide",),
    Operation.DELETE: ("delete",),
    Operation.HOOKS: ("subscribe", "unsubscribe"),
}


@pytest.mark.parametrize("network", CONNECTED, ids=lambda network: network.id)
def test_every_act_has_its_outcome_and_its_steps(network: Network) -> None:
    assert set(network.deeds) >= ACTS
    for operation, deed in network.deeds.items():
        if operation not in ACTS:
            continue
        for language in ("fr", "en"):
            assert deed.outcome[language], operation
            assert not deed.outcome[language].endswith("."), operation
            assert len(deed.steps[language]) == len(deed.steps["fr"]) >= 1
            assert all(step.endswith((".", "!")) for step in deed.steps[language]), (operation, language)
    for scope in network.scopes:
        assert set(scope.why) == {"fr", "en"}
    for option in network.options:
        assert set(option.labels) == {"fr", "en"}
        assert not option.default or option.default in {value for value, _labels in option.choices}


@pytest.mark.parametrize("network", CONNECTED, ids=lambda network: network.id)
def test_french_is_typeset(network: Network) -> None:
    sentences = [text for deed in network.deeds.values() for text in _texts(deed, "fr")]
    sentences += [scope.why["fr"] for scope in network.scopes]
    for text in sentences:
        assert not re.search(r"« | »| :", text), text
        assert not re.search(r"[^\s\u00a0] [;!?]", text), text
        assert "'" not in text, text


@pytest.mark.parametrize("network", CONNECTED, ids=lambda network: network.id)
def test_the_connector_has_what_is_declared_and_nothing_more(network: Network) -> None:
    kind = network.load_connector()
    assert issubclass(kind, Offering)
    assert kind.network is network
    for operation, methods in METHODS.items():
        for method in methods:
            offered = getattr(kind, method) is not getattr(Offering, method)
            assert offered == network.can(operation), method
    assert (kind.find is not Offering.find) == network.can(Operation.PUBLISH)
    assert (kind.find_reply is not Offering.find_reply) == network.can(Operation.REPLY)
    assert network.can(Operation.UPDATE) <= bool(network.edits)


@pytest.mark.parametrize("network", CONNECTED, ids=lambda network: network.id)
def test_every_connector_is_held_to_the_contract(network: Network) -> None:
    assert network.id in {kind.network for kind in all_peers()}


@pytest.mark.parametrize("network", CONNECTED, ids=lambda network: network.id)
@pytest.mark.parametrize("folder", ["fr/reseaux", "en/networks"])
def test_how_to_connect_it_is_documented(network: Network, folder: str) -> None:
    page = (DOCS / folder / f"{network.id}.md").read_text(encoding="utf-8")
    assert network.names["fr"] in page
    assert "BALISE_ADDRESS" in page or not network.joining


@pytest.mark.parametrize("folder", FOLDERS)
def test_a_network_knows_no_other(folder: str) -> None:
    for path in sorted((ROOT / folder).rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
            names += [node.module or ""] if isinstance(node, ast.ImportFrom) else []
            for name in names:
                asked = name.removeprefix("balise.networks.").split(".")[0]
                assert not name.startswith("balise.networks.") or asked == folder or asked not in FOLDERS, (path, name)


def test_nothing_outside_a_folder_names_it() -> None:
    """A folder is removed without editing anything else."""
    for path in sorted(ROOT.glob("*.py")):
        text = path.read_text(encoding="utf-8")
        assert not re.search(rf"balise\.networks\.(?:{'|'.join(FOLDERS)})\b", text), path


def _texts(deed: Deed, language: str) -> list[str]:
    return [*deed.steps.get(language, ()), *([deed.outcome[language]] if deed.outcome else [])]
