"""``balise up``: everything on this machine, the web and its automatic work, until Ctrl-C."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
import webbrowser
from types import FrameType

import click

from balise.cli.language import environment_language, say

_DEFAULT_PORT = 8765
_LOOPBACK = {"127.0.0.1", "localhost", "::1"}
_TEXTS = {
    "fr": {
        "preparing": "Balise prépare ses données dans {data} …",
        "ready": "\nBalise est prête :  {address}\nPour l’arrêter : Ctrl-C.\n",
        "demo": "Démonstration : tout est inventé. Entrez d’un clic sous le rôle de votre choix.",
        "upgraded": "Données mises à niveau. Sauvegarde d’avant : {backup}",
        "first": "Personne n’a encore de compte. La mise en route vous demandera ce code : {token}",
        "busy": "Le port {port} est déjà pris. Choisissez-en un autre : balise up --port {other}",
        "stopping": "Balise s’arrête …",
        "stopped": "Balise est arrêtée. Rien n’est perdu.",
        "died": "Une partie de Balise s’est arrêtée d’elle-même. Essayez : balise doctor",
        "demo-data": "--demo demande une base à elle, sur SQLite : choisissez un autre dossier avec BALISE_DATA.",
        "real-data": "Ce dossier contient une démonstration : relancez avec --demo, ou choisissez BALISE_DATA.",
        "demo-host": "La démonstration ne s’ouvre qu’à cette machine : sans --host.",
        "not-ready": "Balise ne peut pas démarrer : {why}. Essayez : balise doctor",
    },
    "en": {
        "preparing": "Balise is preparing its data in {data} …",
        "ready": "\nBalise is ready:  {address}\nTo stop it: Ctrl-C.\n",
        "demo": "Demonstration: everything is invented. Enter with one click as the role you want.",
        "upgraded": "Data upgraded. Backup from before: {backup}",
        "first": "Nobody has an account yet. Set-up will ask you for this code: {token}",
        "busy": "Port {port} is taken. Choose another: balise up --port {other}",
        "stopping": "Balise is stopping …",
        "stopped": "Balise has stopped. Nothing is lost.",
        "died": "A part of Balise stopped by itself. Try: balise doctor",
        "demo-data": "--demo wants a database of its own, on SQLite: choose another folder with BALISE_DATA.",
        "real-data": "This folder holds a demonstration: start with --demo, or choose BALISE_DATA.",
        "demo-host": "The demonstration opens to this machine only: without --host.",
        "not-ready": "Balise cannot start: {why}. Try: balise doctor",
    },
}


@click.command(
    "up",
    help=say("Démarre tout sur cette machine : données, web, tâches.", "Start everything here: data, web, jobs."),
)
@click.option("--demo", is_flag=True, help=say("une organisation inventée", "an invented organisation"))
@click.option("--port", type=click.IntRange(1, 65535), help=say(f"port ({_DEFAULT_PORT})", f"port ({_DEFAULT_PORT})"))
@click.option("--host", default="127.0.0.1", show_default=True, help=say("adresse d’écoute", "address to listen on"))
@click.option("--no-browser", is_flag=True, help=say("n’ouvre pas le navigateur", "do not open the browser"))
def command(*, demo: bool, port: int | None, host: str, no_browser: bool) -> None:
    """Prepare the data, start the web and the jobs, print the address, stop cleanly on Ctrl-C or SIGTERM."""
    if demo and host not in _LOOPBACK:
        _leave("demo-host")
    chosen = _free_port(host, port)
    address = f"http://{'localhost' if host in _LOOPBACK | {'0.0.0.0', '::'} else host}:{chosen}/"  # noqa: S104
    _environment(demo=demo, host=host)
    os.environ.setdefault("BALISE_ADDRESS", address)  # links of mails; a public address is for the settings to say
    token = _prepare(demo=demo)
    _Processes(host=host, port=chosen).run(address=address, demo=demo, token=token, browser=not no_browser)


def _say(key: str, **values: object) -> None:
    click.echo(_TEXTS[environment_language()][key].format(**values))


def _leave(key: str, **values: object) -> None:
    click.echo(_TEXTS[environment_language()][key].format(**values), err=True)
    raise SystemExit(2)


def _environment(*, demo: bool, host: str) -> None:
    """What the settings of this process and of its children read."""
    from balise.web.config.environment import default_data_folder

    if demo:
        os.environ["BALISE_DEMO"] = "1"
        if not os.environ.get("BALISE_DATA"):
            folder = default_data_folder()
            os.environ["BALISE_DATA"] = str(folder.with_name(f"{folder.name}-demo"))
    else:
        os.environ.pop("BALISE_DEMO", None)
    os.environ.setdefault("BALISE_SERVED_HERE", "1" if host in _LOOPBACK else "0")
    if host not in _LOOPBACK and not os.environ.get("BALISE_HOSTS"):
        names = {host, socket.gethostname(), socket.getfqdn(), "localhost", "127.0.0.1"} - {"0.0.0.0", "::"}  # noqa: S104
        os.environ["BALISE_HOSTS"] = ",".join(sorted(names))


def _prepare(*, demo: bool) -> str:
    """The database made ready; the code of the first set-up, or nothing once somebody has an account."""
    from balise.web.config.booting import configure

    os.umask(0o077)  # the data are for this account alone, from the first file on
    configure()

    from django.conf import settings

    from balise.web.config.starting import NotReady, prepare
    from balise.web.operations.trouble import Trouble
    from balise.web.people.installation import WrongDatabase, needs_first_person, setup_token

    _say("preparing", data=settings.BALISE_DATA)
    try:
        upgraded = prepare(demo=demo)
        if upgraded.backup:
            _say("upgraded", backup=upgraded.backup)
    except Trouble as trouble:
        click.echo(trouble.message(environment_language()), err=True)
        raise SystemExit(2) from None
    except WrongDatabase as error:
        _leave("demo-data" if str(error) == "demo" else "real-data")
    except NotReady as error:
        _leave("not-ready", why=error)
    return setup_token() if needs_first_person() and not demo else ""


def _free_port(host: str, asked: int | None) -> int:
    """The port asked for, or the first free one from the usual one on."""
    for port in [asked] if asked else range(_DEFAULT_PORT, _DEFAULT_PORT + 20):
        family = socket.AF_INET6 if ":" in host else socket.AF_INET
        with socket.socket(family) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind((host, port))
            except OSError:
                continue
            return port
    _leave("busy", port=asked or _DEFAULT_PORT, other=(asked or _DEFAULT_PORT) + 1)
    raise AssertionError


class _Processes:
    """The web and the jobs, started together and stopped together."""

    def __init__(self, *, host: str, port: int) -> None:
        self.host = host
        self.port = port
        self.stopping = False

    def run(self, *, address: str, demo: bool, token: str, browser: bool) -> None:
        """Start, tell, wait, stop. Leaves with 1 when a part died by itself."""
        signal.signal(signal.SIGTERM, self._stop)
        signal.signal(signal.SIGINT, self._stop)
        web = self._start("balise.web.config.serving", self.host, str(self.port))
        work = self._start("balise.web.config.working")
        died = not self._answers(web)
        if not died and not self.stopping:
            _say("ready", address=address)
            if demo:
                _say("demo")
            if token:
                _say("first", token=token)
            if browser and _has_browser():
                webbrowser.open(address)
            while not self.stopping:
                if web.poll() is not None:
                    died = True
                    break
                if work.poll() is not None:  # the outbox keeps what it was doing
                    work = self._start("balise.web.config.working")
                time.sleep(0.2)
        if died and not self.stopping:
            click.echo(_TEXTS[environment_language()]["died"], err=True)
        else:
            _say("stopping")
        _end([web, work])
        _settle_down()
        if died and not self.stopping:
            raise SystemExit(1)
        _say("stopped")

    def _stop(self, _number: int, _frame: FrameType | None) -> None:
        self.stopping = True

    def _start(self, module: str, *arguments: str) -> subprocess.Popen[bytes]:
        # a session of its own: Ctrl-C reaches this process only, which then stops the others in order
        return subprocess.Popen([sys.executable, "-m", module, *arguments], start_new_session=True)  # noqa: S603

    def _answers(self, web: subprocess.Popen[bytes]) -> bool:
        host = {"0.0.0.0": "127.0.0.1", "::": "[::1]"}.get(self.host, self.host)  # noqa: S104
        request = urllib.request.Request(f"http://{host}:{self.port}/sante/", headers={"Host": "localhost"})
        for _ in range(300):
            if self.stopping or web.poll() is not None:
                return self.stopping
            try:
                with urllib.request.urlopen(request, timeout=2) as answer:  # noqa: S310
                    return bool(answer.status == 200)
            except OSError:
                time.sleep(0.1)
        return False


def _settle_down() -> None:
    from balise.web.config.starting import settle_down

    settle_down()


def _end(processes: list[subprocess.Popen[bytes]]) -> None:
    for process in processes:
        if process.poll() is None:
            process.terminate()
    for process in processes:
        try:
            process.wait(timeout=15)
        except subprocess.TimeoutExpired:
            process.kill()


def _has_browser() -> bool:
    """Not on a server without a screen, where a text browser would take over the terminal."""
    return sys.platform in {"win32", "darwin"} or bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))
