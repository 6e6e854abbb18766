"""How fast checks may come, from each person and from each address."""

from __future__ import annotations

from balise.web.access.pacing import Pace

__all__ = ["Pace", "of_addresses", "of_people"]
of_people = Pace(burst=40, rate=4)
of_addresses = Pace(burst=120, rate=12)  # an office shares one
