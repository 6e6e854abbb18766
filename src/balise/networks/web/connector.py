"""The organisation’s own site, read as any site is."""

from __future__ import annotations

from typing import ClassVar

from balise.networks.describing import Network
from balise.networks.sites import Site
from balise.networks.web import network


class WebSite(Site):
    """See ``sites.Site``."""

    network: ClassVar[Network] = network
