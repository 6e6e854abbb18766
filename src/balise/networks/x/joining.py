"""How an account of X is connected: OAuth 2.0 with PKCE (docs.x.com, «OAuth 2.0 Authorization Code Flow»)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from balise.networks import oauth
from balise.networks.content import Done
from balise.networks.credentials import Account, App, Secret, Tokens
from balise.networks.errors import LostPermission, Permanent
from balise.networks.http import Http
from balise.networks.protocol import Begun, Field, Grant, Returned, Way
from balise.networks.shaping import answered
from balise.networks.x import network

_AUTHORIZE = "https://x.com/i/oauth2/authorize"
_API = "https://api.x.com"
_TOKEN = f"{_API}/2/oauth2/token"


class Joining:
    """See ``protocol.Joining``. An access token lives two hours; a refresh token is good once."""

    way = Way.OAUTH
    revokes_all = False
    needs_app = True
    fields: tuple[Field, ...] = ()

    @answered
    def begin(self, *, app: App | None, typed: Mapping[str, str], redirect: str, http: Http) -> Begun:  # noqa: ARG002
        """Send the person to X."""
        if app is None:
            raise Permanent("application")
        scopes = [scope.id for scope in network.scopes]
        return oauth.begin(authorize=_AUTHORIZE, app=app, redirect=redirect, scopes=scopes, http=http)

    @answered
    def finish(
        self,
        *,
        begun: Begun,
        returned: Returned,
        typed: Mapping[str, str],  # noqa: ARG002
        redirect: str,
        http: Http,
        now: dt.datetime,
    ) -> tuple[Grant, ...]:
        """The account that the person was signed in to."""
        form: dict[str, str | Secret] = {
            "grant_type": "authorization_code",
            "code": oauth.code_of(begun, returned),
            "redirect_uri": redirect,
            "code_verifier": begun.verifier,
        }
        tokens, _told = _exchange(begun.app, http, form, now)
        answer = http.ask("GET", f"{_API}/2/users/me", params={"user.fields": "name,username"}, bearer=tokens.access)
        user = answer.fields().get("data")
        if not isinstance(user, dict) or not str(user.get("id", "")).isdigit():
            raise answer.odd()
        handle = str(user.get("username", ""))
        account = Account(
            id=str(user["id"]), name=str(user.get("name", "")), handle=handle, address=f"https://x.com/{handle}"
        )
        return (Grant(account=account, tokens=tokens),)

    @answered
    def refresh(self, *, app: App, grant: Grant, http: Http, now: dt.datetime) -> Tokens:
        """Newer tokens; the refresh token that was used is dead."""
        if grant.tokens.refresh is None:
            raise LostPermission("no-refresh")
        form: dict[str, str | Secret] = {"grant_type": "refresh_token", "refresh_token": grant.tokens.refresh}
        tokens, _told = _exchange(app, http, form, now)
        return replace(tokens, refresh=tokens.refresh or grant.tokens.refresh)

    def revoke(self, *, app: App, grant: Grant, http: Http) -> Done:
        """Tell X that both tokens are no longer ours."""
        for token, kind in ((grant.tokens.refresh, "refresh_token"), (grant.tokens.access, "access_token")):
            if token is not None:
                form: dict[str, str | Secret] = {"token": token, "token_type_hint": kind, "client_id": app.client_id}
                basic = (app.client_id, app.client_secret) if app.client_secret else None
                http.ask("POST", f"{_API}/2/oauth2/revoke", form=form, basic=basic, harmless=True)
        return Done()


def _exchange(
    app: App, http: Http, form: Mapping[str, str | Secret], now: dt.datetime
) -> tuple[Tokens, dict[str, Any]]:
    return oauth.exchange(token=_TOKEN, app=app, http=http, form=form, now=now, basic=bool(app.client_secret))


joining = Joining()
