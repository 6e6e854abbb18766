"""OAuth 2 with PKCE, as RFC 6749 and RFC 7636 say it; what networks do otherwise is a parameter."""

from __future__ import annotations

import base64
import datetime as dt
import hashlib
import hmac
import secrets
from collections.abc import Mapping, Sequence
from typing import Any
from urllib.parse import urlencode

from balise.networks.credentials import App, Secret, Tokens
from balise.networks.errors import LostPermission, NetworkError, Permanent
from balise.networks.http import Answer, Http
from balise.networks.protocol import Begun, Returned


def begin(
    *,
    authorize: str,
    app: App,
    redirect: str,
    scopes: Sequence[str],
    http: Http,
    pkce: bool = True,
    separator: str = " ",
    more: Mapping[str, str] | None = None,
) -> Begun:
    """Where to send the person. ``more`` are parameters of the network's own."""
    state, verifier = Secret(secrets.token_urlsafe(32)), Secret(secrets.token_urlsafe(48))
    query = {
        "response_type": "code",
        "client_id": app.client_id,
        "redirect_uri": redirect,
        "scope": separator.join(scopes),
        "state": state.reveal(),
        **(more or {}),
    }
    if pkce:
        digest = hashlib.sha256(verifier.reveal().encode()).digest()
        query |= {
            "code_challenge": base64.urlsafe_b64encode(digest).rstrip(b"=").decode(),
            "code_challenge_method": "S256",
        }
    return Begun(address=http.routed(f"{authorize}?{urlencode(query)}"), state=state, verifier=verifier, app=app)


def code_of(begun: Begun, returned: Returned) -> Secret:
    """The code that the person came back with. ``LostPermission``: ``state``, ``refused`` or ``no-code``."""
    if not hmac.compare_digest(returned.get("state").encode(), begun.state.reveal().encode()):
        raise LostPermission("state")
    if returned.get("error"):
        raise LostPermission("refused", said=returned.get("error"))
    if not returned.get("code"):
        raise LostPermission("no-code")
    return Secret(returned.get("code"))


def exchange(
    *,
    token: str,
    app: App,
    http: Http,
    form: Mapping[str, str | Secret],
    now: dt.datetime,
    basic: bool = False,
    separator: str = " ",
) -> tuple[Tokens, dict[str, Any]]:
    """Ask the token address ``token``; the tokens, and the whole answer. ``basic`` sends the application's secret in
    the Authorization header, else it goes in the form (an application without secret sends none).
    """
    words: dict[str, str | Secret] = {"client_id": app.client_id, **form}
    if app.client_secret and not basic:
        words["client_secret"] = app.client_secret
    answer = http.ask(
        "POST",
        token,
        form=words,
        headers={"Accept": "application/json"},
        basic=(app.client_id, app.client_secret) if basic else None,
        explain=explain,
    )
    return read(answer, now=now, separator=separator)


def read(answer: Answer, *, now: dt.datetime, separator: str = " ") -> tuple[Tokens, dict[str, Any]]:
    """The tokens of a token answer. ``Temporary`` when there is none."""
    said = answer.fields()
    access = said.get("access_token")
    if not isinstance(access, str) or not access:
        raise answer.odd()
    scope = said.get("scope", "")
    refresh = said.get("refresh_token")
    tokens = Tokens(
        access=Secret(access),
        refresh=Secret(refresh) if isinstance(refresh, str) and refresh else None,
        expires=_after(said.get("expires_in"), now),
        refresh_expires=_after(said.get("refresh_token_expires_in"), now),
        scopes=tuple(one for one in str(scope).replace(",", " ").split(" ") if one)
        if separator == " "
        else tuple(one for one in str(scope).split(separator) if one),
    )
    return tokens, said


def explain(answer: Answer) -> NetworkError | None:
    """RFC 6749, 5.2: what a token address says when it gives none."""
    if answer.status not in {400, 401, 403}:
        return None
    try:
        said = answer.fields().get("error")
    except NetworkError:
        return None
    if isinstance(said, str):
        if said in {"invalid_grant", "access_denied", "expired_token"}:
            return LostPermission("refused", status=answer.status, said=said)
        if said in {"invalid_client", "unauthorized_client"}:
            return Permanent("application", status=answer.status, said=said)
        return Permanent("rejected", status=answer.status, said=said)
    return None


def _after(seconds: object, now: dt.datetime) -> dt.datetime | None:
    if isinstance(seconds, str) and seconds.isdigit():
        seconds = int(seconds)
    if not isinstance(seconds, int) or seconds <= 0:
        return None
    return now + dt.timedelta(seconds=min(seconds, 10**9))
