"""The name of a network for people: the pack may call it otherwise."""

from __future__ import annotations

from balise.networks.registry import all_networks
from balise.policy.model import Policy

__all__ = ["all_networks", "network_name"]


def network_name(network_id: str, policy: Policy, language: str) -> str:
    """The name for people: the pack's, else the network's own, else the id of one that is gone."""
    for definition in policy.networks:
        if definition.id == network_id:
            return definition.name
    known = all_networks().get(network_id)
    return known.names[language] if known else network_id
