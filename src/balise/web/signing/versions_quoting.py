"""What the official text says under a clause: told to findings and answers, which know nothing of versions."""

from __future__ import annotations

from django.urls import reverse

from balise.web.signing.models.versions import ClauseAnchor, PolicyVersion
from balise.web.verdicts.passages import Passage, provide


def register() -> None:
    """Called once the apps are ready."""
    provide(passages)


def passages(language: str) -> dict[str, Passage]:
    """The passages in force by clause; the French one, which is authoritative, where none is beside it."""
    rows = ClauseAnchor.objects.filter(version__state=PolicyVersion.State.PUBLISHED).values_list(
        "version__number", "language", "clause_id", "section_anchor", "passage"
    )
    found: dict[str, Passage] = {}
    for number, said, clause_id, anchor, passage in rows:
        if said == language or (said == "fr" and clause_id not in found):
            address = f"{reverse('signing:read', args=[number])}?langue={said}#{anchor}"
            found[clause_id] = Passage(text=passage, url=address, language=said)
    return found
