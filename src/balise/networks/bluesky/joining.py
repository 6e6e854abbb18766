"""How an account of Bluesky is connected: by an app password, that its owner makes for Balise and may take back."""

from __future__ import annotations

import base64
import binascii
import datetime as dt
import json
import re
from collections.abc import Mapping
from typing import Any

from balise.networks.bluesky.reading import explain
from balise.networks.content import Done
from balise.networks.credentials import Account, App, Secret, Tokens
from balise.networks.errors import LostPermission, Permanent
from balise.networks.http import Answer, Http
from balise.networks.protocol import Begun, Field, Grant, Returned, Way
from balise.networks.servers import server_of
from balise.networks.shaping import answered

SERVER = "https://bsky.social"
_APP_PASSWORD = re.compile(r"[a-z0-9]{4}(-[a-z0-9]{4}){3}")
_NOBODY = App(client_id="")


class Joining:
    """See ``protocol.Joining``. The app password itself is not kept: the tokens it gives are."""

    way = Way.PASSWORD
    revokes_all = False
    needs_app = False
    fields = (
        Field(
            id="handle",
            labels={"fr": "Identifiant (par exemple moi.bsky.social)", "en": "Handle (such as me.bsky.social)"},
        ),
        Field(
            id="password",
            labels={
                "fr": "Mot de passe d’application (xxxx-xxxx-xxxx-xxxx)",
                "en": "App password (xxxx-xxxx-xxxx-xxxx)",
            },
            secret=True,
        ),
        Field(
            id="server",
            labels={
                "fr": "Serveur, si ce n’est pas celui de Bluesky (facultatif)",
                "en": "Server, if it is not Bluesky’s own (optional)",
            },
        ),
    )

    @answered
    def begin(self, *, app: App | None, typed: Mapping[str, str], redirect: str, http: Http) -> Begun:  # noqa: ARG002
        """Nobody goes anywhere."""
        return Begun(address="", state=Secret(""), verifier=Secret(""), app=_NOBODY)

    @answered
    def finish(
        self,
        *,
        begun: Begun,  # noqa: ARG002
        returned: Returned,  # noqa: ARG002
        typed: Mapping[str, str],
        redirect: str,  # noqa: ARG002
        http: Http,
        now: dt.datetime,
    ) -> tuple[Grant, ...]:
        """The account whose app password was typed. The password of the account itself is refused unsent: it opens
        everything. ``Permanent``: ``not-app-password``, ``server``.
        """
        server = server_of(typed.get("server", "") or SERVER)
        handle = typed.get("handle", "").strip().removeprefix("@").lower()
        password = typed.get("password", "").strip()
        if not _APP_PASSWORD.fullmatch(password):
            raise Permanent("not-app-password")
        answer = http.ask(
            "POST",
            f"{server}/xrpc/com.atproto.server.createSession",
            json={"identifier": handle, "password": password},
            harmless=True,
            explain=lambda answer: _explain(answer, now=now),
        )
        told = answer.fields()
        tokens = _tokens(answer)
        if not str(told.get("did", "")).startswith("did:"):
            raise answer.odd()
        account = Account(
            id=str(told["did"]),
            name=str(told.get("handle", handle)),
            handle=str(told.get("handle", handle)),
            address=f"https://bsky.app/profile/{told.get('handle', handle)}",
            server=_home(told) or server,
        )
        return (Grant(account=account, tokens=tokens),)

    @answered
    def refresh(self, *, app: App, grant: Grant, http: Http, now: dt.datetime) -> Tokens:  # noqa: ARG002
        """Newer tokens; the refresh token that was used is soon dead."""
        if grant.tokens.refresh is None:
            raise LostPermission("no-refresh")
        answer = http.ask(
            "POST",
            f"{grant.account.server}/xrpc/com.atproto.server.refreshSession",
            bearer=grant.tokens.refresh,
            harmless=True,
            explain=lambda answer: _explain(answer, now=now),
        )
        return _tokens(answer)

    def revoke(self, *, app: App, grant: Grant, http: Http) -> Done:  # noqa: ARG002
        """End the session; the app password stays until its owner removes it."""
        if grant.tokens.refresh is None:
            return Done(already=True)
        name = f"{grant.account.server}/xrpc/com.atproto.server.deleteSession"
        http.ask("POST", name, bearer=grant.tokens.refresh, harmless=True)
        return Done()


def _tokens(answer: Answer) -> Tokens:
    told = answer.fields()
    access, refresh = told.get("accessJwt"), told.get("refreshJwt")
    if not isinstance(access, str) or not isinstance(refresh, str) or not access or not refresh:
        raise answer.odd()
    said = _claims(access)
    scope = said.get("scope")
    return Tokens(
        access=Secret(access),
        refresh=Secret(refresh),
        expires=_end(said),
        refresh_expires=_end(_claims(refresh)),
        scopes=tuple(scope.split()) if isinstance(scope, str) else (),
    )


def _claims(token: str) -> dict[str, Any]:
    """What a token says of itself. It is the server's business to believe it; we only read until when it is good."""
    try:
        middle = token.split(".")[1]
        found = json.loads(base64.urlsafe_b64decode(middle + "=" * (-len(middle) % 4)))
    except (IndexError, ValueError, binascii.Error, RecursionError):
        return {}
    return found if isinstance(found, dict) else {}


def _end(claims: dict[str, Any]) -> dt.datetime | None:
    said = claims.get("exp")
    if not isinstance(said, int) or not 0 < said < 2**33:
        return None
    return dt.datetime.fromtimestamp(said, dt.UTC)


def _home(told: dict[str, Any]) -> str:
    """The server that keeps the records of the account, as its identity document says."""
    document = told.get("didDoc")
    services = document.get("service") if isinstance(document, dict) else None
    for one in services if isinstance(services, list) else ():
        if isinstance(one, dict) and str(one.get("id", "")).endswith("#atproto_pds"):
            try:
                return server_of(str(one.get("serviceEndpoint", "")))
            except Permanent:
                return ""
    return ""


def _explain(answer: Answer, *, now: dt.datetime) -> Any:
    if answer.status == 401:
        return LostPermission("refused", status=401)
    return explain(answer, now=now)


joining = Joining()
