"""The command ``balise``. Each command is a module of this folder, named after it, that offers ``command``.

A module is imported when its command is asked for, so that checking a text never pays for what it does not use.
"""

from __future__ import annotations

import importlib
from pathlib import Path

import click

from balise.cli.language import say


class Commands(click.Group):
    """A group whose commands are the modules of a package that offer ``command``; others are passed over.

    A file ``some_name.py`` (or folder) gives the command ``some-name``. Adding a command is adding a file.
    """

    def __init__(self, package: str, folder: Path, name: str, help: str) -> None:  # noqa: A002 - click's own word
        super().__init__(name=name, help=help, context_settings={"help_option_names": ["-h", "--help"]})
        self.package = package
        self.folder = folder

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The names, in alphabetical order."""
        names = {
            path.stem.replace("_", "-")
            for path in self.folder.iterdir()
            if path.suffix == ".py" or (path / "__init__.py").is_file()
        }
        return sorted(name for name in names if self.get_command(ctx, name) is not None)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002 - click’s own
        """The command, imported now; None when there is no such file or it holds no command."""
        module_name = cmd_name.replace("-", "_")
        if not module_name.isidentifier() or module_name.startswith("_"):
            return None
        if not (self.folder / f"{module_name}.py").is_file() and not (self.folder / module_name).is_dir():
            return None
        module = importlib.import_module(f"{self.package}.{module_name}")
        command = getattr(module, "command", None)
        return command if isinstance(command, click.Command) else None


balise = Commands(
    __name__,
    Path(__file__).parent,
    "balise",
    say(
        "Balise dit si un message peut être publié, quelle clause il touche et quoi changer.",
        "Balise tells whether a post may be published, which clause it touches and what to change.",
    ),
)
balise = click.version_option(package_name="balise", message="%(prog)s %(version)s")(balise)


def main() -> None:
    """Runs the command line and leaves with its exit status."""
    balise(prog_name="balise")
