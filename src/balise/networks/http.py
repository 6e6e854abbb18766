"""Asking a network over HTTP: bounded in time and size, never inside the organisation's own network, never telling a
secret to a log or an error.

Every failure comes out as one of ``errors``. ``maybe`` is set when a call that changes something may have been heard.
"""

from __future__ import annotations

import base64
import datetime as dt
import json as jsons
import logging
import ssl
import time
import zlib
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass, field
from email.utils import parsedate_to_datetime
from http.cookiejar import DefaultCookiePolicy
from typing import Any, BinaryIO

import httpcore
import httpx

from balise.networks import errors
from balise.networks.credentials import Secret
from balise.networks.guarding import Guarded, TooLate, deadline
from balise.networks.reaching import Inside, Unreachable

SECONDS = 10.0  # without a word
WHOLE = 30.0  # seconds, in all, for one call
LARGE = 60.0  # the same for one that sends a file
MOST = 8 * 2**20  # bytes of an answer
PAUSE = dt.timedelta(minutes=1)  # where a network says to slow down and not until when
_LONGEST = dt.timedelta(days=2)
_CHUNK = 2**16

# They would write addresses with their query, and headers, at lower levels.
logging.getLogger("httpx").setLevel(logging.WARNING)
logging.getLogger("httpcore").setLevel(logging.WARNING)

Words = Mapping[str, "str | Secret"]


@dataclass(frozen=True, kw_only=True)
class Answer:
    """What came back: header names in lower case, ``body`` decoded of its compression. Shows neither by itself."""

    status: int
    headers: Mapping[str, str] = field(repr=False)
    body: bytes = field(repr=False)
    address: str = field(repr=False)  # after redirections
    maybe: bool = False  # what errors about this answer must say

    def json(self) -> Any:
        """The body as JSON. ``Temporary`` (code ``wrong-json``) when it is none: a page of a proxy, half a sentence."""
        try:
            return jsons.loads(self.body)
        except (ValueError, RecursionError):
            pass
        raise errors.Temporary("wrong-json", status=self.status, maybe=self.maybe)

    def fields(self) -> dict[str, Any]:
        """The body as a JSON object; ``Temporary`` when it is anything else."""
        found = self.json()
        if not isinstance(found, dict):
            raise self.odd()
        return found

    def odd(self) -> errors.Temporary:
        """The error of an answer that is well formed and does not say what it should."""
        return errors.Temporary("wrong-answer", status=self.status, maybe=self.maybe)


Explain = Callable[[Answer], "errors.NetworkError | None"]


class Http:
    """A client for one connector, in one thread. ``inside`` are the ``host:port`` that may be of the organisation's own
    network, and spoken to without TLS (its own Mastodon server, a test); every other private address is refused,
    also when a redirection or a name leads there. ``routes`` send what is meant for one origin (``https://host``) to
    another, which is then trusted as ``inside``: a relay of the organisation's, or the double of a test. ``plain``
    allows what is without TLS: for looking at a site, where no secret goes along.
    """

    def __init__(
        self,
        *,
        clock: Callable[[], dt.datetime],
        inside: Collection[str] = (),
        routes: Mapping[str, str] | None = None,
        plain: bool = False,
        seconds: float = SECONDS,
        whole: float = WHOLE,
        large: float = LARGE,
        most: int = MOST,
    ) -> None:
        self._clock = clock
        self._whole = whole
        self._large = large
        self._most = most
        self._routes = dict(routes or {})
        inside = {*inside, *(_host_port(place) for place in self._routes.values())}
        self._client = httpx.Client(
            transport=Guarded(inside=frozenset(inside), plain=plain),
            trust_env=False,
            follow_redirects=False,
            timeout=httpx.Timeout(seconds),
            headers={"User-Agent": "Balise", "Accept": "*/*", "Accept-Encoding": "gzip"},
            max_redirects=5,
        )
        self._client.cookies.jar.set_policy(DefaultCookiePolicy(allowed_domains=[]))

    def close(self) -> None:
        """Let the connections go."""
        self._client.close()

    def __enter__(self) -> Http:
        return self

    def __exit__(self, *_what: object) -> None:
        self.close()

    def now(self) -> dt.datetime:
        """The time by the clock it was given."""
        return self._clock()

    def routed(self, address: str) -> str:
        """The address after ``routes``: where a person is sent goes the same way as what we ask."""
        origin, slash, rest = _split(address)
        return self._routes.get(origin, origin) + slash + rest

    def ask(
        self,
        method: str,
        address: str,
        *,
        params: Words | None = None,
        headers: Words | None = None,
        bearer: Secret | None = None,
        basic: tuple[str, Secret] | None = None,
        form: Words | None = None,
        json: Any = None,
        content: bytes | Callable[[], BinaryIO] | None = None,
        files: Mapping[str, tuple[str, BinaryIO, str]] | None = None,
        harmless: bool = False,
        follow: bool = False,
        large: bool = False,
        most: int | None = None,
        accept: Collection[int] = (),
        explain: Explain | None = None,
    ) -> Answer:
        """One call. Raises the errors of ``errors`` for anything but a 2xx or a status of ``accept``.

        ``harmless``: asking it again changes nothing that anybody sees, so a lost answer is not a ``maybe``; reading
        is always so. ``follow`` goes after redirections (for pages; tokens are not sent along to another host).
        ``large`` gives the time that a file takes; ``most`` are the bytes read (0: only status and headers).
        ``explain`` reads the network's own errors and answers None where it has nothing to say. ``params`` take the
        place of a query that ``address`` already has.
        """
        writes = not harmless and method.upper() not in {"GET", "HEAD", "OPTIONS"}
        found = self._exchange(
            _Call(method, self.routed(address), params, headers, bearer, basic, form, json, content, files),
            writes=writes,
            follow=follow,
            whole=self._large if large else self._whole,
            most=self._most if most is None else most,
        )
        if isinstance(found, errors.NetworkError):
            raise found  # made anew here: what the layers below raised holds the request
        if 200 <= found.status < 300 or found.status in accept:
            return found
        raise (explain(found) if explain else None) or self.default_error(found)

    def default_error(self, answer: Answer) -> errors.NetworkError:
        """What a status means where the network says nothing better."""
        status = answer.status
        if status == 401:
            return errors.LostPermission("unauthorised", status=status)
        if status == 403:
            return errors.LostPermission("forbidden", status=status)
        if status in {404, 410}:
            return errors.Gone("gone", status=status)
        if status == 429:
            return errors.Throttled("throttled", status=status, until=self.until(answer) or self._clock() + PAUSE)
        if status == 409:
            return errors.Permanent("conflict", status=status)
        if status in {408, 425} or status >= 500:
            return errors.Temporary("server", status=status, maybe=answer.maybe, until=self.until(answer))
        if 300 <= status < 400:
            return errors.Permanent("redirected", status=status)
        return errors.Permanent("rejected", status=status)

    def until(self, answer: Answer) -> dt.datetime | None:
        """When the network says to come back (``Retry-After``: seconds, or a date), two days away at most."""
        said, now = answer.headers.get("retry-after", "").strip(), self._clock()
        if said.isascii() and said.isdigit() and len(said) < 9:
            return now + min(dt.timedelta(seconds=int(said)), _LONGEST)
        try:
            when = parsedate_to_datetime(said)
        except ValueError:
            return None
        return min(when, now + _LONGEST) if when.tzinfo is not None and when > now else None

    def _exchange(
        self, call: _Call, *, writes: bool, follow: bool, whole: float, most: int
    ) -> Answer | errors.NetworkError:
        try:
            request = call.build(self._client)
        except httpx.InvalidURL:
            return errors.Refused("bad-address")
        except ValueError:  # a header or a token that HTTP can't carry
            return errors.Permanent("unsendable")
        token = deadline.set(time.monotonic() + whole)
        try:
            response = self._client.send(request, stream=True, follow_redirects=follow)
            try:
                body = _read(response, most)
            finally:
                response.close()
            headers = {name.lower(): value for name, value in response.headers.items()}
            return Answer(
                status=response.status_code, headers=headers, body=body, address=str(response.url), maybe=writes
            )
        except Unreachable as error:
            inside = isinstance(error, Inside) or error.kind == "bad-address"
            return errors.Refused(error.kind) if inside else errors.Temporary(error.kind)
        except httpx.TooManyRedirects:
            return errors.Permanent("redirected")
        except _TooMuch:
            return errors.Temporary("too-much", maybe=writes)
        except (httpcore.ConnectError, httpcore.ConnectTimeout, httpcore.PoolTimeout) as error:
            return errors.Temporary("certificate" if _is_tls(error) else "no-answer")
        except (TooLate, httpcore.TimeoutException):
            return errors.Temporary("too-slow", maybe=writes)
        except (httpcore.NetworkError, httpcore.ProtocolError, httpx.HTTPError, httpx.InvalidURL, OSError, zlib.error):
            return errors.Temporary("half-answer", maybe=writes)
        finally:
            deadline.reset(token)


class _TooMuch(Exception):
    """An answer longer than anybody reads."""


@dataclass(frozen=True)
class _Call:
    """A call before it is made: secrets are still folded."""

    method: str
    address: str
    params: Words | None
    headers: Words | None
    bearer: Secret | None
    basic: tuple[str, Secret] | None
    form: Words | None
    json: Any
    content: bytes | Callable[[], BinaryIO] | None = field(repr=False)
    files: Mapping[str, tuple[str, BinaryIO, str]] | None = field(repr=False)

    def build(self, client: httpx.Client) -> httpx.Request:
        """The request, secrets unfolded."""
        content: bytes | Iterator[bytes] | None
        headers = _plain(self.headers)
        if self.bearer is not None:
            headers["Authorization"] = f"Bearer {self.bearer.reveal()}"
        elif self.basic is not None:
            pair = f"{self.basic[0]}:{self.basic[1].reveal()}".encode()
            headers["Authorization"] = f"Basic {base64.b64encode(pair).decode()}"
        if callable(self.content):
            content = _pieces(self.content)
        else:
            content = self.content
        if any(not letter.isprintable() for value in headers.values() for letter in value):
            raise ValueError("header")
        return client.build_request(
            self.method,
            self.address,
            params=_plain(self.params) if self.params else None,
            headers=headers,
            data=_plain(self.form) if self.form is not None else None,
            json=self.json,
            content=content,
            files=dict(self.files) if self.files else None,
        )


def _plain(words: Words | None) -> dict[str, str]:
    return {name: word.reveal() if isinstance(word, Secret) else word for name, word in (words or {}).items()}


def _pieces(opened: Callable[[], BinaryIO]) -> Iterator[bytes]:
    with opened() as file:
        while piece := file.read(_CHUNK):
            yield piece


def _read(response: httpx.Response, most: int) -> bytes:
    """The whole body; a compressed one is opened no further than ``most`` bytes. Nothing is read when that is 0."""
    if most == 0:
        return b""
    coding = response.headers.get("content-encoding", "identity").strip().lower()
    if coding not in {"", "identity", "gzip", "x-gzip", "deflate"}:
        raise httpx.DecodingError("unasked encoding")
    opening = None if coding in {"", "identity"} else zlib.decompressobj(wbits=47)
    body = bytearray()
    for raw in response.iter_raw():
        body += opening.decompress(raw, most + 1 - len(body)) if opening else raw
        if len(body) > most:
            raise _TooMuch
    if opening and body and not opening.eof:
        raise httpx.DecodingError("cut")
    return bytes(body)


def _split(address: str) -> tuple[str, str, str]:
    """Origin, the slash that ends it (or the mark of a query), and the rest."""
    scheme, mark, rest = address.partition("://")
    end = next((place for place, letter in enumerate(rest) if letter in "/?#"), len(rest))
    return f"{scheme}{mark}{rest[:end]}", rest[end : end + 1], rest[end + 1 :]


def _host_port(origin: str) -> str:
    url = httpx.URL(origin)
    return f"{url.raw_host.decode('ascii')}:{url.port or (443 if url.scheme == 'https' else 80)}"


def _is_tls(error: BaseException) -> bool:
    seen: BaseException | None = error
    while seen is not None:
        if isinstance(seen, ssl.SSLError):
            return True
        seen = seen.__cause__ or seen.__context__
    return False
