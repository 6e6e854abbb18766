"""LinkedIn's versioned API: headers, errors, addresses of things by their URN, and its way of writing texts.

Sources: LinkedIn's documentation of the Posts, Images, Videos and Comments APIs and of «little text».
"""

from __future__ import annotations

import datetime as dt
import json
import re
from collections.abc import Callable, Mapping
from typing import Any, BinaryIO
from urllib.parse import quote

from balise.networks import errors
from balise.networks.credentials import App, Secret
from balise.networks.http import PAUSE, Answer, Http

ORIGIN = "https://api.linkedin.com"
VERSION = "202609"  # a version lives about a year: the application's settings may name another
_RESERVED = re.compile(r"([\\|{}@\[\]()<>*_~]|#(?![^\W\d_]|\d))")
_HASHTAG = re.compile(r"\{hashtag\|(?:\\#|#)\|((?:\\.|[^}\\])*)\}")
_MENTION = re.compile(r"@\[((?:\\.|[^\]\\])*)\]\(urn:li:[^)]*\)")
_ESCAPED = re.compile(r"\\(.)", re.DOTALL)


class LinkedInApi:
    """Calls in the name of one token."""

    def __init__(self, *, http: Http, token: Secret, app: App | None) -> None:
        self._http = http
        self._token = token
        self._version = app.settings.get("api_version", VERSION) if app else VERSION

    def get(self, path: str, *, finder: bool = False) -> dict[str, Any]:
        """A resource; ``finder`` for a search by ``q``."""
        return self._ask("GET", path, {"X-RestLi-Method": "FINDER"} if finder else {}).fields()

    def create(self, path: str, body: Mapping[str, Any]) -> tuple[str, dict[str, Any]]:
        """Create something others see: its id (of the header), and the answer."""
        answer = self._ask("POST", path, {}, json=dict(body))
        said = answer.fields() if answer.body.strip() else {}
        identifier = answer.headers.get("x-restli-id") or said.get("$URN") or said.get("commentUrn") or said.get("id")
        if not isinstance(identifier, str) or not identifier:
            raise answer.odd()
        return identifier, said

    def action(self, path: str, name: str, body: Mapping[str, Any]) -> dict[str, Any]:
        """An action that nobody sees yet."""
        return self._ask("POST", f"{path}?action={name}", {}, json=dict(body), harmless=True).fields()

    def patch(self, path: str, values: Mapping[str, Any]) -> None:
        """Change some fields."""
        self._ask("POST", path, {"X-RestLi-Method": "PARTIAL_UPDATE"}, json={"patch": {"$set": dict(values)}})

    def delete(self, path: str) -> None:
        """Remove it."""
        self._ask("DELETE", path, {})

    def upload(self, address: str, content: bytes | Callable[[], BinaryIO], *, content_type: str, size: int) -> str:
        """Send bytes where LinkedIn said; the ``ETag`` of what arrived."""
        answer = self._http.ask(
            "PUT",
            address,
            headers={"Content-Type": content_type, "Content-Length": str(size)},
            bearer=self._token,
            content=content,
            harmless=True,
            large=True,
            explain=self._explain,
        )
        return answer.headers.get("etag", "").strip('"')

    def _ask(self, method: str, path: str, headers: Mapping[str, str], **more: Any) -> Answer:
        return self._http.ask(
            method,
            f"{ORIGIN}/rest/{path}",
            headers={"LinkedIn-Version": self._version, "X-Restli-Protocol-Version": "2.0.0", **headers},
            bearer=self._token,
            explain=self._explain,
            **more,
        )

    def _explain(self, answer: Answer) -> errors.NetworkError | None:
        return explain(answer, now=self._http.now())


def explain(answer: Answer, *, now: dt.datetime) -> errors.NetworkError | None:
    """LinkedIn's ``code`` and ``serviceErrorCode``; None where the status says enough."""
    try:
        found = json.loads(answer.body)
        code = str(found.get("code", ""))
        said = str(found.get("serviceErrorCode") or code)
    except (ValueError, AttributeError):
        return None
    status = answer.status
    if status == 426 or code in {"NONEXISTENT_VERSION", "VERSION_DEPRECATED"}:
        return errors.Permanent("version", status=status, said=said)
    if status == 401:
        return errors.LostPermission("token", status=status, said=said)
    if status == 403:
        return errors.LostPermission("permission", status=status, said=said)
    if status == 429:  # daily, by application: it begins again at midnight UTC
        midnight = (now.astimezone(dt.UTC) + dt.timedelta(days=1)).replace(hour=0, minute=0, second=0, microsecond=0)
        soon = now + 15 * PAUSE
        return errors.Throttled(
            "throttled", status=status, said=said, until=midnight if "DAY" in str(found.get("message", "")) else soon
        )
    if status in {409, 422} and "DUPLICATE" in f"{code} {found.get('message', '')}".upper():
        return errors.Permanent("duplicate", status=status, said=said)
    return None


def urn(identifier: str) -> str:
    """An URN as a piece of a path or of a query."""
    return quote(identifier, safe="")


def little(text: str) -> str:
    """A text as LinkedIn wants it: what it would read as its own marks is escaped; a hashtag stays one."""
    return _RESERVED.sub(r"\\\1", text)


def plain(text: str) -> str:
    """The text that a reader sees."""
    text = _HASHTAG.sub(lambda match: "#" + match.group(1), text)
    text = _MENTION.sub(lambda match: match.group(1), text)
    return _ESCAPED.sub(r"\1", text)


def at(milliseconds: object) -> dt.datetime | None:
    """A time as LinkedIn writes it, aware."""
    if not isinstance(milliseconds, int) or milliseconds <= 0:
        return None
    return dt.datetime.fromtimestamp(milliseconds / 1000, dt.UTC)
