"""Catalogues (``locale/<language>/LC_MESSAGES/django.po`` of each app) made into one ``.mo`` each, without msgfmt.

The sentences of templates are French; a missing English one fails a test. The French catalogue only rewords what
allauth says, which is English in its code.
"""

from __future__ import annotations

import os
from hashlib import sha256
from pathlib import Path

import polib

from balise.caching import cache_folder


def catalogues(web: Path, language: str = "en") -> list[Path]:
    """Every ``.po`` of the house in a language."""
    return sorted(web.glob(f"**/locale/{language}/LC_MESSAGES/django.po"))


def compiled(web: Path) -> Path:
    """A folder for ``LOCALE_PATHS`` with all catalogues compiled, made again only when one of them has changed."""
    sources = {language: catalogues(web, language) for language in ("en", "fr")}
    mark = sha256()
    for source in (path for paths in sources.values() for path in paths):
        mark.update(source.read_bytes())
    folder = cache_folder() / "locale" / mark.hexdigest()[:16]
    for language, paths in sources.items():
        target = folder / language / "LC_MESSAGES" / "django.mo"
        if paths and not target.is_file():
            target.parent.mkdir(parents=True, exist_ok=True)
            draft = target.with_suffix(f".{os.getpid()}")
            merged(paths, language).save_as_mofile(str(draft))
            draft.replace(target)
    return folder


def merged(sources: list[Path], language: str = "en") -> polib.POFile:
    """One catalogue of all; the same sentence twice must be translated the same way, or carry a context."""
    whole = polib.POFile()
    whole.metadata = {
        "Content-Type": "text/plain; charset=UTF-8",
        "Language": language,
        "Plural-Forms": f"nplurals=2; plural=(n {'>' if language == 'fr' else '!='} 1);",
    }
    seen: dict[tuple[str, str | None], polib.POEntry] = {}
    for source in sources:
        for entry in polib.pofile(str(source), encoding="utf-8"):
            if entry.obsolete or entry.fuzzy:
                continue
            known = seen.setdefault((entry.msgid, entry.msgctxt), entry)
            if known is entry:
                whole.append(entry)
            elif (known.msgstr, known.msgstr_plural) != (entry.msgstr, entry.msgstr_plural):
                raise ValueError(f"{source}: {entry.msgid!r} is translated in two ways")
    return whole
