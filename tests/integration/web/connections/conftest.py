"""A register with a few accounts, and networks on this machine."""

from __future__ import annotations

from tests.integration.web.publishing.conftest import _second_factor_elsewhere, now, seat

__all__ = ["_second_factor_elsewhere", "now", "seat"]
