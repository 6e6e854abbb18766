from __future__ import annotations

from django.apps import AppConfig


class SigningConfig(AppConfig):
    name = "balise.web.signing"
    label = "signing"

    def ready(self) -> None:
        """Declare transitions; take part in rules, menus, search, tasks and quotations."""
        from balise.web.signing import answers_setup, versions_setup
        from balise.web.signing import answers_transitions as _answers  # noqa: F401
        from balise.web.signing import asking_transitions as _asking  # noqa: F401
        from balise.web.signing import links_transitions as _links  # noqa: F401
        from balise.web.signing import paper_transitions as _paper  # noqa: F401
        from balise.web.signing import versions_transitions as _versions  # noqa: F401 - they declare themselves

        versions_setup.register()
        answers_setup.register()
