"""An account stands on a network that the pack defines, or is a site."""

from __future__ import annotations

from collections.abc import Iterator

from balise.policy.draft import Draft
from balise.policy.model import Policy
from balise.policy.problems import Problem

SITE = "web"
"""A site of its own needs no definition."""
ORGANISATION = "organisation"


def check(draft: Draft, policy: Policy) -> Iterator[Problem]:
    """One problem for each account on an undefined network, and each owned by nobody the pack knows."""
    networks = {network.id for network in policy.networks} | {SITE}
    owners = {partner.id for partner in policy.organisation.partners} | {ORGANISATION}
    for index, account in enumerate(policy.accounts):
        if account.network not in networks:
            known = ", ".join(sorted(networks))
            yield draft.problem(
                "unknown-network",
                "presence.toml",
                ("accounts", index, "network"),
                (
                    f"Le réseau « {account.network} » n'est pas défini.",
                    f"The network “{account.network}” is not defined.",
                ),
                (
                    f"Définissez-le par un [[networks]], ou choisissez parmi : {known}.",
                    f"Define it by a [[networks]], or choose one of: {known}.",
                ),
            )
        if account.owner not in owners:
            known = ", ".join(sorted(owners))
            yield draft.problem(
                "unknown-owner",
                "presence.toml",
                ("accounts", index, "owner"),
                (
                    f"« {account.owner} » n'est ni l'organisation ni un partenaire.",
                    f"“{account.owner}” is neither the organisation nor a partner.",
                ),
                (f"Choisissez parmi : {known}.", f"Choose one of: {known}."),
            )
