"""All writes about the presence online, by what they are about."""

from __future__ import annotations

from balise.web.presence.transitions import accesses, accounts, lookalikes

__all__ = ["accesses", "accounts", "lookalikes"]
