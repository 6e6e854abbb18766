"""How an account of Pinterest is connected: OAuth 2.0 (developers.pinterest.com, «Authentication»), without PKCE."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import replace

from balise.networks import oauth
from balise.networks.content import Done
from balise.networks.credentials import Account, App, Secret, Tokens
from balise.networks.errors import LostPermission, Permanent
from balise.networks.http import Http
from balise.networks.pinterest import network
from balise.networks.protocol import Begun, Field, Grant, Returned, Way
from balise.networks.shaping import answered

_AUTHORIZE = "https://www.pinterest.com/oauth/"
_API = "https://api.pinterest.com/v5"


class Joining:
    """See ``protocol.Joining``. An access token lives thirty days, a refresh token sixty: each refresh begins anew."""

    way = Way.OAUTH
    revokes_all = False
    needs_app = True
    fields: tuple[Field, ...] = ()

    @answered
    def begin(self, *, app: App | None, typed: Mapping[str, str], redirect: str, http: Http) -> Begun:  # noqa: ARG002
        """Send the person to Pinterest."""
        if app is None:
            raise Permanent("application")
        scopes = [scope.id for scope in network.scopes]
        return oauth.begin(
            authorize=_AUTHORIZE, app=app, redirect=redirect, scopes=scopes, http=http, pkce=False, separator=","
        )

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
        code = oauth.code_of(begun, returned)
        form: dict[str, str | Secret] = {
            "grant_type": "authorization_code",
            "code": code,
            "redirect_uri": redirect,
            "continuous_refresh": "true",
        }
        tokens = _tokens(begun.app, http, form, now)
        answer = http.ask("GET", f"{_API}/user_account", bearer=tokens.access)
        user = answer.fields()
        handle = str(user.get("username", ""))
        if not handle:
            raise answer.odd()
        account = Account(
            id=str(user.get("id") or handle),
            name=str(user.get("business_name") or handle),
            handle=handle,
            address=f"https://www.pinterest.com/{handle}/",
        )
        return (Grant(account=account, tokens=tokens),)

    @answered
    def refresh(self, *, app: App, grant: Grant, http: Http, now: dt.datetime) -> Tokens:
        """Newer tokens."""
        if grant.tokens.refresh is None:
            raise LostPermission("no-refresh")
        tokens = _tokens(app, http, {"grant_type": "refresh_token", "refresh_token": grant.tokens.refresh}, now)
        if tokens.refresh is not None:
            return tokens
        return replace(tokens, refresh=grant.tokens.refresh, refresh_expires=grant.tokens.refresh_expires)

    def revoke(self, *, app: App, grant: Grant, http: Http) -> Done:  # noqa: ARG002
        """Pinterest has no such call: the owner removes the application in the settings of the account."""
        return Done(already=True)


def _tokens(app: App, http: Http, form: Mapping[str, str | Secret], now: dt.datetime) -> Tokens:
    tokens, _told = oauth.exchange(
        token=f"{_API}/oauth/token", app=app, http=http, form=form, now=now, basic=True, separator=" "
    )
    return tokens


joining = Joining()
