"""``balise policy diff``: what changed between two packs, for whom, and which examples are decided otherwise."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

import click

from balise.cli.engine import screen_with
from balise.cli.language import reader_language, say
from balise.cli.policies import load_or_exit
from balise.policy.comparing import POLICY, PRESENT, Change, ChangedExample, changed_examples, compare
from balise.policy.problems import typeset
from balise.policy.words import VOICES, category_word

_PARTS = {
    "fr": {
        "clause": "clause", "retired": "retirée au profit de", "title": "titre", "modality": "portée",
        "binds": "à qui elle s’applique", "voices": "quand on parle", "rule": "règle", "decision": "décision",
        "condition": "condition", "detectors": "détecteurs", "severity": "gravité", "text": "texte",
        "examples": "exemples", "situation": "situation", "looked-after": "qui y veille", "obligation": "avant de publier",
        "ladder": "suites possibles", "account": "compte", "form": "formulaire", "contact": "contact",
        "delay": "délai (jours)", "network": "réseau", "organisation": "organisation", "lexicon": "lexique",
        "role": "rôle", "partner": "partenaire", "register": "termes confidentiels",
        "version": "version",
    },
    "en": {
        "clause": "clause", "retired": "retired into", "title": "title", "modality": "strength",
        "binds": "whom it applies to", "voices": "when one speaks", "rule": "rule", "decision": "decision",
        "condition": "condition", "detectors": "detectors", "severity": "severity", "text": "text",
        "examples": "examples", "situation": "situation", "looked-after": "who looks after it", "obligation": "before publishing",
        "ladder": "what may follow", "account": "account", "form": "form", "contact": "contact",
        "delay": "delay (days)", "network": "network", "organisation": "organisation", "lexicon": "word list",
        "role": "role", "partner": "partner", "register": "confidential terms",
        "version": "version",
    },
}  # fmt: skip
_WORDS = {
    "fr": {
        "whole": "L’ensemble de la politique", "same": "Rien n’a changé.", "for": " [pour : {voices}]",
        "examples": "Exemples décidés autrement : {count}", "written": "texte réécrit",
    },
    "en": {
        "whole": "The policy as a whole", "same": "Nothing changed.", "for": " [for: {voices}]",
        "examples": "Examples decided otherwise: {count}", "written": "text rewritten",
    },
}  # fmt: skip
_SIGNS = {"added": "+", "removed": "-", "changed": "~"}
_CATEGORY_PARTS = {"rule", "decision", "modality", "condition", "detectors", "severity"}


@click.command(
    "diff",
    help=say(
        "Compare les politiques AVANT et APRES.",
        "Compare the packs BEFORE and AFTER.",
    ),
)
@click.argument("before", metavar=say("AVANT", "BEFORE"))
@click.argument("after", metavar=say("APRES", "AFTER"))
@click.option(
    "--examples/--no-examples",
    default=True,
    help=say("Essayer aussi les exemples des deux.", "Run the examples of both as well."),
)
@click.option("--lang", type=click.Choice(["fr", "en", "auto"]), default="auto", help=say("Langue.", "Language."))
def command(before: str, after: str, examples: bool, lang: str) -> None:
    """Prints the changes; status 1 when there are any, as ``diff`` does."""
    language = reader_language(lang)
    old, new = load_or_exit(before, language), load_or_exit(after, language)
    changes = compare(old, new, language=language)
    titles = {c.id: c.title.get(language, "") for policy in (old, new) for c in policy.clauses}
    decided: Sequence[ChangedExample] = ()
    if examples and old.fingerprint != new.fingerprint:
        decided = changed_examples(old, new, screen_with(old), screen_with(new))
    for line in (*_changes(changes, titles, language), *_decided(decided, language)):
        click.echo(line)
    if not changes and not decided:
        click.echo(_WORDS[language]["same"])
    sys.exit(1 if changes or decided else 0)


def _changes(changes: Iterable[Change], titles: dict[str, str], language: str) -> Iterator[str]:
    for subject, group in groupby(changes, key=lambda change: change.subject):
        yield _WORDS[language]["whole"] if subject == POLICY else f"{subject} {titles.get(subject, '')}".rstrip()
        for change in group:
            yield _line(change, language)
        yield ""


def _line(change: Change, language: str) -> str:
    part = _PARTS[language][change.part]
    name = category_word(change.name, language) if change.part in _CATEGORY_PARTS else change.name
    what = f"{part} {name}".rstrip() if name else part
    if change.part == "text" and change.kind == "changed":
        said = _WORDS[language]["written"]
    elif change.part == "text" or PRESENT in {change.before, change.after}:
        said = ""
    elif change.part == "examples":
        said = f"{change.after} {change.before}"
    else:
        said = " → ".join(value for value in (change.before, change.after) if value is not None)
    spoken = ", ".join(VOICES[language][voice] for voice in change.voices)
    whom = _WORDS[language]["for"].format(voices=spoken) if spoken else ""
    colon = ": " if said else ""
    line = f"  {_SIGNS[change.kind]} {what}{' ' if said and language == 'fr' else ''}{colon}{said}{whom}"
    return typeset(line) if language == "fr" else line


def _decided(examples: Sequence[ChangedExample], language: str) -> Iterator[str]:
    if not examples:
        return
    head = _WORDS[language]["examples"].format(count=len(examples))
    yield typeset(head) if language == "fr" else head
    for changed in examples:
        text = " ⏎ ".join(changed.example.text.splitlines())
        yield f"  {changed.before.word} → {changed.after.word} ({changed.example.voice})  {text}"
        for place in changed.sources:
            yield f"      {place}"
