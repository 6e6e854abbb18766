"""A question about a message that breaks the policy, for the standing cast."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

MESSAGE = "Mon voisin kanariTXT est un imbécile."
ASKED = "Puis-je le dire ainsi? kanariQST"


@pytest.fixture(autouse=True)
def _second_factor_elsewhere(settings: Any) -> None:
    """Second factors have tests of their own."""
    settings.BALISE_OIDC_SECOND_FACTOR = True


@pytest.fixture
def ask(now: Any) -> Callable[[Any], Any]:
    """Somebody asks."""
    from balise.web.questions import transitions

    def act(person: Any) -> Any:
        return transitions.ask(actor=person, text=MESSAGE, voice="personal", question=ASKED, now=now)

    return act
