"""Loading a pack for a command: what is wrong with it is told in the reader's language, with exit status 2."""

from __future__ import annotations

import sys

import click

from balise.policy.loading import load_policy
from balise.policy.model import Policy
from balise.policy.problems import PackError


def load_or_exit(pack: str, language: str) -> Policy:
    """The policy, or the problems on standard error and the end of the command."""
    try:
        return load_policy(pack)
    except PackError as error:
        click.echo(error.say(language), err=True)
        sys.exit(2)
