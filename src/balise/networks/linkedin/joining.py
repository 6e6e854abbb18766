"""How a page is connected: by somebody who administers it. LinkedIn knows PKCE only for programs without a server: the
code is worth something only with the application's secret, which never leaves ours.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from balise.networks import errors, oauth
from balise.networks.content import Done
from balise.networks.credentials import Account, App, Secret, Tokens
from balise.networks.http import Http
from balise.networks.linkedin import network
from balise.networks.linkedin.api import LinkedInApi, urn
from balise.networks.protocol import Begun, Field, Grant, Returned, Way
from balise.networks.shaping import answered

ORIGIN = "https://www.linkedin.com"
_TOKEN = f"{ORIGIN}/oauth/v2/accessToken"


class Joining:
    """See ``protocol.Joining``."""

    way = Way.OAUTH
    needs_app = True
    fields: tuple[Field, ...] = ()
    revokes_all = True

    def begin(self, *, app: App | None, typed: Mapping[str, str], redirect: str, http: Http) -> Begun:  # noqa: ARG002
        """Send the person to LinkedIn."""
        if app is None:
            raise errors.Permanent("application")
        return oauth.begin(
            authorize=f"{ORIGIN}/oauth/v2/authorization",
            app=app,
            redirect=redirect,
            scopes=[scope.id for scope in network.scopes],
            http=http,
            pkce=False,
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
        """The pages that the person administers."""
        form: dict[str, str | Secret] = {
            "grant_type": "authorization_code",
            "code": oauth.code_of(begun, returned),
            "redirect_uri": redirect,
        }
        tokens = _exchanged(begun.app, form, http, now)
        api = LinkedInApi(http=http, token=tokens.access, app=begun.app)
        found = api.get("organizationAcls?q=roleAssignee&role=ADMINISTRATOR&state=APPROVED&count=100", finder=True)
        numbers = [str(one.get("organization", "")).rpartition(":")[2] for one in found.get("elements") or ()]
        return tuple(Grant(account=_account(api, number), tokens=tokens) for number in numbers if number)

    @answered
    def refresh(self, *, app: App, grant: Grant, http: Http, now: dt.datetime) -> Tokens:
        """With the refresh token, which only some applications are given; it lives a year."""
        if grant.tokens.refresh is None:
            raise errors.LostPermission("no-refresh")
        form: dict[str, str | Secret] = {"grant_type": "refresh_token", "refresh_token": grant.tokens.refresh}
        tokens = _exchanged(app, form, http, now)
        return replace(
            tokens,
            refresh=tokens.refresh or grant.tokens.refresh,
            refresh_expires=tokens.refresh_expires or grant.tokens.refresh_expires,
            scopes=tokens.scopes or grant.tokens.scopes,
        )

    @answered
    def revoke(self, *, app: App, grant: Grant, http: Http) -> Done:
        """The token dies, for every page connected with it."""
        form: dict[str, str | Secret] = {
            "client_id": app.client_id,
            "client_secret": app.client_secret,
            "token": grant.tokens.access,
        }
        http.ask("POST", f"{ORIGIN}/oauth/v2/revoke", form=form, explain=oauth.explain, harmless=True)
        return Done()


def introspect(*, app: App, token: Secret, http: Http) -> dict[str, Any]:
    """What LinkedIn says of a token: ``active``, ``scope``, ``expires_at``."""
    form: dict[str, str | Secret] = {"client_id": app.client_id, "client_secret": app.client_secret, "token": token}
    address = f"{ORIGIN}/oauth/v2/introspectToken"
    return http.ask("POST", address, form=form, explain=oauth.explain, harmless=True).fields()


def _exchanged(app: App, form: Mapping[str, str | Secret], http: Http, now: dt.datetime) -> Tokens:
    tokens, _said = oauth.exchange(token=_TOKEN, app=app, http=http, form=form, now=now)
    return tokens


def _account(api: LinkedInApi, number: str) -> Account:
    found = api.get(f"organizations/{urn(number)}")
    handle = str(found.get("vanityName", ""))
    return Account(
        id=number,
        name=str(found.get("localizedName", "")),
        handle=handle,
        address=f"https://www.linkedin.com/company/{handle or number}/",
    )


joining = Joining()
