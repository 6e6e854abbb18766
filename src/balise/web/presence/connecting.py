"""Where the connection of an account is looked after: said by whatever connects accounts, from the floor above."""

from __future__ import annotations

from django.urls import reverse

from balise.web.presence.models import Account

_pages: list[str] = []


def looked_after_at(url_name: str) -> None:
    """The page, by the name of its address, which takes the number of an account."""
    if url_name not in _pages:
        _pages.append(url_name)


def connection_page(account: Account) -> str:
    """The address of that page; empty where nothing connects accounts."""
    return reverse(_pages[0], args=[account.pk]) if _pages else ""
