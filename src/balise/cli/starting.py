"""What the commands of operations do first: read the settings, and tell trouble in the terminal's language."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager

import click

from balise.cli.language import environment_language


def configured() -> None:
    """Django ready, or a message that names the wrong setting."""
    from balise.web.config.booting import configure

    os.umask(0o077)  # what operations write is for this account alone
    try:
        configure()
    except (ValueError, OSError) as error:
        click.echo(str(error), err=True)
        raise SystemExit(2) from None


@contextmanager
def stopping_on_trouble() -> Iterator[None]:
    """Leave with 2 and the words of a ``Trouble``, or of a database that does not answer."""
    from django.db import Error

    from balise.web.operations.trouble import Trouble

    try:
        yield
    except Trouble as trouble:
        click.echo(trouble.message(environment_language()), err=True)
        raise SystemExit(2) from None
    except Error as error:
        said = {
            "fr": "La base de données ne répond pas comme il faut. Rien n’a été abîmé. Essayez : balise doctor",
            "en": "The database does not answer as it should. Nothing was damaged. Try: balise doctor",
        }
        click.echo(f"{said[environment_language()]} ({type(error.__cause__ or error).__name__})", err=True)
        raise SystemExit(2) from None
