"""How a page is connected: by somebody who runs it, through Facebook Login."""

from __future__ import annotations

from typing import Any

from balise.networks.credentials import Account, Tokens
from balise.networks.facebook import network
from balise.networks.graph import Login
from balise.networks.protocol import Grant


def _grant(page: dict[str, Any], tokens: Tokens) -> Grant:
    return Grant(
        account=Account(
            id=str(page["id"]),
            name=str(page.get("name", "")),
            handle=str(page.get("username", "")),
            address=str(page.get("link") or f"https://www.facebook.com/{page['id']}"),
        ),
        tokens=tokens,
    )


joining = Login(scopes=network.scopes, grants=_grant)
