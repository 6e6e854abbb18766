"""YouTube's Data API v3: calls and errors. Sources: its discovery document and its table of errors."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterator, Mapping
from typing import Any
from zoneinfo import ZoneInfo

from balise.networks import errors
from balise.networks.credentials import Secret
from balise.networks.http import PAUSE, Answer, Http

ORIGIN = "https://youtube.googleapis.com"
UPLOAD = "https://www.googleapis.com"
_DAILY = {"quotaExceeded", "dailyLimitExceeded", "dailyLimitExceededUnreg"}
_SOON = {"rateLimitExceeded", "userRateLimitExceeded", "RATE_LIMIT_EXCEEDED"}
_LOST = {
    "authError",
    "authorizationRequired",
    "channelClosed",
    "channelSuspended",
    "ineligibleAccount",
    "insufficientPermissions",
    "youtubeSignupRequired",
}
_PACIFIC = ZoneInfo("America/Los_Angeles")


class YouTubeApi:
    """Calls in the name of one token."""

    def __init__(self, *, http: Http, token: Secret) -> None:
        self._http = http
        self._token = token

    def ask(
        self, method: str, path: str, params: Mapping[str, str], *, body: Mapping[str, Any] | None = None
    ) -> Answer:
        """One call of ``youtube/v3``."""
        return self._http.ask(
            method,
            f"{ORIGIN}/youtube/v3/{path}",
            params=params,
            bearer=self._token,
            json=dict(body) if body is not None else None,
            explain=self._explain,
        )

    def items(self, path: str, **params: str) -> list[dict[str, Any]]:
        """The items of one page."""
        answer = self.ask("GET", path, params)
        return _items(answer, answer.fields())

    def all_items(self, path: str, *, most: int, **params: str) -> Iterator[dict[str, Any]]:
        """The items of every page, ``most`` pages at the most."""
        for _page in range(most):
            answer = self.ask("GET", path, params)
            said = answer.fields()
            yield from _items(answer, said)
            if not said.get("nextPageToken"):
                return
            params["pageToken"] = str(said["nextPageToken"])

    def begin_upload(self, body: Mapping[str, Any], *, content_type: str, size: int) -> str:
        """Where to send the bytes of a video. The address opens the upload to whoever has it."""
        answer = self._http.ask(
            "POST",
            f"{UPLOAD}/upload/youtube/v3/videos",
            params={"uploadType": "resumable", "part": "snippet,status"},
            headers={"X-Upload-Content-Type": content_type, "X-Upload-Content-Length": str(size)},
            bearer=self._token,
            json=dict(body),
            harmless=True,
            explain=self._explain,
        )
        found = answer.headers.get("location", "")
        if not found:
            raise answer.odd()
        return found

    def send(self, session: str, piece: bytes, *, first: int, size: int, content_type: str) -> Answer:
        """A piece of a video from byte ``first``; 308 when there is more to send, else the video."""
        last = first + len(piece) - 1
        return self._http.ask(
            "PUT",
            session,
            headers={"Content-Range": f"bytes {first}-{last}/{size}", "Content-Type": content_type},
            bearer=self._token,
            content=piece,
            harmless=last + 1 < size,
            large=True,
            accept={308},
            explain=self._explain,
        )

    def sent(self, session: str, *, size: int) -> Answer:
        """How far an upload is: 308 and its ``Range``, or the video when it is whole."""
        return self._http.ask(
            "PUT",
            session,
            headers={"Content-Range": f"bytes */{size}"},
            bearer=self._token,
            content=b"",
            harmless=True,
            accept={308},
            explain=self._explain,
        )

    def _explain(self, answer: Answer) -> errors.NetworkError | None:
        return explain(answer, now=self._http.now())


def _items(answer: Answer, said: Mapping[str, Any]) -> list[dict[str, Any]]:
    found = said.get("items", [])
    if not isinstance(found, list):
        raise answer.odd()
    return [one for one in found if isinstance(one, dict)]


def explain(answer: Answer, *, now: dt.datetime) -> errors.NetworkError | None:
    """Google's ``reason``; None where the status says enough."""
    try:
        error = json.loads(answer.body)["error"]
        reason = str((error.get("errors") or [{}])[0].get("reason", "") or error.get("status", ""))
    except (ValueError, KeyError, TypeError, AttributeError, IndexError):
        return None
    status = answer.status
    if reason in _DAILY:  # begins again at midnight in California
        tomorrow = now.astimezone(_PACIFIC) + dt.timedelta(days=1)
        until = tomorrow.replace(hour=0, minute=0, second=0, microsecond=0).astimezone(dt.UTC)
        return errors.Throttled("quota", status=status, said=reason, until=until)
    if reason in _SOON:
        return errors.Throttled("throttled", status=status, said=reason, until=now + PAUSE)
    if reason == "uploadLimitExceeded":
        return errors.Throttled("uploads", status=status, said=reason, until=now + dt.timedelta(days=1))
    if reason in {"commentsDisabled", "operationNotSupported"}:
        return errors.Permanent("disallowed", status=status, said=reason)
    if status == 401 or reason in _LOST:
        return errors.LostPermission("token" if status == 401 else "permission", status=status, said=reason)
    if reason in {"processingFailure", "backendError", "internalError"} and status >= 400:
        return errors.Temporary("server", status=status, said=reason, maybe=answer.maybe)
    if status == 400:
        return errors.Permanent("rejected", status=status, said=reason)
    return None


def when(said: object) -> dt.datetime | None:
    """A time as YouTube writes it, aware, or None."""
    try:
        found = dt.datetime.fromisoformat(str(said))
    except ValueError:
        return None
    return found.astimezone(dt.UTC) if found.tzinfo is not None else None
