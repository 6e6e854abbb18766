"""Publications and people to look for."""

from __future__ import annotations

from tests.integration.web.publishing.conftest import _second_factor_elsewhere, now, seat, send, write

__all__ = ["_second_factor_elsewhere", "now", "seat", "send", "write"]
