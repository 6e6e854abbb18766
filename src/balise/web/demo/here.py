"""Whether a request may use the demonstration: this database, this machine, nothing else."""

from __future__ import annotations

from ipaddress import ip_address

from django.conf import settings
from django.http import HttpRequest

from balise.web.people.installation import in_demo

_NAMES = {"localhost", "127.0.0.1", "[::1]", "::1"}


def only_here(request: HttpRequest) -> bool:
    """A demo asked for and written in the database, served to this machine, and asked from it under one of its names.

    A proxy on this machine would make strangers look local: whatever says that it forwarded somebody is refused.
    """
    if not in_demo() or not settings.BALISE_SERVED_HERE:
        return False
    if any(name in request.headers for name in ("X-Forwarded-For", "Forwarded", "X-Real-IP")):
        return False
    try:
        local = ip_address(request.META.get("REMOTE_ADDR", "")).is_loopback
    except ValueError:
        return False
    host = request.get_host()
    name = host if host.endswith("]") else host.rpartition(":")[0] if ":" in host else host
    return local and name in _NAMES
