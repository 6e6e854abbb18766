"""All writes, by subject; importing them declares the transitions."""

from __future__ import annotations

from balise.web.connections.transitions import applications, attempts, connections

__all__ = ["applications", "attempts", "connections"]
