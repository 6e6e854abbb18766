"""Records of the audit as events of a timeline: who, what in words, when. Pages that show a history share it."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from django.utils.translation import gettext as _

from balise.web.audit.models import Record
from balise.web.ui.components import Event
from balise.web.workflow.labels import names_of
from balise.web.workflow.wording import part_of_the_system, words_of


def told(records: Sequence[Record], *, detail: Callable[[Record], str] | None = None) -> list[Event]:
    """The records as events, in their order; ``detail`` says what stands under each; its number is folded."""
    names = names_of(list(records))
    events = []
    for record in records:
        words = words_of(record.tag)
        who = names[record.number] or _("une personne oubliée depuis")
        if record.actor_kind == "system":
            who = part_of_the_system(record.actor_id)
        events.append(
            Event(
                when=record.at or record.day,  # of what is told by the day alone, the hour is nobody’s business
                who=who,
                what=str(words.text),
                detail=detail(record) if detail else "",
                reference=_("Inscription n° %(number)d au registre d’audit.") % {"number": record.number},
                icon=words.icon,
                tone=words.tone,
            )
        )
    return events
