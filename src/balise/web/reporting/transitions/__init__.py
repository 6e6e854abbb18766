"""All writes of reports. ``autodiscover`` finds them here."""

from __future__ import annotations

from balise.web.reporting.transitions import delivering, handling, making, writing  # noqa: F401
