"""The one way out: bounded, never inside, and silent about secrets."""

from __future__ import annotations

import datetime as dt
import gzip
import ipaddress
import logging
import pickle
import socket
import ssl
import threading
import zlib
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec

from balise.networks import errors
from balise.networks.credentials import App, Secret, Tokens
from balise.networks.http import MOST, Answer, Http
from tests.contract.networks.acting import assert_silent
from tests.contract.networks.gate import Fault, Gate, Request, Response

NOW = dt.datetime(2026, 8, 3, 12, tzinfo=dt.UTC)
TOKEN = Secret("accessSECRETtoken")


class Server:
    """Answers what it is told and keeps what came."""

    def __init__(self) -> None:
        self.answer = Response(200, b"{}")

    def __call__(self, request: Request) -> Response:
        return self.answer


@pytest.fixture
def server() -> Server:
    return Server()


@pytest.fixture
def gate(server: Server) -> Iterator[Gate]:
    with Gate(server).open() as found:
        yield found


@pytest.fixture
def http(gate: Gate) -> Iterator[Http]:
    with Http(clock=lambda: NOW, inside={_host(gate)}, seconds=2, whole=4, most=10_000) as found:
        yield found


@pytest.mark.parametrize(
    ("address", "code"),
    [("https://127.0.0.1/", "private-address"), ("https://localhost/", "private-address"),
     ("https://10.1.2.3/x", "private-address"), ("https://192.168.0.10/", "private-address"),
     ("https://169.254.169.254/latest/meta-data/", "private-address"), ("https://[::1]/", "private-address"),
     ("https://[::ffff:127.0.0.1]/", "private-address"), ("https://[fd00::1]/", "private-address"),
     ("https://100.64.0.1/", "private-address"), ("https://0.0.0.0/", "private-address"),
     ("https://2130706433/", "private-address"),
     ("http://lac-vert.example/", "bad-address"), ("ftp://lac-vert.example/", "bad-address"),
     ("file:///etc/passwd", "bad-address"), ("https://nom:mot@lac-vert.example/", "bad-address"),
     ("https:///x", "bad-address"), ("", "bad-address"), ("lac-vert", "bad-address"),
     ("https://lac-vert.example:99999/", "bad-address"), ("https://" + "a" * 300 + ".example/", "no-such-name"),
     ("https://lac-vert.invalid/", "no-such-name")],
)  # fmt: skip
def test_what_is_never_asked(http: Http, address: str, code: str) -> None:
    with pytest.raises(errors.NetworkError) as caught:
        http.ask("GET", address, bearer=TOKEN)
    assert caught.value.code == code
    assert not caught.value.maybe


def test_only_the_port_that_was_named_is_inside(gate: Gate, http: Http) -> None:
    assert http.ask("GET", f"{gate.origin}/").status == 200
    with pytest.raises(errors.Refused):
        http.ask("GET", gate.inside)
    assert gate.trapped == 0


def test_redirections_are_followed_when_asked_and_never_inside(gate: Gate, http: Http, server: Server) -> None:
    server.answer = Response(302, b"", {"Location": "/ailleurs"})
    with pytest.raises(errors.Permanent, match="redirected"):
        http.ask("GET", f"{gate.origin}/", bearer=TOKEN)
    assert len(gate.requests) == 1
    with pytest.raises(errors.Permanent, match="redirected"):  # for ever
        http.ask("GET", f"{gate.origin}/", follow=True)
    server.answer = Response(302, b"", {"Location": gate.inside})
    with pytest.raises(errors.Refused, match="address"):
        http.ask("GET", f"{gate.origin}/", bearer=TOKEN, follow=True)
    server.answer = Response(302, b"", {"Location": "https://192.168.1.1/"})
    with pytest.raises(errors.Refused, match="private-address"):
        http.ask("GET", f"{gate.origin}/", bearer=TOKEN, follow=True)
    assert gate.trapped == 0


def test_a_token_does_not_follow_to_another_host(gate: Gate) -> None:
    with ExitStack() as stack:
        other = stack.enter_context(Gate(Server()).open())
        gate._answers = lambda _request: Response(302, b"", {"Location": f"{other.origin}/"})
        http = stack.enter_context(Http(clock=lambda: NOW, inside={_host(gate), _host(other)}))
        assert http.ask("GET", f"{gate.origin}/", bearer=TOKEN, follow=True).address == f"{other.origin}/"
        assert "authorization" in gate.requests[0].headers
        assert "authorization" not in other.requests[0].headers


def test_too_much_is_not_read(gate: Gate, http: Http, server: Server) -> None:
    server.answer = Response(200, b" " * 10_001)
    with pytest.raises(errors.Temporary, match="too-much"):
        http.ask("GET", f"{gate.origin}/")
    server.answer = Response(200, b"x" * 10_000)
    assert len(http.ask("GET", f"{gate.origin}/").body) == 10_000
    server.answer = Response(200, gzip.compress(bytes(50_000_000)), {"Content-Encoding": "gzip"})
    with pytest.raises(errors.Temporary, match="too-much"):
        http.ask("GET", f"{gate.origin}/")
    assert http.ask("GET", f"{gate.origin}/", most=0).body == b""
    assert MOST < 50_000_000


@pytest.mark.parametrize("coding", ["gzip", "GZIP", "deflate"])
def test_a_compressed_answer_is_opened(gate: Gate, http: Http, server: Server, coding: str) -> None:
    packed = zlib.compress(b'{"a": 1}') if coding == "deflate" else gzip.compress(b'{"a": 1}')
    server.answer = Response(200, packed, {"Content-Encoding": coding})
    assert http.ask("GET", f"{gate.origin}/").fields() == {"a": 1}
    server.answer = Response(200, packed[:-9], {"Content-Encoding": coding})
    with pytest.raises(errors.Temporary, match="half-answer"):
        http.ask("GET", f"{gate.origin}/")
    for wrong in ("br", "zstd", "autre"):
        server.answer = Response(200, packed, {"Content-Encoding": wrong})
        with pytest.raises(errors.Temporary):
            http.ask("GET", f"{gate.origin}/")


@pytest.mark.parametrize(
    ("said", "seconds"),
    [("30", 30), ("0", 0), ("Mon, 03 Aug 2026 12:10:00 GMT", 600), ("99999999", 172_800),
     ("Mon, 03 Aug 2009 12:10:00 GMT", None), ("demain", None), ("", None), ("-5", None), ("9" * 50, None), ("²", None)],
)  # fmt: skip
def test_when_to_come_back(gate: Gate, http: Http, server: Server, said: str, seconds: int | None) -> None:
    server.answer = Response(429, b"", {"Retry-After": said} if said.isascii() else {})
    with pytest.raises(errors.Throttled) as caught:
        http.ask("POST", f"{gate.origin}/")
    assert caught.value.until == NOW + dt.timedelta(seconds=60 if seconds is None else seconds)


@pytest.mark.parametrize("method", ["GET", "HEAD", "POST", "PUT", "DELETE", "PATCH"])
@pytest.mark.parametrize("fault", [Fault.CUT, Fault.LOST, Fault.HALF])
def test_only_what_changes_something_may_have_happened(gate: Gate, http: Http, method: str, fault: Fault) -> None:
    if (method, fault) == ("HEAD", Fault.HALF):
        return
    gate.spoil(fault)
    with pytest.raises(errors.Temporary) as caught:
        http.ask(method, f"{gate.origin}/")
    assert caught.value.maybe == (method not in {"GET", "HEAD"})
    with pytest.raises(errors.Temporary) as caught:
        http.ask(method, f"{gate.origin}/", harmless=True)
    assert not caught.value.maybe


@pytest.mark.parametrize("token", ["é", "a\nb", "a\r\nHost: x"])
def test_a_token_that_is_none_is_told(gate: Gate, http: Http, token: str) -> None:
    with pytest.raises(errors.Permanent, match="unsendable") as caught:
        http.ask("POST", f"{gate.origin}/", bearer=Secret(token))
    assert not caught.value.maybe
    assert gate.requests == []


def test_an_application_says_who_it_is(gate: Gate, http: Http) -> None:
    http.ask("POST", f"{gate.origin}/", basic=("1234", Secret("mot")), form={})
    assert gate.requests[0].headers["authorization"] == "Basic MTIzNDptb3Q="


def test_nobody_there_is_certain(http: Http) -> None:
    with socket.create_server(("127.0.0.1", 0)) as nobody:
        port = nobody.getsockname()[1]
    with (
        Http(clock=lambda: NOW, inside={f"127.0.0.1:{port}"}) as found,
        pytest.raises(errors.Temporary, match="no-answer") as caught,
    ):
        found.ask("POST", f"http://127.0.0.1:{port}/", json={})
    assert not caught.value.maybe


def test_headers_that_never_end_are_left(http: Http) -> None:
    """The deadline holds before the first line of an answer too."""
    with socket.create_server(("127.0.0.1", 0)) as listening:
        port, over = listening.getsockname()[1], threading.Event()

        def drip() -> None:
            came, _address = listening.accept()
            with came:
                came.recv(65_536)
                while not over.wait(0.05):
                    try:
                        came.sendall(b"H")
                    except OSError:
                        return

        thread = threading.Thread(target=drip)
        thread.start()
        found = Http(clock=lambda: NOW, inside={f"127.0.0.1:{port}"}, seconds=1, whole=0.5)
        with found, pytest.raises(errors.Temporary) as caught:
            found.ask("GET", f"http://127.0.0.1:{port}/")
        over.set()
        thread.join()
    assert caught.value.code in {"too-slow", "half-answer"}


def test_a_certificate_that_proves_nothing_is_refused(tmp_path: Path) -> None:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(_certificate(tmp_path))
    with socket.create_server(("127.0.0.1", 0)) as listening:
        port = listening.getsockname()[1]

        def shake() -> None:
            came, _address = listening.accept()
            with came, pytest.raises((ssl.SSLError, OSError)):
                context.wrap_socket(came, server_side=True)

        thread = threading.Thread(target=shake)
        thread.start()
        http = Http(clock=lambda: NOW, inside={f"127.0.0.1:{port}"})
        with http, pytest.raises(errors.Temporary, match="certificate") as caught:
            http.ask("POST", f"https://127.0.0.1:{port}/", bearer=TOKEN)
        thread.join()
    assert not caught.value.maybe


def test_routes_send_elsewhere_what_is_meant_for_one_origin(gate: Gate) -> None:
    with Http(clock=lambda: NOW, routes={"https://graph.facebook.com": gate.origin}) as http:
        assert http.routed("https://graph.facebook.com/v25.0/me?x=1#y") == f"{gate.origin}/v25.0/me?x=1#y"
        assert http.routed("https://graph.facebook.com?x=1") == f"{gate.origin}?x=1"
        for other in (
            "https://graph.facebook.com.example/",
            "https://graph.facebook.com:444/",
            "http://graph.facebook.com/",
        ):
            assert http.routed(other) == other
        http.ask("GET", "https://graph.facebook.com/v25.0/me", params={"x": Secret("é&")})
    assert gate.requests[0].target == "/v25.0/me?x=%C3%A9%26"


def test_nothing_is_kept_between_two_calls(gate: Gate, http: Http, server: Server) -> None:
    server.answer = Response(200, b"{}", {"Set-Cookie": "session=1; Path=/"})
    http.ask("GET", f"{gate.origin}/")
    http.ask("GET", f"{gate.origin}/")
    assert "cookie" not in gate.requests[1].headers


@pytest.mark.parametrize("fault", [*Fault])
def test_no_secret_shows_even_to_whoever_logs_everything(
    gate: Gate, http: Http, fault: Fault, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    gate.spoil(fault, response=Response(500, b"accessSECRETtoken", {"Location": "https://x.example/?t=SECRET"}))
    quick = Http(clock=lambda: NOW, inside={_host(gate)}, seconds=0.3, whole=0.5, most=10_000)
    with quick, pytest.raises(errors.NetworkError) as caught:
        quick.ask(
            "POST",
            f"{gate.origin}/",
            params={"proof": Secret("proofSECRET")},
            form={"client_secret": Secret("clientSECRETword")},
            bearer=TOKEN,
        ).fields()
    assert_silent(caught.value, caplog, "proofSECRET", "SECRET")
    assert caught.value.__cause__ is None
    assert caught.value.__context__ is None


def test_a_secret_shows_nowhere_by_accident() -> None:
    secret = Secret("motSECRET")
    told = (
        f"{secret} {secret!r} {secret!s} {[secret]} {Tokens(access=secret)} {App(client_id='1', client_secret=secret)}"
    )
    assert "motSECRET" not in told
    assert secret == Secret("motSECRET")
    assert secret != Secret("autre")
    assert len({secret, Secret("motSECRET")}) == 1
    assert not Secret("")
    with pytest.raises(TypeError):
        pickle.dumps(secret)


@pytest.mark.parametrize("body", [b"", b"{", b"[]", b"null", b"3", b"\xff", b'{"a":' * 100_000])
def test_an_answer_that_is_no_object_is_told(body: bytes) -> None:
    answer = Answer(status=200, headers={}, body=body, address="https://x.example/", maybe=True)
    with pytest.raises(errors.Temporary) as caught:
        answer.fields()
    assert caught.value.maybe
    assert "x.example" not in repr(answer)


def _host(gate: Gate) -> str:
    return gate.origin.removeprefix("http://")


def _certificate(folder: Path) -> Path:
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "balise")])
    made: Any = x509.CertificateBuilder().subject_name(name).issuer_name(name).public_key(key.public_key())
    made = made.serial_number(1).not_valid_before(NOW).not_valid_after(NOW + dt.timedelta(days=900))
    address = x509.SubjectAlternativeName([x509.IPAddress(ipaddress.ip_address("127.0.0.1"))])
    made = made.add_extension(address, critical=False).sign(key, hashes.SHA256())
    path = folder / "both.pem"
    encoding = serialization.Encoding.PEM
    path.write_bytes(
        key.private_bytes(encoding, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
        + made.public_bytes(encoding)
    )
    return path
