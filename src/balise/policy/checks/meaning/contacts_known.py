"""A contact is the contact of a role that exists, and can be reached."""

from __future__ import annotations

from collections.abc import Iterator

from balise.policy.draft import Draft
from balise.policy.model import Policy
from balise.policy.problems import Problem


def check(draft: Draft, policy: Policy) -> Iterator[Problem]:
    """One problem for each contact of an unknown role, and each without e-mail, telephone or address."""
    roles = [role.id for role in policy.roles]
    for name, contact in policy.organisation.contacts.items():
        if name not in roles:
            known = ", ".join(roles)
            yield draft.problem(
                "unknown-role",
                "pack.toml",
                ("contacts", name),
                (f"Aucun rôle ne s'appelle « {name} ».", f"No role is called “{name}”."),
                (f"Rôles possibles : {known}.", f"Possible roles: {known}."),
            )
        if not (contact.email or contact.phone or contact.url):
            yield draft.problem(
                "unreachable-contact",
                "pack.toml",
                ("contacts", name),
                (
                    f"Rien ne dit comment joindre « {name} ».",
                    f"Nothing says how “{name}” can be reached.",
                ),
                ("Donnez email, phone ou url.", "Give email, phone or url."),
            )
