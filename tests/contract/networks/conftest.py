"""Every peer, one after the other; each test begins with a new one and ends by asking what it found wrong."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack

import pytest

from tests.contract.networks.gate import Gate
from tests.contract.networks.peering import Opened, Peer, all_peers

Opens = Callable[..., Opened]


def _named(kind: type[Peer]) -> str:
    return f"{kind.network}-{kind.__module__.rpartition('.')[2]}"


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    kinds = all_peers()
    if "lives" in metafunc.fixturenames:
        kinds = [kind for kind in kinds if kind.stateful]
    elif "opens" not in metafunc.fixturenames:
        return
    metafunc.parametrize("kind", kinds, ids=_named)


@pytest.fixture
def opens(kind: type[Peer]) -> Iterator[Opens]:
    """Open a new peer of the kind with our connector before it, as often as wanted."""
    made: list[Opened] = []
    with ExitStack() as stack:

        def opened(*, seconds: float = 2.0, whole: float = 4.0) -> Opened:
            one = kind()
            gate = stack.enter_context(Gate(stack.enter_context(one.answering())).open())
            found = Opened(one, gate, seconds=seconds, whole=whole)
            stack.callback(found.http.close)
            made.append(found)
            return found

        yield opened
        for found in made:
            assert found.peer.violations(found.gate) == []
            assert found.gate.trapped == 0


@pytest.fixture
def lives(opens: Opens) -> Opens:
    """The same, for peers that remember."""
    return opens
