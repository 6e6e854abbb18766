"""``balise serve``: the web alone, for a machine among several; a supervisor starts and stops it."""

from __future__ import annotations

import os

import click

from balise.cli.language import environment_language, say

NOT_READY = {
    "fr": "Balise ne peut pas démarrer : {why}. Essayez : balise doctor",
    "en": "Balise cannot start: {why}. Try: balise doctor",
}
_FIRST = {
    "fr": "Personne n’a encore de compte. La mise en route demandera ce code : {token}",
    "en": "Nobody has an account yet. Set-up will ask for this code: {token}",
}


@click.command("serve", help=say("Démarre le web seul.", "Start the web alone."))
@click.option("--host", default="127.0.0.1", show_default=True, help=say("adresse d’écoute", "address to listen on"))
@click.option("--port", type=click.IntRange(1, 65535), default=8765, show_default=True)
def command(*, host: str, port: int) -> None:
    """The database must have been prepared (``balise upgrade``). Leaves with 0 on SIGTERM, once requests are answered."""
    from balise.web.config.serving import serve

    os.environ["BALISE_PROCESS_KIND"] = "web"
    os.environ.setdefault("BALISE_SERVED_HERE", "1" if host in {"127.0.0.1", "localhost", "::1"} else "0")
    check_ready()

    from balise.web.config.starting import settle_down
    from balise.web.people.installation import needs_first_person, setup_token

    if needs_first_person():
        click.echo(_FIRST[environment_language()].format(token=setup_token()))
    settle_down()  # the workers are forks: a connection open here would be theirs too
    serve(host=host, port=port)
    settle_down()


def check_ready() -> None:
    """Leave with 2 and the cure when this machine or the database is not ready."""
    from balise.cli.starting import configured, stopping_on_trouble

    configured()

    from balise.web.config import starting
    from balise.web.people.installation import WrongDatabase

    with stopping_on_trouble():
        try:
            starting.check_ready()
        except (starting.NotReady, WrongDatabase) as error:
            click.echo(NOT_READY[environment_language()].format(why=error), err=True)
            raise SystemExit(2) from None
