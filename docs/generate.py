"""Pages made from the code and the packs: ``make docs``. ``--check`` only says whether they are up to date."""

from __future__ import annotations

import inspect
import sys
from collections.abc import Iterator
from pathlib import Path

from balise import load_policy
from balise.networks.describing import Network, Operation
from balise.networks.registry import all_networks
from balise.networks.wording import OPERATIONS, WHO
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


_NETWORKS = {
    "fr": {
        "title": "# Les réseaux",
        "opening": "Ce que Balise fait sur chaque réseau et ce qui reste à une personne, écrit à partir du code par "
        "`make docs`. La commande `balise network list` dit la même chose. Comment créer l’application et ses jetons, "
        "ce que le réseau fait payer et ce qu’il fait examiner : voir la page de chacun.",
        "page": "Créer l’application et connecter le compte",
        "head": "| Opération | Par | Ce qui arrive | Se défait |",
        "yes": "oui",
        "no": "non",
        "by_hand": "Tout s’y fait à la main, avec la marche à suivre donnée à chaque fois.",
        "rights": "Droits demandés, les moindres :",
        "folder": "reseaux",
    },
    "en": {
        "title": "# The networks",
        "opening": "What Balise does on each network and what is left to a person, written from the code by "
        "`make docs`. The command `balise network list` says the same. How to create the application and its tokens, "
        "what the network charges for and what it reviews: see the page of each.",
        "page": "Create the application and connect the account",
        "head": "| Operation | By | What happens | Can be undone |",
        "yes": "yes",
        "no": "no",
        "by_hand": "All is done there by hand, with the steps given each time.",
        "rights": "Rights asked for, the least:",
        "folder": "networks",
    },
}


def _network_section(network: Network, language: str) -> Iterator[str]:
    words = _NETWORKS[language]
    yield f"## {network.names[language]}"
    if not network.connector:
        yield words["by_hand"]
        return
    yield f"[{words['page']}]({words['folder']}/{network.id}.md)"
    rows = [words["head"], "|---|---|---|---|"]
    for operation in Operation:
        deed = network.deeds.get(operation)
        if deed is not None:
            undone = words["yes" if deed.reversible else "no"] if deed.outcome else ""
            said = deed.outcome.get(language, "")
            rows.append(f"| {OPERATIONS[operation][language]} | {WHO[deed.how][language]} | {said} | {undone} |")
    yield "\n".join(rows)
    yield typeset(words["rights"], language)
    yield "\n".join(f"- `{scope.id}` — {scope.why[language]}" for scope in network.scopes)


def networks_page(language: str) -> str:
    """Every network, in Markdown."""
    words = _NETWORKS[language]
    parts = [words["title"], typeset(words["opening"], language)]
    for network in all_networks().values():
        parts.extend(_network_section(network, language))
    return "\n\n".join(parts) + "\n"


def pages() -> dict[Path, str]:
    """Every generated page, by its path."""
    found = {
        HERE / "fr" / "detecteurs.md": detectors_page("fr"),
        HERE / "en" / "detectors.md": detectors_page("en"),
        HERE / "fr" / "reseaux.md": networks_page("fr"),
        HERE / "en" / "networks.md": networks_page("en"),
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
