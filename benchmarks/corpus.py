"""The corpus of the benchmarks: posts and comments as people write them, French and English, drawn with a seed.

One text in eight holds something to find, spread over the categories; the rest is ordinary talk of the training texts
that nothing was learned from.
"""

from __future__ import annotations

import random
import sys
from collections.abc import Iterator
from pathlib import Path

sys.path.append(str(Path(__file__).resolve().parent.parent / "training"))
from examples import ordinary_texts

_TELLING = (
    "mon NAS est le 046 454 286 si jamais", "his SIN is 130 692 544, I saw it on the form", "écris à julie.gagnon@exemple.com pour ça",
    "call Mark Stevens at 418-555-0142 tonight", "la carte 4539 1488 0343 6467 est passée deux fois", "t'es rien qu'un imbécile",
    "you are such a moron, honestly", "le mot de passe du wifi est Soleil-2024!", "the server is at 192.168.4.17 by the way",
    "entre nous, ne le répétez pas, le budget sera coupé", "il paraît que tout va fermer, partagez avant que ce soit supprimé",
    "tabarnak que c'est long", "je vais te retrouver pis tu vas le regretter", "87 % des gens le disent, des études le prouvent",
    "voici une photo de Julie et des collègues", "signez la pétition et sortez manifester samedi",
)  # fmt: skip


_LENGTH = 140


def texts(count: int, seed: int = 2026) -> Iterator[str]:
    """``count`` texts of about 170 characters: two or three ordinary ones together, one in eight with a telling one."""
    chooser = random.Random(seed)
    ordinary = ordinary_texts()
    for number in range(count):
        parts = [chooser.choice(_TELLING)] if number % 8 == 0 else []
        while sum(map(len, parts)) < _LENGTH:
            parts.append(chooser.choice(ordinary))
        chooser.shuffle(parts)
        yield " ".join(parts)


def register_terms(count: int, seed: int = 7) -> Iterator[str]:
    """``count`` invented names of projects, clients and files."""
    chooser = random.Random(seed)
    syllables = (
        "ba",
        "ro",
        "ti",
        "len",
        "mar",
        "quo",
        "cor",
        "du",
        "fer",
        "sol",
        "ven",
        "pi",
        "gal",
        "zor",
        "nim",
        "tek",
    )
    for number in range(count):
        word = "".join(chooser.choices(syllables, k=chooser.randint(2, 4)))
        yield f"{word} {chooser.choice(syllables)}{number}" if number % 3 else f"{word}{number}"
