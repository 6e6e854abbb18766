"""Sentence and word vectors of the training texts, by the extra ``semantic``; kept in ``.cache`` between two runs.

Words are spelled as they are most often written (with accents), asked for alone, and known by their folded form.
"""

from __future__ import annotations

import re
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

sys.path.insert(0, str(Path(__file__).parent))
from balise.screening.folding import fold_term
from balise.screening.lexicons import __file__ as lexicons
from balise.screening.semantics.sentences import vectors
from examples import grammar_examples, pack_examples, read_examples

CACHE = Path(__file__).parent / ".cache"
_WORD = re.compile(r"[^\W\d_]+")
_BATCH = 64


def spellings(texts: Iterable[str]) -> dict[str, str]:
    """The usual spelling of each folded word of ``texts``."""
    forms: dict[str, Counter[str]] = defaultdict(Counter)
    for text in texts:
        for word in _WORD.findall(text.lower()):
            forms[fold_term(word)][word] += 1
    return {folded: counts.most_common(1)[0][0] for folded, counts in forms.items() if folded.isalpha()}


def kept(name: str, wanted: Sequence[str], spoken: Sequence[str]) -> NDArray[np.float16]:
    """A vector for each of ``wanted``, asked for as ``spoken``, from the cache when it holds it."""
    CACHE.mkdir(exist_ok=True)
    path = CACHE / f"{name}.npz"
    known: dict[str, NDArray[np.float16]] = {}
    if path.exists():
        with np.load(path, allow_pickle=False) as stored:
            known = dict(zip(stored["texts"].tolist(), stored["vectors"], strict=True))
    missing = [pair for pair in dict(zip(wanted, spoken, strict=True)).items() if pair[0] not in known]
    if missing:
        for first in range(0, len(missing), _BATCH):
            chunk = missing[first : first + _BATCH]
            found = vectors([said for _, said in chunk]).astype(np.float16)
            known.update(zip((text for text, _ in chunk), found, strict=True))
            sys.stderr.write(f"\r{name}: {first + len(chunk)} of {len(missing)}")
        np.savez(path, texts=np.array(list(known)), vectors=np.array(list(known.values())))
    return np.array([known[text] for text in wanted])


def sentences(texts: Sequence[str]) -> NDArray[np.float16]:
    """Vectors of whole texts, one row each (384 numbers)."""
    return kept("sentences", texts, texts)


def vocabulary(texts: Iterable[str]) -> dict[str, str]:
    """Folded words worth a vector, and how they are written: those of the texts and of the word lists."""
    found = spellings(texts)
    listed = (path.read_text(encoding="utf-8") for path in sorted(Path(lexicons).parent.glob("*.txt")))
    for folded, written in spellings(" ".join(listed).replace("(", " ").split()).items():
        found.setdefault(folded, written)
    return {folded: found[folded] for folded in sorted(found) if len(folded) > 1 and folded.isascii()}


def words(listed: dict[str, str]) -> NDArray[np.float16]:
    """Vectors of single words, one row each, in the order of ``listed``."""
    return kept("words", list(listed), list(listed.values()))


if __name__ == "__main__":
    examples = [*read_examples(), *grammar_examples(), *pack_examples()]
    sentences([example.text for example in examples])
    words(vocabulary(example.text for example in examples))
