"""Pages made from the code and the packs: ``make docs``. ``--check`` only says whether they are up to date."""

from __future__ import annotations

import inspect
import sys
from collections.abc import Iterator
from pathlib import Path

from balise import load_policy
from balise.policy.showing.markdown import write_markdown
from balise.policy.showing.outline import outline
from balise.screening.detecting import Detector
from balise.screening.detectors import all_detectors
from balise.screening.explaining import typeset

HERE = Path(__file__).resolve().parent
_TITLES = {
    "fr": (
        "# Les détecteurs",
        "Une section par détecteur, écrite à partir du code par `make docs`, avec les messages tels quels.",
        "catégories", "voix", "Ce qui est dit", "Quoi faire",
    ),
    "en": (
        "# Detectors",
        "One section a detector, written from the code by `make docs`. Messages are those that people read.",
        "categories", "voices", "What is said", "What to do",
    ),
}  # fmt: skip


def _section(detector: Detector, language: str) -> Iterator[str]:
    _, _, categories, voices, said, do = _TITLES[language]
    module = inspect.getdoc(sys.modules[type(detector).__module__]) or ""
    yield f"## `{detector.id}`"
    yield (
        f"{categories}: {', '.join(f'`{name}`' for name in detector.categories)} · "
        f"{voices}: {', '.join(f'`{voice.value}`' for voice in detector.voices)}"
    )
    yield module
    for key, message in detector.messages[language].items():
        yield f"- **{key}** — {said}: {typeset(message.what, language)} {do}: {typeset(message.do, language)}"


def detectors_page(language: str) -> str:
    """Every detector, in Markdown."""
    title, opening, *_ = _TITLES[language]
    parts = [title, typeset(opening, language)]
    for detector in all_detectors():
        parts.extend(_section(detector, language))
    return "\n\n".join(parts) + "\n"


def pages() -> dict[Path, str]:
    """Every generated page, by its path."""
    found = {
        HERE / "fr" / "detecteurs.md": detectors_page("fr"),
        HERE / "en" / "detectors.md": detectors_page("en"),
    }
    for pack in ("opeq", "exemple"):
        policy = load_policy(pack)
        found[HERE / "fr" / f"politique-{pack}.md"] = write_markdown(outline(policy, "fr"))
        found[HERE / "en" / f"policy-{pack}.md"] = write_markdown(outline(policy, "en"))
    return found


def main() -> int:
    """Write the pages, or with ``--check`` say which are out of date."""
    stale = [path for path, text in pages().items() if not path.exists() or path.read_text(encoding="utf-8") != text]
    if "--check" in sys.argv:
        for path in stale:
            sys.stderr.write(f"{path.relative_to(HERE.parent)} is out of date: run make docs\n")
        return int(bool(stale))
    for path, text in pages().items():
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
