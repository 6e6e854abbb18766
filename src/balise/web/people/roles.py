"""The roles of the house. One person may hold several."""

from __future__ import annotations

from enum import StrEnum


class Role(StrEnum):
    """What somebody is there for. Names are for ever: they are in the database and in the audit."""

    ADMIN = "admin"  # technical: sees no case, report or private check
    AUDITOR = "auditor"  # reads only
    COMMUNICATIONS = "communications"
    EMPLOYEE = "employee"
    HR = "hr"
    MANAGEMENT = "management"
    MANAGER = "manager"  # also whoever has somebody under them
    PARTNER = "partner"  # outside; sees only what is sent to them
    PRIVACY = "privacy"


# Whoever holds one of these sees sensitive records or can open doors: a second factor is asked.
SENSITIVE = frozenset({Role.ADMIN, Role.HR, Role.MANAGEMENT, Role.PRIVACY})

# Whom people write to: each has a contact of its own, told at set-up.
CONTACTS = (Role.COMMUNICATIONS, Role.HR, Role.MANAGEMENT, Role.PRIVACY)

NAMES = {
    "fr": {
        Role.ADMIN: "administration technique",
        Role.AUDITOR: "audit",
        Role.COMMUNICATIONS: "communications",
        Role.EMPLOYEE: "équipe",
        Role.HR: "ressources humaines",
        Role.MANAGEMENT: "direction",
        Role.MANAGER: "gestionnaire",
        Role.PARTNER: "partenaire",
        Role.PRIVACY: "protection des renseignements personnels",
    },
    "en": {
        Role.ADMIN: "technical administration",
        Role.AUDITOR: "audit",
        Role.COMMUNICATIONS: "communications",
        Role.EMPLOYEE: "staff",
        Role.HR: "human resources",
        Role.MANAGEMENT: "management",
        Role.MANAGER: "manager",
        Role.PARTNER: "partner",
        Role.PRIVACY: "privacy officer",
    },
}


def role_name(role: Role, language: str) -> str:
    """The name of a role for a reader of ``fr`` or ``en``."""
    return NAMES.get(language, NAMES["fr"])[role]
