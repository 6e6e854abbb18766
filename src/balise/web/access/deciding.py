"""The one question: may this person do this, here, today?"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Callable
from typing import Any

from django.core.exceptions import PermissionDenied

from balise.web.access.permissions import Permission
from balise.web.access.table import TABLE
from balise.web.people.models import Person

Rule = Callable[[Person, Any, dt.date], bool]
_rules: dict[Permission, list[Rule]] = defaultdict(list)


class Refused(PermissionDenied):
    """Somebody may not do this. Carries ids only; the message is made where it is shown."""

    def __init__(self, permission: Permission | None, reason: str = "role") -> None:
        super().__init__(f"{permission or 'nothing'}: {reason}")
        self.permission = permission
        self.reason = reason  # role | rule | second-factor | system | own


def add_rule(permission: Permission, rule: Rule) -> None:
    """A condition on the subject that must also hold, told by the app that owns the subject, in ``ready()``."""
    if rule not in _rules[permission]:
        _rules[permission].append(rule)


def granted(person: Any, permission: Permission, *, today: dt.date) -> bool:
    """Whether a role of the person brings the permission at all, whatever the subject: menus and lists ask this."""
    if not isinstance(person, Person) or not person.is_active:
        return False
    return any(permission in TABLE[role] for role in person.roles(today))


def allowed(person: Any, permission: Permission, subject: object = None, *, today: dt.date) -> bool:
    """Whether the person may do this to this subject that day. Without a subject, only roles are asked."""
    if not granted(person, permission, today=today):
        return False
    return subject is None or all(rule(person, subject, today) for rule in _rules[permission])


def require(person: Any, permission: Permission, subject: object = None, *, today: dt.date) -> None:
    """Raise ``Refused`` unless allowed."""
    if not granted(person, permission, today=today):
        raise Refused(permission, "role")
    if not allowed(person, permission, subject, today=today):
        raise Refused(permission, "rule")
