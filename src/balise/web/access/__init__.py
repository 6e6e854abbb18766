"""Who may do what: permissions, the table of roles, and the decorator that every view carries.

Not a Django app: it keeps nothing. Import it from views, transitions and queries, never from models.
"""

from __future__ import annotations

from balise.web.access.deciding import Refused, add_rule, allowed, granted, require
from balise.web.access.guarding import needs, public
from balise.web.access.permissions import Permission

__all__ = ["Permission", "Refused", "add_rule", "allowed", "granted", "needs", "public", "require"]
