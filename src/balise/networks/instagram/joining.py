"""How an account is connected: by somebody who runs the page it hangs on, through Facebook Login."""

from __future__ import annotations

from typing import Any

from balise.networks.credentials import Account, Tokens
from balise.networks.graph import Login
from balise.networks.instagram import network
from balise.networks.protocol import Grant


def _grant(page: dict[str, Any], tokens: Tokens) -> Grant | None:
    found = page.get("instagram_business_account") or {}
    if not found.get("id"):
        return None
    handle = str(found.get("username", ""))
    return Grant(
        account=Account(
            id=str(found["id"]),
            name=str(found.get("name") or handle),
            handle=handle,
            address=f"https://www.instagram.com/{handle}/",
            settings={"page": str(page["id"])},
        ),
        tokens=tokens,
    )


joining = Login(scopes=network.scopes, grants=_grant)
