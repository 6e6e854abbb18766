"""How long people wait: ``make bench-web``. Writes docs/benchmarks-web.md.

A real server over 100,000 publications and 1,000,000 audit records, on SQLite, or with ``--postgres`` on a PostgreSQL of
its own. Ten signed-in people read each page for a second or so; then ask again as soon as they are answered, which is
harder than life and tells the most the server can give. Everything runs on this machine, the clients too.
"""

from __future__ import annotations

import argparse
import http.client
import json
import os
import platform
import re
import shutil
import signal
import socket
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from urllib.parse import urlencode

HERE = Path(__file__).parent
PAGE = HERE.parent / "docs" / "benchmarks-web.md"
TOKEN = "b" * 32
ASKED = 200  # milliseconds
READING = 0.7  # seconds at least between two pages, twice as much at most
TEXT = "Notre collecte de samedi à Québec accueille vos vieux ordinateurs; merci aux bénévoles de l’atelier! "


def main() -> None:
    asked = _arguments()
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))  # its PostgreSQL must not outlive it
    folder = asked.data or Path(tempfile.mkdtemp(prefix="balise-bench-"))
    server = postgres() if asked.postgres else None
    environment = {
        **os.environ,
        "BALISE_DATA": str(folder / "data"),
        "BALISE_KEYS": str(folder / "keys"),
        "BALISE_OIDC_SECOND_FACTOR": "1",  # signed in by the identity provider
        "BALISE_LOG_LEVEL": "ERROR",
        "BALISE_WORKERS": str(asked.workers),
        "PYTHONPATH": os.pathsep.join([str(HERE), os.environ.get("PYTHONPATH", "")]),
    }
    if server is not None:
        environment["BALISE_DATABASE_URL"] = server.address
    try:
        here = filled(folder, asked, environment)
        lines = _measured(here, asked, environment)
        extra = ", with the extra `semantic`" if asked.form == "semantic" else ""
        _write(("PostgreSQL" if asked.postgres else "SQLite") + extra, lines, asked)
    finally:
        if server is not None:
            server.stop()
        if asked.data is None:
            shutil.rmtree(folder, ignore_errors=True)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--postgres", action="store_true", help="on a PostgreSQL of its own")
    parser.add_argument("--publications", type=int, default=100_000)
    parser.add_argument("--records", type=int, default=1_000_000)
    parser.add_argument("--seconds", type=float, default=15.0, help="for each page")
    parser.add_argument("--people", type=int, default=10)
    parser.add_argument("--workers", type=int, help="web processes: 1 on SQLite as installed, 2 on PostgreSQL")
    parser.add_argument("--port", type=int, default=8131)
    parser.add_argument("--data", type=Path, help="keep what was filled there, and use it again (SQLite)")
    parser.add_argument("--form", default="words", choices=["words", "semantic"], help="with the extra or without")
    parser.add_argument("--only", default="", help="the pages whose name holds this; nothing is written")
    asked = parser.parse_args()
    if asked.postgres and asked.data:
        parser.error("--data keeps a SQLite file; a PostgreSQL is filled anew each time")
    asked.workers = asked.workers or (2 if asked.postgres else 1)
    return asked


def postgres() -> object:
    sys.path.insert(0, str(HERE.parent))
    from tests.postgres import Server

    return Server()


def filled(folder: Path, asked: argparse.Namespace, environment: dict[str, str]) -> dict[str, object]:
    """What can be opened, and by whom; filled unless it was already."""
    kept = folder / "filled.json"
    if kept.is_file():
        return dict(json.loads(kept.read_text()))
    began = time.perf_counter()
    command = [sys.executable, str(HERE / "web_filling.py"), str(asked.publications), str(asked.records)]
    told = subprocess.run(command, env=environment, stdout=subprocess.PIPE, text=True, check=True).stdout
    print(f"filled in {time.perf_counter() - began:.0f} s")
    line = told.splitlines()[-1]
    kept.write_text(line)
    return dict(json.loads(line))


@dataclass
class Browser:
    """One signed-in person on one connection."""

    port: int
    session: str
    at: int
    _connection: http.client.HTTPConnection | None = None
    versions: dict[int, int] = field(default_factory=dict)

    def ask(self, method: str, address: str, form: dict[str, str] | None = None) -> tuple[int, bytes]:
        if self._connection is None:
            self._connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        headers = {"Host": "localhost", "Cookie": f"sessionid={self.session}; csrftoken={TOKEN}"}
        body = None
        if form is not None:
            body = urlencode(form).encode()
            headers |= {"X-CSRFToken": TOKEN, "HX-Request": "true", "Content-Type": "application/x-www-form-urlencoded"}
        self._connection.request(method, address, body, headers)
        answer = self._connection.getresponse()
        return answer.status, answer.read()


Visit = Callable[[Browser, Random], None]


def _measured(here: dict, asked: argparse.Namespace, environment: dict[str, str]) -> list[str]:
    count = here["publications"]

    def get(address: Callable[[Random], str]) -> Visit:
        def visit(browser: Browser, random: Random) -> None:
            where = address(random)
            status, _page = browser.ask("GET", where)
            assert status == 200, (status, where)

        return visit

    def check(browser: Browser, random: Random) -> None:
        form = {"text": f"{TEXT} {random.random()}", "voice": "personal"}
        status, _page = browser.ask("POST", "/verifier/constats/", form)
        assert status == 200, status

    pages: dict[str, tuple[str, Visit, float]] = {
        "queue (2,000 wait)": ("communications", get(lambda _: "/approbations/"), 0),
        "publications, all": ("communications", get(lambda _: "/publications/?voir=toutes"), 0),
        "publication": ("communications", get(lambda r: f"/publications/{r.randint(1, count) // 100 * 100 + 50}/"), 0),
        "publication to approve": ("communications", get(lambda r: f"/approbations/{r.choice(here['submitted'])}/"), 0),
        "audit history": (
            "communications",
            get(lambda r: f"/publications/{r.randint(1, count) // 100 * 100 + 50}/historique/"),
            0,
        ),
        "audit history of 5,000 records": ("communications", get(lambda _: "/publications/1/historique/"), 0),
        "live check, as one types": ("employees", check, 0.4),
    }
    lines = []
    chosen = {name: page for name, page in pages.items() if asked.only in name}
    with serving(asked.port, environment, asked.form):
        for name, (kind, visit, pause) in chosen.items():
            browsers = [Browser(asked.port, session, at) for at, session in enumerate(here[kind][: asked.people])]
            times, _rate = repeated(browsers, visit, seconds=asked.seconds, pause=pause or READING)
            hard = repeated(browsers, visit, seconds=asked.seconds) if not pause else None
            lines.append(_line(name, times, hard))
            print(lines[-1], flush=True)
    if not asked.only or asked.only in "post":
        lines.append(_screened(here, asked, environment))
        print(lines[-1], flush=True)
    if not asked.only or asked.only in "verify":
        lines.append(_verified(asked, environment))
        print(lines[-1], flush=True)
    return lines


def _line(name: str, times: list[float], hard: tuple[list[float], float] | None) -> str:
    assert times, f"{name}: nobody was answered; give --seconds more"
    half, most = statistics.median(times), ninety_fifth(times)
    holds = "yes" if most < ASKED else "**no**"
    without_pause = f"{ninety_fifth(hard[0]):.0f} ms, {hard[1]:.0f}/s" if hard else ""
    return f"| {name} | {half:.0f} ms | {most:.0f} ms | < {ASKED} ms | {holds} | {without_pause} |"


def ninety_fifth(times: list[float]) -> float:
    return sorted(times)[int(len(times) * 0.95)]


def repeated(browsers: list[Browser], visit: Visit, *, seconds: float, pause: float = 0) -> tuple[list[float], float]:
    """Milliseconds of each visit once everything is warm, and visits a second, everybody together."""
    times: list[list[float]] = [[] for _ in browsers]
    problems: list[BaseException] = []
    began = time.perf_counter()
    warm, end = began + min(3.0, seconds / 4), began + seconds

    def work(at: int) -> None:
        random = Random(at)
        try:
            while (start := time.perf_counter()) < end:
                visit(browsers[at], random)
                if start > warm:
                    times[at].append((time.perf_counter() - start) * 1000)
                if pause:
                    time.sleep(pause * random.uniform(1, 2))
        except BaseException as error:  # noqa: BLE001 - told by the main thread
            problems.append(error)

    threads = [threading.Thread(target=work, args=(at,)) for at in range(len(browsers))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    if problems:
        raise problems[0]
    found = [one for some in times for one in some]
    return found, len(found) / (end - warm)


@contextmanager
def serving(port: int, environment: dict[str, str], form: str) -> Iterator[subprocess.Popen[bytes]]:
    command = [sys.executable, str(HERE / "web_serving.py"), "127.0.0.1", str(port)]
    process = subprocess.Popen(command, env={**environment, "BENCHED": form})
    try:
        for _ in range(600):
            with socket.socket() as probe:
                if probe.connect_ex(("127.0.0.1", port)) == 0:
                    break
            assert process.poll() is None, "the server died"
            time.sleep(0.1)
        yield process
    finally:
        process.terminate()
        process.wait(timeout=30)


def _screened(here: dict, asked: argparse.Namespace, environment: dict[str, str]) -> str:
    """A draft saved as it is written, screened or not, one writer, in turns so that the machine's moods are shared."""
    rates: dict[str, list[float]] = {"screened": [], "unscreened": []}
    session = here["employees"][0]
    drafts = here["drafts"][session]
    ports = {"screened": asked.port, "unscreened": asked.port + 1}
    with (
        serving(ports["screened"], environment, asked.form),
        serving(ports["unscreened"], environment, "unscreened"),
    ):
        versions = _versions(Browser(asked.port, session, 0), drafts)

        def save(browser: Browser, random: Random) -> None:
            draft = random.choice(drafts)
            form = {
                "version": str(versions[draft]),
                "networks": "facebook",
                "common": f"{TEXT}{random.random()}",
            }
            status, page = browser.ask("POST", f"/publications/{draft}/enregistrer/", form)
            found = re.search(rb'name="version" value="(\d+)"', page)
            assert status == 200, status
            assert found, page[:500]
            versions[draft] = int(found[1])

        for _ in range(3):
            for name, port in ports.items():
                _times, rate = repeated([Browser(port, session, 0)], save, seconds=asked.seconds / 2)
                rates[name].append(rate)
    screened, without = (statistics.median(rates[name]) for name in ("screened", "unscreened"))
    ratio = screened / without
    holds = "yes" if ratio >= 0.85 else "**no**"
    return (
        f"| saving a draft, screened ({screened:.0f}/s) against the same unscreened ({without:.0f}/s) "
        f"| | {ratio:.2f} × | ≥ 0.85 × | {holds} | |"
    )


def _versions(browser: Browser, drafts: list[int]) -> dict[int, int]:
    found = {}
    for draft in drafts:
        _status, page = browser.ask("GET", f"/publications/{draft}/modifier/")
        match = re.search(rb'name="version" value="(\d+)"', page)
        assert match, page[:300]
        found[draft] = int(match[1])
    return found


def _verified(asked: argparse.Namespace, environment: dict[str, str]) -> str:
    began = time.perf_counter()
    process = subprocess.Popen(
        [sys.executable, "-m", "balise", "audit", "verify"], env=environment, stdout=subprocess.PIPE, text=True
    )
    told = process.stdout.read() if process.stdout else ""
    _pid, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    spent = time.perf_counter() - began
    assert process.returncode == 0, told
    return (
        f"| `balise audit verify`, {asked.records:,} records | {spent:.0f} s, {usage.ru_maxrss / 1024:.0f} MB "
        f"| | | | {asked.records / spent:,.0f} records/s |"
    )


def _write(database: str, lines: list[str], asked: argparse.Namespace) -> None:
    """Replace this database's own table; the others stay."""
    if asked.only:
        return
    said = (
        f"Python {platform.python_version()}, {platform.machine()}, {os.cpu_count()} cores; "
        f"{asked.publications:,} publications, {asked.records:,} audit records, {asked.people} people at once, "
        f"web processes: {asked.workers}{', PostgreSQL that does not wait for the disk' if asked.postgres else ''}; "
        f"load of the machine {os.getloadavg()[1]:.1f} at the end."
    )
    head = [
        "| what | half | 95 % | asked | holds | without a pause: 95 %, rate |",
        "|---|---|---|---|---|---|",
    ]
    write_part(database, [said, "", *head, *lines])


def write_part(title: str, lines: list[str]) -> None:
    """Replace the part of the page that has this title; the others stay."""
    begin, end = f"<!-- {title} -->", f"<!-- /{title} -->"
    part = "\n".join([begin, f"## {title}", "", *lines, end])
    text = PAGE.read_text(encoding="utf-8") if PAGE.is_file() else _INTRODUCTION
    known = re.compile(f"{re.escape(begin)}.*?{re.escape(end)}", re.DOTALL)
    text = known.sub(lambda _: part, text) if known.search(text) else f"{text.rstrip()}\n\n{part}\n"
    PAGE.write_text(text, encoding="utf-8")


_INTRODUCTION = """# How long people wait

Made by `make bench-web` (benchmarks/web.py; `ARGS=--postgres` for PostgreSQL): the real server, its clients beside it on
the same machine. People read each page for a second or so; the live check comes at the rhythm of typing. “half” and
“95 %” are how long that share of the answers took at most. The last column is the same people asking again as soon as
they are answered, which is harder than life: what the server can give at most.
"""


if __name__ == "__main__":
    main()
