"""Addresses that keep what the reader chose: filters, order and page live in the query string."""

from urllib.parse import urlsplit

from django.http import HttpRequest, QueryDict
from django.utils.http import url_has_allowed_host_and_scheme


def with_query(query: QueryDict, **changes: str | int | None) -> str:
    """The query string with some keys changed; None takes a key away. Begins with «?», alone when nothing is left."""
    copy = query.copy()
    for key, value in changes.items():
        copy.pop(key, None)
        if value is not None and value != "":
            copy[key] = str(value)
    return "?" + copy.urlencode()


def back(request: HttpRequest, fallback: str) -> str:
    """Where a form that belongs to no page returns to: the `next` it carries, when it is on this site."""
    target = request.POST.get("next", "")
    if url_has_allowed_host_and_scheme(target, allowed_hosts={request.get_host()}, require_https=request.is_secure()):
        parts = urlsplit(target)
        return parts.path + (f"?{parts.query}" if parts.query else "") or fallback
    return fallback
