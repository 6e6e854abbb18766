"""Meta's Graph API (v25.0), as Facebook and Instagram share it: calls, errors, tokens, signatures.

Sources: the Graph API reference and its error tables; facts checked against Meta's own description of the API.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import hmac
import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, BinaryIO
from urllib.parse import quote

from balise.networks import errors, oauth
from balise.networks.content import Done, Quota
from balise.networks.credentials import App, Secret, Tokens
from balise.networks.describing import Scope
from balise.networks.http import PAUSE, Answer, Http, Words
from balise.networks.protocol import Begun, Field, Grant, HookAnswer, HookCall, Returned, Way
from balise.networks.shaping import answered

ORIGIN = "https://graph.facebook.com"
DIALOG = "https://www.facebook.com"
VERSION = "v25.0"
_LOST = {102, 190, 458, 459, 460, 463, 464, 467}
_THROTTLED = {4, 17, 32, 613, 80_001, 80_002, 80_006}
_NOT_THERE = {(100, 33), (110, 0), (803, 0), (24, 0), (100, 2_108_006)}
_NOT_READY = {2_207_027}
_WAITING = dt.timedelta(seconds=20)


class Graph:
    """Calls in the name of one token. ``app``, when it is there, proves that the call is ours (``appsecret_proof``)."""

    def __init__(self, *, http: Http, token: Secret, app: App | None) -> None:
        self._http = http
        self._token = token
        self._version = app.settings.get("api_version", VERSION) if app else VERSION
        self._proof: dict[str, Secret] = {}
        if app is not None and app.client_secret:
            proof = hmac.new(app.client_secret.reveal().encode(), token.reveal().encode(), hashlib.sha256)
            self._proof = {"appsecret_proof": Secret(proof.hexdigest())}

    def get(self, path: str, **params: str) -> dict[str, Any]:
        """A node or an edge, as an object."""
        return self._ask("GET", path, params=params).fields()

    def post(self, path: str, body: Mapping[str, Any], *, harmless: bool = False) -> dict[str, Any]:
        """Create or change. ``harmless``: nobody sees it yet, so it may be asked again."""
        return self._ask("POST", path, json=dict(body), harmless=harmless).fields()

    def form(self, path: str, form: Words) -> dict[str, Any]:
        """The same with a form, for words that are secret."""
        return self._ask("POST", path, form=form).fields()

    def upload(
        self, path: str, form: Mapping[str, str], files: Mapping[str, tuple[str, BinaryIO, str]]
    ) -> dict[str, Any]:
        """Send a file that nobody sees yet."""
        return self._ask("POST", path, form=form, files=files, harmless=True, large=True).fields()

    def delete(self, path: str) -> dict[str, Any]:
        """Remove a node."""
        return self._ask("DELETE", path).fields()

    def pages(self, path: str, *, most: int = 20, **params: str) -> Iterator[list[dict[str, Any]]]:
        """The lists of an edge, page by page, ``most`` pages at the most."""
        for _page in range(most):
            answer = self._ask("GET", path, params=params)
            said = answer.fields()
            found = said.get("data")
            if not isinstance(found, list):
                raise answer.odd()
            yield [one for one in found if isinstance(one, dict)]
            paging = said.get("paging") or {}
            after = (paging.get("cursors") or {}).get("after") if paging.get("next") else None
            if not after:
                return
            params = {**params, "after": str(after)}

    def standing(self, app: App | None, wanted: Sequence[Scope]) -> tuple[tuple[str, ...], dt.datetime | None]:
        """Scopes of ``wanted`` that our token lacks, and when it ends, as far as the application's secret lets us ask.

        Raises ``LostPermission`` for a token that is no longer one.
        """
        if app is None or not app.client_secret:
            return (), None
        facts = self._token_facts(app)
        if facts.get("is_valid") is False:
            raise errors.LostPermission("token")
        given = set(facts.get("scopes") or ())
        ends = [one for one in (at(facts.get("expires_at")), at(facts.get("data_access_expires_at"))) if one]
        return tuple(scope.id for scope in wanted if scope.id not in given), min(ends, default=None)

    def _token_facts(self, app: App) -> dict[str, Any]:
        """What Meta says of our token: ``is_valid``, ``scopes``, ``expires_at``, ``data_access_expires_at``."""
        answer = self._http.ask(
            "GET",
            f"{ORIGIN}/{self._version}/debug_token",
            params={"input_token": self._token},
            bearer=app_token(app),
            explain=self.explain,
        )
        facts = answer.fields().get("data")
        if not isinstance(facts, dict):
            raise answer.odd()
        return facts

    def _ask(self, method: str, path: str, *, params: Words | None = None, **more: Any) -> Answer:
        return self._http.ask(
            method,
            f"{ORIGIN}/{self._version}/{path}",
            params={**(params or {}), **self._proof} or None,
            bearer=self._token,
            explain=self.explain,
            **more,
        )

    def explain(self, answer: Answer) -> errors.NetworkError | None:
        """Meta's error object, whatever the status."""
        return explain(answer, now=self._http.now())


def explain(answer: Answer, *, now: dt.datetime) -> errors.NetworkError | None:
    """What Meta's error codes mean; None when the answer holds none."""
    try:
        found = json.loads(answer.body)["error"]
        code, sub = int(found["code"]), int(found.get("error_subcode") or 0)
        transient = found.get("is_transient") is True
    except (ValueError, KeyError, TypeError, OverflowError):
        return None
    said, status = f"{code}.{sub}" if sub else str(code), answer.status
    if code in _LOST:
        return errors.LostPermission("token", status=status, said=said)
    if code in {3, 10} or 200 <= code <= 299:
        return errors.LostPermission("permission", status=status, said=said)
    if code in _THROTTLED:
        until = now + max(_regain(answer), PAUSE)
        return errors.Throttled("throttled", status=status, said=said, until=until)
    if sub in _NOT_READY:
        return errors.NotReady("not-ready", status=status, said=said, until=now + _WAITING)
    if (code, sub) in _NOT_THERE or code in {803, 110}:
        return errors.Gone("gone", status=status, said=said)
    if code == 506:
        return errors.Permanent("duplicate", status=status, said=said)
    if code == 368:
        return errors.Permanent("disallowed", status=status, said=said)
    if code in {1, 2} or transient:
        return errors.Temporary("server", status=status, said=said, maybe=answer.maybe)
    if code == 100 and status < 500:
        return errors.Permanent("rejected", status=status, said=said)
    return None


def _regain(answer: Answer) -> dt.timedelta:
    """How long until calls are taken again, from the header that tells what was used (minutes)."""
    longest = 0
    for use in _uses(answer):
        minutes = use.get("estimated_time_to_regain_access")
        longest = max(longest, minutes) if isinstance(minutes, int) else longest
    return dt.timedelta(minutes=min(longest, 2_880))


def _uses(answer: Answer) -> Iterator[dict[str, Any]]:
    try:
        kept = json.loads(answer.headers.get("x-business-use-case-usage", "{}"))
    except ValueError:
        return
    for uses in kept.values() if isinstance(kept, dict) else ():
        yield from (use for use in uses if isinstance(use, dict)) if isinstance(uses, list) else ()


def quotas(answers: Mapping[str, Any]) -> tuple[Quota, ...]:
    """The allowance of ``content_publishing_limit``: posts of the last 24 hours."""
    found = answers.get("data")
    first = found[0] if isinstance(found, list) and found and isinstance(found[0], dict) else {}
    used, config = first.get("quota_usage"), first.get("config")
    if not isinstance(used, int):
        return ()
    total = config.get("quota_total") if isinstance(config, dict) else None
    return (Quota(name="content_publishing_limit", used=used, total=total if isinstance(total, int) else None),)


def when(said: object) -> dt.datetime | None:
    """A time as Graph writes it (``2026-08-01T12:00:00+0000``), aware, or None."""
    try:
        found = dt.datetime.strptime(str(said), "%Y-%m-%dT%H:%M:%S%z")
    except ValueError:
        return None
    return found.astimezone(dt.UTC)


def at(seconds: object) -> dt.datetime | None:
    """Unix seconds, aware; None for 0, which is how Meta writes never."""
    return dt.datetime.fromtimestamp(seconds, dt.UTC) if isinstance(seconds, int) and seconds > 0 else None


def node(identifier: str) -> str:
    """An id as a piece of a path, whatever it holds."""
    return quote(identifier, safe="_")


class Login:
    """Facebook Login: the person agrees, and the accounts they run come with tokens of their own.

    Meta has no PKCE for this flow: the code is only worth something with the application's secret, which never leaves
    the server. The person's own token lives 60 days and is kept as ``Tokens.refresh``; a page's does not expire while
    that person keeps their role and their agreement.
    """

    way = Way.OAUTH
    needs_app = True
    fields: tuple[Field, ...] = ()
    revokes_all = True

    def __init__(self, *, scopes: tuple[Scope, ...], grants: Callable[[dict[str, Any], Tokens], Grant | None]) -> None:
        self._scopes = scopes
        self._grants = grants

    def begin(self, *, app: App | None, typed: Mapping[str, str], redirect: str, http: Http) -> Begun:  # noqa: ARG002
        """See ``Joining.begin``."""
        if app is None:
            raise errors.Permanent("application")
        scopes = [scope.id for scope in self._scopes]
        authorize = f"{DIALOG}/{_version(app)}/dialog/oauth"
        return oauth.begin(
            authorize=authorize,
            app=app,
            redirect=redirect,
            scopes=scopes,
            http=http,
            pkce=False,
            separator=",",
            more={"config_id": app.settings["config_id"]} if app.settings.get("config_id") else None,
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
        """See ``Joining.finish``."""
        code = oauth.code_of(begun, returned)
        short, _said = oauth.exchange(
            token=_token(begun.app), app=begun.app, http=http, form={"code": code, "redirect_uri": redirect}, now=now
        )
        return self._granted(app=begun.app, person=_longer(begun.app, short.access, http, now), http=http)

    @answered
    def refresh(self, *, app: App, grant: Grant, http: Http, now: dt.datetime) -> Tokens:
        """See ``Joining.refresh``."""
        if grant.tokens.refresh is None:
            raise errors.LostPermission("no-refresh")
        person = _longer(app, grant.tokens.refresh, http, now)
        for found in self._granted(app=app, person=person, http=http):
            if found.account.id == grant.account.id:
                return found.tokens
        raise errors.LostPermission("no-longer-granted")

    @answered
    def revoke(self, *, app: App, grant: Grant, http: Http) -> Done:
        """Takes back the whole agreement of the person: their other pages and Instagram accounts go with it."""
        token = grant.tokens.refresh or grant.tokens.access
        try:
            Graph(http=http, token=token, app=app).delete("me/permissions")
        except (errors.LostPermission, errors.Gone):
            return Done(already=True)
        return Done()

    def _granted(self, *, app: App, person: Tokens, http: Http) -> tuple[Grant, ...]:
        graph = Graph(http=http, token=person.access, app=app)
        given = tuple(
            str(one.get("permission"))
            for page in graph.pages("me/permissions")
            for one in page
            if one.get("status") == "granted"
        )
        fields = "id,name,username,link,access_token,instagram_business_account{id,username,name}"
        found = []
        for page in graph.pages("me/accounts", fields=fields, limit="100"):
            for one in page:
                if not one.get("access_token"):
                    continue
                tokens = Tokens(
                    access=Secret(str(one["access_token"])),
                    refresh=person.access,
                    refresh_expires=person.expires,
                    scopes=given,
                )
                grant = self._grants(one, tokens)
                if grant is not None:
                    found.append(grant)
        return tuple(found)


def _longer(app: App, token: Secret, http: Http, now: dt.datetime) -> Tokens:
    form: dict[str, str | Secret] = {"grant_type": "fb_exchange_token", "fb_exchange_token": token}
    tokens, _said = oauth.exchange(token=_token(app), app=app, http=http, form=form, now=now)
    return tokens


def app_token(app: App) -> Secret:
    """The application's own token, which needs no asking."""
    return Secret(f"{app.client_id}|{app.client_secret.reveal()}")


def _version(app: App) -> str:
    return app.settings.get("api_version", VERSION)


def _token(app: App) -> str:
    return f"{ORIGIN}/{_version(app)}/oauth/access_token"


def handshake(call: HookCall, *, app: App) -> HookAnswer | None:
    """``hub.challenge``, given back to whoever knows the word that we chose."""
    if call.method != "GET" or "hub.challenge" not in call.query:
        return None
    known = app.verify_token.reveal()
    said = call.query.get("hub.verify_token", "")
    if not known or call.query.get("hub.mode") != "subscribe" or not hmac.compare_digest(said.encode(), known.encode()):
        raise errors.Forged("verify-token")
    return HookAnswer(body=call.query["hub.challenge"].encode())


def verify(call: HookCall, *, app: App) -> None:
    """``X-Hub-Signature-256``: the HMAC of the body with the application's secret, in hexadecimal."""
    key = app.client_secret.reveal().encode()
    wanted = "sha256=" + hmac.new(key, call.body, hashlib.sha256).hexdigest()
    if not key or not hmac.compare_digest(call.headers.get("x-hub-signature-256", "").encode(), wanted.encode()):
        raise errors.Forged("signature")


def changes(call: HookCall, kind: str) -> Iterator[tuple[str, str, dict[str, Any]]]:
    """Account id, field and value of each change of a ``kind`` of object (``page``, ``instagram``)."""
    try:
        said = json.loads(call.body)
    except (ValueError, RecursionError):
        raise errors.Forged("wrong-json") from None
    if not isinstance(said, dict) or said.get("object") != kind:
        return
    for entry in said.get("entry") or ():
        for change in (entry.get("changes") or ()) if isinstance(entry, dict) else ():
            if isinstance(change, dict) and isinstance(change.get("value"), dict):
                yield str(entry.get("id", "")), str(change.get("field", "")), change["value"]
