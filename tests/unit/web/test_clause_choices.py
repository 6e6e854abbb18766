"""Clauses offered in a list: people read a number only where they quote the clause by it."""

from __future__ import annotations

import pytest

from balise.policy.loading import load_policy
from balise.web.verdicts import quoting


@pytest.mark.parametrize(
    ("pack", "language", "offered"),
    [
        ("opeq", "fr", ("3.4", "3.4 Renseignements confidentiels")),
        ("opeq", "en", ("3.4", "3.4 Confidential information")),
        ("opeq", "fr", ("mot", "Mot de la direction")),
        ("opeq", "fr", ("form", "Consentement à la politique")),
        ("exemple", "en", ("L2", "L2 Kindness between readers")),
    ],
)
def test_a_clause_is_offered_as_people_quote_it(
    monkeypatch: pytest.MonkeyPatch, pack: str, language: str, offered: tuple[str, str]
) -> None:
    monkeypatch.setattr(quoting, "the_policy", lambda: load_policy(pack))
    assert offered in quoting.clause_choices(language)
