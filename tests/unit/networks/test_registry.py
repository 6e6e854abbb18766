"""A network is a folder, or a package that offers one: nothing else is edited."""

from __future__ import annotations

import importlib
import importlib.metadata
import pkgutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

import balise.networks
from balise import load_policy
from balise.networks.describing import Operation
from balise.networks.facebook import network
from balise.networks.registry import all_networks
from balise.web.verdicts.networks import network_name

CODE = """
from balise.networks.content import Published
from balise.networks.describing import Deed, How, Network, Operation
from balise.networks.offering import Offering

network = Network(
    id="babillard",
    names={"fr": "Babillard", "en": "Notice board"},
    maximum=40,
    deeds={Operation.PUBLISH: Deed(how=How.API)},
    connector="babillard_balise:Babillard",
)


class Babillard(Offering):
    network = network

    def publish(self, post, *, progress):
        return Published(id=post.marker, address="https://babillard.example/1")
"""


@pytest.fixture
def _afresh() -> Iterator[None]:
    all_networks.cache_clear()
    yield
    all_networks.cache_clear()
    sys.modules.pop("babillard_balise", None)


@pytest.mark.usefixtures("_afresh")
def test_a_package_adds_a_network_through_an_entry_point(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert "babillard" not in all_networks()
    (tmp_path / "babillard_balise.py").write_text(CODE, encoding="utf-8")
    info = tmp_path / "babillard_balise-1.dist-info"
    info.mkdir()
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: babillard-balise\nVersion: 1\n")
    (info / "entry_points.txt").write_text("[balise.networks]\nbabillard = babillard_balise:network\n")
    monkeypatch.syspath_prepend(str(tmp_path))
    importlib.invalidate_caches()
    all_networks.cache_clear()
    found = all_networks()["babillard"]
    assert found.can(Operation.PUBLISH)
    assert not found.can(Operation.HIDE)
    assert found.load_connector().network is found
    with pytest.raises(LookupError):
        found.load_joining()
    assert next(iter(all_networks())) == "facebook"
    assert network_name("babillard", load_policy("exemple"), "en") == "Notice board"


@pytest.mark.usefixtures("_afresh")
def test_a_folder_that_is_gone_is_not_missed(monkeypatch: pytest.MonkeyPatch) -> None:
    kept = [module for module in pkgutil.iter_modules(balise.networks.__path__) if module.name != "facebook"]
    monkeypatch.setattr("balise.networks.registry.pkgutil.iter_modules", lambda _path: iter(kept))
    assert "facebook" not in all_networks()
    assert "instagram" in all_networks()


@pytest.mark.usefixtures("_afresh")
def test_two_of_a_name_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    class Point:
        def load(self) -> object:
            return network

    monkeypatch.setattr("balise.networks.registry.importlib.metadata.entry_points", lambda **_group: [Point()])
    with pytest.raises(ValueError, match="two networks are called facebook"):
        all_networks()


def test_a_description_costs_no_client() -> None:
    code = (
        "import sys; from balise.networks.registry import all_networks; all_networks(); print('httpx' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"
