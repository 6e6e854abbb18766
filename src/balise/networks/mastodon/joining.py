"""How an account of Mastodon is connected: Balise registers itself at the person's server, then OAuth 2.0 with PKCE."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from urllib.parse import urlsplit

from balise.networks import oauth
from balise.networks.content import Done
from balise.networks.credentials import Account, App, Secret, Tokens
from balise.networks.http import Http
from balise.networks.mastodon import network
from balise.networks.protocol import Begun, Field, Grant, Returned, Way
from balise.networks.servers import server_of
from balise.networks.shaping import answered

NAME = "Balise"


class Joining:
    """See ``protocol.Joining``. Tokens have no end."""

    way = Way.OAUTH
    revokes_all = False
    needs_app = False
    fields = (
        Field(
            id="server",
            labels={
                "fr": "Votre instance (par exemple mastodon.quebec)",
                "en": "Your server (such as mastodon.quebec)",
            },
        ),
    )

    @answered
    def begin(self, *, app: App | None, typed: Mapping[str, str], redirect: str, http: Http) -> Begun:
        """Register at the server, unless the organisation did, and send the person there."""
        server = server_of(typed.get("server", ""))
        scopes = [scope.id for scope in network.scopes]
        if app is None:
            said = {"client_name": NAME, "redirect_uris": [redirect], "scopes": " ".join(scopes)}
            answer = http.ask("POST", f"{server}/api/v1/apps", json=said, harmless=True)
            told = answer.fields()
            if not isinstance(told.get("client_id"), str) or not isinstance(told.get("client_secret"), str):
                raise answer.odd()
            app = App(client_id=told["client_id"], client_secret=Secret(told["client_secret"]))
        return oauth.begin(authorize=f"{server}/oauth/authorize", app=app, redirect=redirect, scopes=scopes, http=http)

    @answered
    def finish(
        self,
        *,
        begun: Begun,
        returned: Returned,
        typed: Mapping[str, str],
        redirect: str,
        http: Http,
        now: dt.datetime,
    ) -> tuple[Grant, ...]:
        """The account that the person was signed in to."""
        server = server_of(typed.get("server", ""))
        form: dict[str, str | Secret] = {
            "grant_type": "authorization_code",
            "code": oauth.code_of(begun, returned),
            "redirect_uri": redirect,
            "code_verifier": begun.verifier,
        }
        tokens, _told = oauth.exchange(token=f"{server}/oauth/token", app=begun.app, http=http, form=form, now=now)
        answer = http.ask("GET", f"{server}/api/v1/accounts/verify_credentials", bearer=tokens.access)
        user = answer.fields()
        if not user.get("id"):
            raise answer.odd()
        account = Account(
            id=str(user["id"]),
            name=str(user.get("display_name") or user.get("username") or ""),
            handle=f"{user.get('username', '')}@{urlsplit(server).hostname}",
            address=str(user.get("url") or server),
            server=server,
        )
        return (Grant(account=account, tokens=tokens),)

    @answered
    def refresh(self, *, app: App, grant: Grant, http: Http, now: dt.datetime) -> Tokens:  # noqa: ARG002
        """The same: they have no end."""
        return grant.tokens

    def revoke(self, *, app: App, grant: Grant, http: Http) -> Done:
        """Tell the server that the token is no longer ours."""
        form: dict[str, str | Secret] = {
            "client_id": app.client_id,
            "client_secret": app.client_secret,
            "token": grant.tokens.access,
        }
        http.ask("POST", f"{grant.account.server}/oauth/revoke", form=form, harmless=True)
        return Done()


joining = Joining()
