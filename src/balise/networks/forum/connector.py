"""A forum, read as any site is."""

from __future__ import annotations

from typing import ClassVar

from balise.networks.describing import Network
from balise.networks.forum import network
from balise.networks.sites import Site


class Forum(Site):
    """See ``sites.Site``."""

    network: ClassVar[Network] = network
