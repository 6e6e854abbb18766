"""Reads a document of a pack: a typed header in TOML between ``+++`` lines, then one part for each language.

A part opens with ``# code`` and has the sections of its ``Layout`` for its language. Some of them are lists; the
examples of a clause may say something of themselves in braces:

    - {voice=official reply="the text it answers"} The text of the example
      its second line, indented by two spaces

HTML comments on lines of their own are left out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from balise.policy.problems import Problem, fault


@dataclass(frozen=True, slots=True)
class Layout:
    """The sections of a kind of document, in the order they are written, and what they are called by language.

    ``lists`` are those made of items; ``attributes`` is what an item may say of itself in braces (none: braces are
    text). A language that is not in ``headings`` uses the English names.
    """

    sections: tuple[str, ...]
    headings: Mapping[str, tuple[str, ...]]
    lists: frozenset[str]
    attributes: tuple[str, ...] = ()

    def names(self, language: str) -> tuple[str, ...]:
        """What the sections are called in ``language``."""
        return self.headings.get(language, self.headings["en"])


CLAUSE = Layout(
    ("rule", "why", "avoid", "fine"),
    {"fr": ("Règle", "Pourquoi", "À éviter", "Conforme"), "en": ("Rule", "Why", "Avoid", "Fine")},
    frozenset({"avoid", "fine"}),
    ("voice", "network", "reply", "category", "decision"),
)
SITUATION = Layout(
    ("story", "choices", "why", "quote"),
    {"fr": ("Situation", "Choix", "Pourquoi", "Extrait"), "en": ("Situation", "Choices", "Why", "Quote")},
    frozenset({"choices"}),
)

_ATTRIBUTE = re.compile(r"\s*([\w-]+)\s*=\s*(?:\"((?:[^\"\\]|\\.)*)\"|([^\s\"}]+))")
_ESCAPE = re.compile(r"\\(.)")


@dataclass(slots=True)
class RawExample:
    """An item of a list as written; ``line`` is where it starts."""

    line: int
    attributes: dict[str, str]
    text: str


@dataclass(slots=True)
class Part:
    """What a document says in one language: texts and items of lists by section, and the line of each section."""

    line: int
    texts: dict[str, str] = field(default_factory=dict)
    examples: dict[str, list[RawExample]] = field(default_factory=dict)
    lines: dict[str, int] = field(default_factory=dict)


@dataclass(slots=True)
class Document:
    """A document, split: the text of its header (its first line is line 2 of the file), its parts."""

    header: str
    parts: dict[str, Part]
    problems: list[Problem]


def read_document(file: str, text: str, layout: Layout = CLAUSE) -> Document:
    """Splits ``text``; what cannot be understood is left out and said in ``problems``."""
    lines = text.replace("\r\n", "\n").split("\n")
    problems: list[Problem] = []
    if lines[0].rstrip() != "+++":
        problems.append(_no_header(file, 1))
        return Document("", {}, problems)
    end = next((number for number in range(1, len(lines)) if lines[number].rstrip() == "+++"), None)
    if end is None:
        problems.append(_no_header(file, len(lines)))
        return Document("", {}, problems)
    parts = _Reader(file, problems, layout).read(lines, end + 1)
    return Document("\n".join(lines[1:end]), parts, problems)


class _Reader:
    """Goes through the body line by line, knowing in which part and section it is."""

    def __init__(self, file: str, problems: list[Problem], layout: Layout) -> None:
        self.file = file
        self.problems = problems
        self.layout = layout
        self.parts: dict[str, Part] = {}
        self.language = ""
        self.part: Part | None = None
        self.section: str | None = None
        self.prose: list[str] = []
        self.examples: list[RawExample] = []

    def read(self, lines: list[str], start: int) -> dict[str, Part]:
        for number, line in _without_comments(lines, start):
            if line.startswith("# "):
                self._close()
                self._open_part(line[2:].strip(), number)
            elif line.startswith("## "):
                self._close()
                self._open_section(line[3:].strip(), number)
            elif self.section in self.layout.lists:
                self._example_line(line, number)
            elif self.section:
                self.prose.append(line)
            elif line.strip() and self.part is None:
                self.problems.append(_stray(self.file, number))
        self._close()
        return self.parts

    def _open_part(self, language: str, number: int) -> None:
        if language in self.parts:
            self.problems.append(_twice(self.file, number, language))
        self.language = language
        self.part = self.parts.setdefault(language, Part(number))
        self.section = None

    def _open_section(self, title: str, number: int) -> None:
        names = self.layout.names(self.language)
        self.section = None
        if self.part is None:
            self.problems.append(_stray(self.file, number))
        elif title not in names:
            self.problems.append(_unknown_heading(self.file, number, title, names))
        else:
            self.section = self.layout.sections[names.index(title)]
            if self.section in self.part.lines:
                self.problems.append(_twice(self.file, number, title))
            self.part.lines[self.section] = number
            if self.section in self.layout.lists:
                self.examples = self.part.examples.setdefault(self.section, [])

    def _close(self) -> None:
        if self.part is not None and self.section and self.section not in self.layout.lists:
            self.part.texts[self.section] = "\n".join(self.prose).strip()
        if self.part is not None and self.section:
            for example in self.part.examples.get(self.section, ()):
                example.text = example.text.strip("\n")
        self.prose = []

    def _example_line(self, line: str, number: int) -> None:
        examples = self.examples
        if line.startswith("- "):
            attributes, text = self._attributes(line[2:].strip(), number)
            examples.append(RawExample(number, attributes, text))
        elif line.startswith("  ") and examples:
            examples[-1].text += "\n" + line[2:].rstrip()
        elif not line.strip():
            if examples:
                examples[-1].text += "\n"
        else:
            self.problems.append(_not_an_example(self.file, number))

    def _attributes(self, item: str, number: int) -> tuple[dict[str, str], str]:
        if not self.layout.attributes:
            return {}, item
        if item.startswith("\\{"):
            return {}, item[1:]
        if not item.startswith("{"):
            return {}, item
        found: dict[str, str] = {}
        position = 1
        while match := _ATTRIBUTE.match(item, position):
            value = match[3] if match[2] is None else _ESCAPE.sub(_unescape, match[2])
            if match[1] not in self.layout.attributes:
                self.problems.append(_unknown_attribute(self.file, number, match[1], self.layout.attributes))
            found[match[1]] = value
            position = match.end()
        rest = item[position:].lstrip()
        if not rest.startswith("}"):
            self.problems.append(_bad_braces(self.file, number))
            return {}, item
        return found, rest[1:].strip()


def _unescape(match: re.Match[str]) -> str:
    return "\n" if match[1] == "n" else match[1]


def _without_comments(lines: list[str], start: int) -> Iterator[tuple[int, str]]:
    """Numbered lines (from 1) of the body, without those of HTML comments that open at the start of a line."""
    hidden = False
    for index in range(start, len(lines)):
        line = lines[index]
        hidden = hidden or line.startswith("<!--")
        if not hidden:
            yield index + 1, line
        elif "-->" in line:
            hidden = False


def _no_header(file: str, line: int) -> Problem:
    return fault(
        file,
        line,
        "header",
        ("L'en-tête n'est pas délimité.", "The header has no limits."),
        (
            "Placez-le au début du fichier, entre deux lignes « +++ ».",
            "Put it at the start of the file, between two “+++” lines.",
        ),
    )


def _stray(file: str, line: int) -> Problem:
    return fault(
        file,
        line,
        "document",
        ("Ce texte n'appartient à aucune langue.", "This text belongs to no language."),
        (
            "Ouvrez d'abord la partie d'une langue, par exemple « # fr ».",
            "Open the part of a language first, for instance “# en”.",
        ),
    )


def _twice(file: str, line: int, title: str) -> Problem:
    return fault(
        file,
        line,
        "document",
        (f"Le titre « {title} » revient deux fois.", f"The heading “{title}” stands twice."),
        ("Réunissez les deux passages sous un seul titre.", "Put both passages under one heading."),
    )


def _unknown_heading(file: str, line: int, title: str, names: tuple[str, ...]) -> Problem:
    return fault(
        file,
        line,
        "document",
        (f"Le titre « {title} » est inconnu.", f"The heading “{title}” is not known."),
        (f"Utilisez l'un de ceux-ci : {', '.join(names)}.", f"Use one of these: {', '.join(names)}."),
    )


def _not_an_example(file: str, line: int) -> Problem:
    return fault(
        file,
        line,
        "document",
        (
            "Cette ligne n'est ni un élément de la liste ni sa suite.",
            "This line is neither an item of the list nor its continuation.",
        ),
        (
            "Commencez un élément par « - », et décalez sa suite de deux espaces.",
            "Start an item with “- ”, and indent its continuation by two spaces.",
        ),
    )


def _unknown_attribute(file: str, line: int, name: str, names: tuple[str, ...]) -> Problem:
    known = ", ".join(names)
    return fault(
        file,
        line,
        "attribute",
        (f"Un exemple n'a pas d'attribut « {name} ».", f"An example has no attribute “{name}”."),
        (f"Utilisez l'un de ceux-ci : {known}.", f"Use one of these: {known}."),
    )


def _bad_braces(file: str, line: int) -> Problem:
    return fault(
        file,
        line,
        "attribute",
        ("Les attributs de cet exemple ne se lisent pas.", "The attributes of this example cannot be read."),
        (
            'Écrivez {nom=valeur nom="valeur avec espaces"}, ou \\{ si le texte commence par une accolade.',
            'Write {name=value name="value with spaces"}, or \\{ when the text itself opens with a brace.',
        ),
    )
