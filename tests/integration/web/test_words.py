"""Every act reads as a sentence in a history, and every kind of automatic work has a name; in both languages."""

from __future__ import annotations

import pytest
from django.utils import translation

from balise.web.directory.wording import KINDS
from balise.web.outbox.handlers import all_handlers
from balise.web.workflow import all_disclosures, all_transitions
from balise.web.workflow.wording import words_of

ACTS = [
    *(one.id.replace(".", ":") for one in all_transitions()),
    *(f"{model._meta.model_name}:read" for model in all_disclosures()),
]
SUBJECTS = sorted(
    {one.subject._meta.label_lower for one in all_transitions()}
    | {model._meta.label_lower for model in all_disclosures()}
)


def _both(said: object) -> tuple[str, str]:
    with translation.override("fr"):
        french = str(said)
    with translation.override("en"):
        return french, str(said)


@pytest.mark.parametrize("act", ACTS)
def test_each_act_reads_as_a_sentence(act: str) -> None:
    words = words_of(f"person:{act}")
    french, english = _both(words.text)
    assert ":" not in french.replace("\u00a0:", ""), "shown by its own name"
    assert " " in french
    assert english != french
    assert words.tone in {"neutral", "info", "good", "warning", "danger"}


@pytest.mark.parametrize("subject", SUBJECTS)
def test_each_subject_has_a_name(subject: str) -> None:
    assert subject in KINDS


def test_each_kind_of_automatic_work_has_a_name() -> None:
    assert all_handlers()
    for handler in all_handlers():
        french, english = _both(handler.label)
        assert french, handler.kind
        assert french != handler.kind
        assert english != french
