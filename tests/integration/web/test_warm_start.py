"""The engine is ready before anybody asks, in each web process, whichever command started it."""

from __future__ import annotations

import runpy
from threading import Event

import pytest

from balise.policy.problems import PackError
from balise.screening.semantics import sentences
from balise.web.config import starting
from balise.web.verdicts import engine


def test_each_web_process_warms_up_without_making_pages_wait(monkeypatch: pytest.MonkeyPatch) -> None:
    warmed, served = Event(), Event()

    def warm() -> None:
        assert served.wait(10)  # the module that servers load is done before the engine is
        warmed.set()

    monkeypatch.setattr(starting, "ready_to_serve", lambda: None)
    monkeypatch.setattr(starting, "warm_up", warm)
    monkeypatch.setattr("django.core.wsgi.get_wsgi_application", lambda: None)
    runpy.run_module("balise.web.config.wsgi")
    served.set()
    assert warmed.wait(10)


def test_the_policy_is_compiled_and_sentences_are_loaded(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []
    monkeypatch.setattr(sentences, "installed", lambda: True)
    monkeypatch.setattr(sentences, "vectors", asked.extend)
    monkeypatch.setattr(engine, "_local", type(engine._local)())
    starting.warm_up()
    assert engine._local.policy is engine.the_policy()
    assert asked


def test_a_policy_that_does_not_load_stops_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_parts: object, **_more: object) -> None:
        raise PackError("x", [])

    monkeypatch.setattr(starting, "judge", broken)
    starting.warm_up()


def test_invented_texts_are_weighed_by_words_and_only_they(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(engine, "_local", type(engine._local)())
    with engine.by_words_alone():
        assert engine.judge([engine.Part(place="text:x", text="Bonjour")], voice="personal").tiers == ("rules", "words")
    full = ("rules", "words", "sentences") if sentences.installed() else ("rules", "words")
    assert engine.judge([engine.Part(place="text:x", text="Bonjour")], voice="personal").tiers == full
