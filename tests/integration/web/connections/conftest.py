"""A register with a few accounts, and a network on this machine."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from tests.integration.web.publishing.conftest import _second_factor_elsewhere, now, seat
from tests.networks_here import Instance, instance

__all__ = ["_second_factor_elsewhere", "now", "seat"]


@pytest.fixture
def here(settings: Any) -> Iterator[Instance]:
    """A server of Mastodon's kind that Balise may reach."""
    with instance() as found:
        settings.BALISE_NETWORKS_INSIDE = [found.host]
        yield found
