"""Every network there is: the folders of this package and what other packages offer."""

from __future__ import annotations

import importlib.metadata
import pkgutil
from functools import cache
from importlib import import_module

import balise.networks
from balise.networks.describing import Network

GROUP = "balise.networks"


@cache
def all_networks() -> dict[str, Network]:
    """Every network by id, those people use most first. Raises ``ValueError`` when two have the same id."""
    found: dict[str, Network] = {}
    folders = [module.name for module in pkgutil.iter_modules(balise.networks.__path__) if module.ispkg]
    offered = [import_module(f"{balise.networks.__name__}.{name}").network for name in folders]
    offered += [point.load() for point in importlib.metadata.entry_points(group=GROUP)]
    for network in offered:
        if network.id in found:
            raise ValueError(f"two networks are called {network.id}")
        found[network.id] = network
    return {network.id: network for network in sorted(found.values(), key=lambda one: (one.order, one.id))}
