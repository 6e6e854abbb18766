"""A blog, read as any site is."""

from __future__ import annotations

from typing import ClassVar

from balise.networks.blog import network
from balise.networks.describing import Network
from balise.networks.sites import Site


class Blog(Site):
    """See ``sites.Site``."""

    network: ClassVar[Network] = network
