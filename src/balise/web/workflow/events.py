"""What ``perform`` tells whoever keeps up with people: notices about a subject grow old as it changes."""

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


@dataclass(frozen=True)
class Changed(Event):
    """Somebody, or the system, has performed a transition: told once the subject is saved, before the commit."""

    subject_kind: str
    subject_id: str
