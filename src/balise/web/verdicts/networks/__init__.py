"""What each network allows, one file a network: adding one edits nothing here. The pack may name them otherwise."""

from __future__ import annotations

import pkgutil
from functools import cache
from importlib import import_module

from balise.policy.model import Policy
from balise.web.verdicts.limits import Network


@cache
def all_networks() -> dict[str, Network]:
    """Every network by id, those people use most first."""
    found = [import_module(f"{__name__}.{module.name}").network for module in pkgutil.iter_modules(__path__)]
    return {network.id: network for network in sorted(found, key=lambda network: (network.order, network.id))}


def network_name(network_id: str, policy: Policy, language: str) -> str:
    """The name for people: the pack's, else the network's own, else the id of one that is gone."""
    for definition in policy.networks:
        if definition.id == network_id:
            return definition.name
    known = all_networks().get(network_id)
    return known.names[language] if known else network_id
