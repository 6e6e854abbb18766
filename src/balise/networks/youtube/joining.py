"""How a channel is connected: by somebody who owns or manages it, through Google's OAuth 2 with PKCE."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import replace

from balise.networks import errors, oauth
from balise.networks.content import Done
from balise.networks.credentials import Account, App, Secret, Tokens
from balise.networks.http import Http
from balise.networks.protocol import Begun, Field, Grant, Returned, Way
from balise.networks.shaping import answered
from balise.networks.youtube import network
from balise.networks.youtube.api import YouTubeApi

_AUTHORIZE = "https://accounts.google.com/o/oauth2/v2/auth"
ORIGIN = "https://oauth2.googleapis.com"
_TOKEN = f"{ORIGIN}/token"


class Joining:
    """See ``protocol.Joining``."""

    way = Way.OAUTH
    needs_app = True
    fields: tuple[Field, ...] = ()
    revokes_all = False

    def begin(self, *, app: App | None, typed: Mapping[str, str], redirect: str, http: Http) -> Begun:  # noqa: ARG002
        """Send the person to Google. ``consent`` is asked each time: only then does a refresh token come."""
        if app is None:
            raise errors.Permanent("application")
        return oauth.begin(
            authorize=_AUTHORIZE,
            app=app,
            redirect=redirect,
            scopes=[scope.id for scope in network.scopes],
            http=http,
            more={"access_type": "offline", "prompt": "consent", "include_granted_scopes": "false"},
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
        """The channel that the person chose at Google."""
        form: dict[str, str | Secret] = {
            "grant_type": "authorization_code",
            "code": oauth.code_of(begun, returned),
            "redirect_uri": redirect,
            "code_verifier": begun.verifier,
        }
        tokens, _said = oauth.exchange(token=_TOKEN, app=begun.app, http=http, form=form, now=now)
        if tokens.refresh is None:
            raise errors.LostPermission("no-refresh")
        found = YouTubeApi(http=http, token=tokens.access).items("channels", part="snippet", mine="true")
        return tuple(
            Grant(
                account=Account(
                    id=str(one["id"]),
                    name=str((one.get("snippet") or {}).get("title", "")),
                    handle=str((one.get("snippet") or {}).get("customUrl", "")).lstrip("@"),
                    address=f"https://www.youtube.com/channel/{one['id']}",
                ),
                tokens=tokens,
            )
            for one in found
            if one.get("id")
        )

    @answered
    def refresh(self, *, app: App, grant: Grant, http: Http, now: dt.datetime) -> Tokens:
        """An hour more. Google gives the refresh token once: it is kept."""
        if grant.tokens.refresh is None:
            raise errors.LostPermission("no-refresh")
        form: dict[str, str | Secret] = {"grant_type": "refresh_token", "refresh_token": grant.tokens.refresh}
        tokens, _said = oauth.exchange(token=_TOKEN, app=app, http=http, form=form, now=now)
        return replace(
            tokens,
            refresh=tokens.refresh or grant.tokens.refresh,
            refresh_expires=tokens.refresh_expires or grant.tokens.refresh_expires,
            scopes=tokens.scopes or grant.tokens.scopes,
        )

    @answered
    def revoke(self, *, app: App, grant: Grant, http: Http) -> Done:  # noqa: ARG002
        """Both tokens die."""
        token = grant.tokens.refresh or grant.tokens.access
        try:
            http.ask("POST", f"{ORIGIN}/revoke", form={"token": token}, explain=oauth.explain, harmless=True)
        except errors.Permanent as error:
            if error.said == "invalid_token":
                return Done(already=True)
            raise
        return Done()


joining = Joining()
