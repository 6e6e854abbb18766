"""How the address of an account reads on each network, one file a network: adding one edits nothing here.

A network without a file here is read in the usual way: the first part of the path names the account.
"""

from __future__ import annotations

import pkgutil
from functools import cache
from importlib import import_module

from balise.web.presence.networks.describing import Presence, first_part
from balise.web.verdicts.networks import all_networks

SITES = ("web", "blog", "forum")


@cache
def presences() -> dict[str, Presence]:
    """Every network by its id, sites included."""
    names = [module.name for module in pkgutil.iter_modules(__path__) if module.name != "describing"]
    found = [import_module(f"{__name__}.{name}").presence for name in names]
    known = {one.id: one for one in found}
    for network in all_networks().values():
        if network.id not in known and network.id not in SITES:
            known[network.id] = Presence(id=network.id, hosts=network.hosts, account=first_part)
    return known


def presence_of(network_id: str) -> Presence:
    """What is known of a network; of one that nobody described, the general steps."""
    known = presences()
    return known.get(network_id) or known["web"]


def presence_at(host: str) -> Presence | None:
    """The network that a host belongs to, subdomains included; None for a site."""
    for one in presences().values():
        if any(host == name or host.endswith(f".{name}") for name in one.hosts):
            return one
    return None
