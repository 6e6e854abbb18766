"""What ``perform`` tells whoever keeps up with people: notices about a subject are old once one acts on it."""

from __future__ import annotations

from dataclasses import dataclass

from balise.web.events import Event


@dataclass(frozen=True)
class Acted(Event):
    """A person is performing a transition: told under the lock, once it is allowed and before anything changes.

    ``subject_kind`` is ``app.model``, as in the audit. What the change itself tells people comes after, and is new.
    """

    person_id: int
    subject_kind: str
    subject_id: str
