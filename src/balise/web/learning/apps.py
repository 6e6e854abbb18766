from __future__ import annotations

from django.apps import AppConfig


class LearningConfig(AppConfig):
    name = "balise.web.learning"
    label = "learning"

    def ready(self) -> None:
        """Declare transitions; take part in rules, tasks and histories."""
        from balise.web.learning import rules, todo, transitions  # noqa: F401 - transitions declare themselves
        from balise.web.learning.wording import WORDS
        from balise.web.workflow import wording

        rules.register()
        todo.contribute()
        wording.register(WORDS)
