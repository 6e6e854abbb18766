"""``balise try``: a conversation in the terminal, where posts are pasted one after the other."""

from __future__ import annotations

import os
import sys

import click

from balise.cli.language import reader_language
from balise.cli.policies import load_or_exit
from balise.cli.rendering import Style, render
from balise.policy.files import default_pack
from balise.policy.model import Voice
from balise.screening.model import Content
from balise.screening.screener import Screener

_TEXTS = {
    "fr": {
        "welcome": "Balise — politique de {organisation}, version {version}\n\n"
        "Collez ou tapez un message, puis une ligne vide. Rien n’est gardé ni envoyé.\n"
        "  :perso  :officiel  :visiteur   qui parle (maintenant : {voice})\n"
        "  :article 3.4                   lire un article\n"
        "  :en                            in English\n"
        "  :q                             quitter\n",
        "voice": "Qui parle : {voice}.",
        "unknown": "Commande inconnue : {name}. Essayez :perso, :officiel, :visiteur, :article 3.4, :en ou :q.",
        "clause": "Aucun article {name}. Il y a : {known}.",
        "bye": "À bientôt.",
    },
    "en": {
        "welcome": "Balise — policy of {organisation}, version {version}\n\n"
        "Paste or type a post, then an empty line. Nothing is kept or sent.\n"
        "  :personal  :official  :visitor   who speaks (now: {voice})\n"
        "  :clause 3.4                      read a clause\n"
        "  :fr                              en français\n"
        "  :q                               quit\n",
        "voice": "Who speaks: {voice}.",
        "unknown": "Unknown command: {name}. Try :personal, :official, :visitor, :clause 3.4, :fr or :q.",
        "clause": "There is no clause {name}. There are: {known}.",
        "bye": "See you soon.",
    },
}
_VOICES = {
    "perso": Voice.PERSONAL, "personnel": Voice.PERSONAL, "personal": Voice.PERSONAL,
    "officiel": Voice.OFFICIAL, "official": Voice.OFFICIAL, "visiteur": Voice.VISITOR, "visitor": Voice.VISITOR,
}  # fmt: skip
_SPOKEN = {
    "fr": {"personal": "une personne de l’équipe", "official": "l’organisation", "visitor": "un visiteur"},
    "en": {"personal": "somebody of the staff", "official": "the organisation", "visitor": "a visitor"},
}


@click.command("try")
@click.option("--policy", "pack", default=default_pack, metavar="PACK")
@click.option("--lang", type=click.Choice(["fr", "en", "auto"]), default="auto")
def command(pack: str, lang: str) -> None:
    """Paste posts one after the other and read what the policy says of them."""
    session = _Session(pack, reader_language(lang))
    session.welcome()
    lines: list[str] = []
    while True:
        try:
            line = input("│ " if lines else "› ") if sys.stdin.isatty() else next(sys.stdin).rstrip("\n")
        except (EOFError, StopIteration):
            session.check(lines)
            break
        except KeyboardInterrupt:
            break
        except UnicodeDecodeError:
            continue
        if not lines and line.startswith(":"):
            if not session.obey(line[1:].strip()):
                break
        elif line.strip():
            lines.append(line)
        else:
            session.check(lines)
            lines = []
    click.echo(_TEXTS[session.language]["bye"])


class _Session:
    """Who speaks, in which language, under which policy."""

    def __init__(self, pack: str, language: str) -> None:
        self.language = language
        self.voice = Voice.PERSONAL
        self.policy = load_or_exit(pack, language)
        self.screener = Screener(self.policy)
        self.style = Style(sys.stdout.isatty() and "NO_COLOR" not in os.environ)

    def welcome(self) -> None:
        """Say what can be done."""
        click.echo(
            _TEXTS[self.language]["welcome"].format(
                organisation=self.policy.organisation.name,
                version=self.policy.version,
                voice=_SPOKEN[self.language][self.voice],
            )
        )

    def check(self, lines: list[str]) -> None:
        """Answer for the pasted lines."""
        if lines:
            verdict = self.screener.screen(Content("\n".join(lines), self.voice))
            click.echo()
            click.echo(render(verdict, self.policy, self.language, self.style))

    def obey(self, command_line: str) -> bool:
        """Carry out a command; False to leave."""
        name, _, rest = command_line.partition(" ")
        words = _TEXTS[self.language]
        if name in {"q", "quit", "quitter", "exit"}:
            return False
        if name in {"fr", "en"}:
            self.language = name
            self.welcome()
        elif name in _VOICES:
            self.voice = _VOICES[name]
            click.echo(words["voice"].format(voice=_SPOKEN[self.language][self.voice]))
        elif name in {"article", "clause"}:
            self._show_clause(rest.strip())
        else:
            click.echo(words["unknown"].format(name=":" + name))
        return True

    def _show_clause(self, name: str) -> None:
        try:
            clause = self.policy.clause(name)
        except KeyError:
            known = ", ".join(clause.id for clause in self.policy.clauses)
            click.echo(_TEXTS[self.language]["clause"].format(name=name or "?", known=known))
            return
        texts = clause.texts.get(self.language) or next(iter(clause.texts.values()))
        title = clause.title.get(self.language, clause.id)
        click.echo(f"\n{self.style.paint(f'{clause.id} {title}', '1')}\n\n{texts.rule}\n\n{texts.why}\n")
