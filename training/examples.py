"""The training texts: ``texts/*.tsv``, written for this purpose, and what the rules alone say of each."""

from __future__ import annotations

import hashlib
import random
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import NamedTuple

from balise import load_policy
from contrasting import contrasts

HERE = Path(__file__).parent
PACKS = ("opeq", "exemple")
_SLOT = re.compile(r"\{(\w+)\}")
_EMPTY = "-"
_BLOCK = 12
_ORDINARY, _SPARED = "wave2-e", 4
"""One block in four of these files is spared for measures of speed."""
_FRESH, _UNSEEN = "fourth-", 5
"""One block in five of these files, told by its hash before anything was measured, is never learned from."""
VOICES = ("personal", "official", "visitor")


class Example(NamedTuple):
    """One text and the categories that a careful moderator gives it."""

    labels: frozenset[str]
    voice: str
    language: str
    text: str
    reply_to: str | None
    pack: str
    """Whose policy it is about."""
    block: str
    """Where it stands: neighbours, which are often contrast pairs, share a block."""


def _example(line: str, place: str, block: str) -> Example:
    fields = line.split("\t")
    if len(fields) not in {4, 5} or fields[1] not in VOICES or not fields[3].strip():
        raise ValueError(f"{place}: labels, voice, language, text and maybe reply_to are asked for, tabs between")
    labels = frozenset() if fields[0].strip() == _EMPTY else frozenset(fields[0].replace(" ", "").split(","))
    return Example(
        labels, fields[1], fields[2], fields[3].strip(), fields[4].strip() if len(fields) > 4 else None, PACKS[0], block
    )


def _spared(name: str, block: int) -> bool:
    """Whether a block of the file ``name`` is kept away from learning."""
    if name.startswith(_FRESH):
        return _hash(f"{name}:{block}") % _UNSEEN == 0
    return name.startswith(_ORDINARY) and block % _SPARED == 0


def _hash(told: str) -> int:
    return int(hashlib.sha256(told.encode()).hexdigest(), 16)


def _read(pattern: str, *, spared: bool) -> list[Example]:
    found: dict[tuple[str, str], Example] = {}
    for path in sorted((HERE / "texts").glob(pattern)):
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
            block = number // _BLOCK
            if line.strip() and spared == _spared(path.name, block):
                example = _example(line, f"{path.name}:{number}", f"{path.name}:{block}")
                found.setdefault((example.text, example.voice), example)
    return list(found.values())


def read_examples() -> list[Example]:
    """Every example to learn from, each text and voice once; raises ``ValueError`` naming file and line of a bad one."""
    return _read("*.tsv", spared=False)


def ordinary_texts() -> list[str]:
    """Ordinary clean texts that nothing was learned from: what the speed of the screener is measured on."""
    return [example.text for example in _read(f"{_ORDINARY}*.tsv", spared=True) if not example.labels]


def fresh_examples() -> list[Example]:
    """Examples that nothing was learned from, to measure on."""
    return _read(f"{_FRESH}*.tsv", spared=True)


def contrast_examples() -> list[Example]:
    """The contrast sets to learn from (``contrasting``), held out together with all that share their predicate."""
    return [
        Example(case.labels, "visitor", case.language, case.text, None, PACKS[0], f"contrast {case.predicate}")
        for case in contrasts("learn", each=0.4)
    ]


def pack_examples() -> list[Example]:
    """The examples of the packs that come with Balise, each with its category, or none where it is fine."""
    found = []
    for pack in PACKS:
        for clause in load_policy(pack).clauses:
            for language, text in clause.texts.items():
                block = f"{pack} {clause.id} {language}"
                for example in text.avoid:
                    if example.category is not None:
                        labels = frozenset((example.category,))
                        found.append(
                            Example(labels, example.voice, language, example.text, example.reply_to, pack, block)
                        )
                found.extend(
                    Example(frozenset(), example.voice, language, example.text, example.reply_to, pack, block)
                    for example in text.fine
                    if example.decision is None
                )
    return found


def grammar_examples(fillings: int = 6, seed: int = 10) -> list[Example]:
    """Sentences of ``texts/hate-grammar.txt``: each template with slots filled ``fillings`` times, drawn with a seed.

    ``@slot``, language and choices define a slot; labels, language and a template with ``{slot}`` make sentences.
    """
    chooser = random.Random(seed)
    slots: dict[tuple[str, str], list[str]] = {}
    found: dict[str, Example] = {}
    for number, line in enumerate((HERE / "texts" / "hate-grammar.txt").read_text(encoding="utf-8").splitlines()):
        if not line.strip() or line.startswith("#"):
            continue
        head, language, body = line.split("\t")
        if head.startswith("@"):
            slots[head[1:], language] = body.split("|")
            continue
        labels = frozenset() if head == _EMPTY else frozenset(head.split(","))
        for _ in range(fillings):
            text = _SLOT.sub(lambda slot, spoken=language: chooser.choice(slots[slot.group(1), spoken]), body)
            text = text[:1].upper() + text[1:]
            found[text] = Example(labels, "visitor", language, text, None, PACKS[0], f"grammar {number}")
    return list(found.values())


def folds(examples: Sequence[Example], count: int) -> list[int]:
    """A fold for each example, one for a whole file: what was written in one breath is held out together, since texts
    that nobody wrote for this are further away than that. Files are dealt, the largest first, to the fold where their
    labels are rarest, so that every fold holds its share of each."""
    files: dict[str, Counter[str]] = {}
    for example in examples:
        files.setdefault(_file(example), Counter()).update([*example.labels, ""])
    whole = sum(files.values(), Counter())
    held: list[Counter[str]] = [Counter() for _ in range(count)]
    dealt: dict[str, int] = {}
    for name, labels in sorted(files.items(), key=lambda file: (-file[1].total(), file[0])):
        weights = [sum(labels[one] * fold[one] / whole[one] ** 2 for one in labels) for fold in held]
        dealt[name] = weights.index(min(weights))
        held[dealt[name]].update(labels)
    return [dealt[_file(example)] for example in examples]


def _file(example: Example) -> str:
    return example.block.partition(":")[0]


def without(examples: Sequence[Example], texts: Iterable[str]) -> list[Example]:
    """The examples whose text is not among ``texts`` (those of the evaluation set, compared letter by letter)."""
    known = {" ".join(text.lower().split()) for text in texts}
    return [example for example in examples if " ".join(example.text.lower().split()) not in known]
