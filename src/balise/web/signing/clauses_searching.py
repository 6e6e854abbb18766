"""Clauses in plain words are found by all staff, once the official text in force says them.

People look for «photo d’un collègue» or «mot de passe», which the official text may word otherwise.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from balise.screening.explaining import in_words
from balise.web.access.deciding import granted
from balise.web.access.permissions import Permission
from balise.web.people.models import Person
from balise.web.search import registry
from balise.web.search.registry import Indexed, circle
from balise.web.signing.models.versions import ClauseAnchor, PolicyVersion
from balise.web.verdicts.engine import the_policy

KIND = "clause"


def register() -> None:
    """Called once the apps are ready."""
    registry.register(SOURCE)


def faces(anchor: ClauseAnchor) -> Iterator[Indexed]:
    """Its title, rule, why and examples in each language; from the French passage alone, so that each is there once."""
    version = anchor.version
    if version.state != PolicyVersion.State.PUBLISHED or version.published_at is None or anchor.language != "fr":
        return
    try:
        clause = the_policy().clause(anchor.clause_id)
    except KeyError:  # the pack was changed since that version
        return
    for language, text in clause.texts.items():
        yield Indexed(
            title=f"{clause.id if clause.numbered else ''} {in_words(clause.title, language)}",
            texts=[text.rule, text.why, *(example.text for example in (*text.avoid, *text.fine))],
            date=version.published_at,
            keys=frozenset({circle(KIND, language)}),
            face="" if language == "fr" else language,
            language=language,
        )


def keys(person: Person, today: dt.date) -> Iterator[str]:
    """Whoever reads the policy, in the language of the moment: the page that is found has no other."""
    if granted(person, Permission.POLICY_READ, today=today):
        said, languages = (get_language() or "fr")[:2], the_policy().languages
        yield circle(KIND, said if said in languages else languages[0])


SOURCE = registry.Source(
    kind=KIND,
    label=_("Articles en clair"),
    icon="light-bulb",
    model=ClauseAnchor,
    faces=faces,
    keys=keys,
    address=lambda record: reverse("signing:clause-found", args=[record]),
    order=9,
    reads=("version",),
)
