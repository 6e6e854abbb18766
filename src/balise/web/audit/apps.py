from __future__ import annotations

from django.apps import AppConfig
from django.core import checks
from django.db.models.signals import post_migrate


class AuditConfig(AppConfig):
    name = "balise.web.audit"
    label = "audit"

    def ready(self) -> None:
        from balise.web.audit.checks import triggers_present
        from balise.web.audit.triggers import after_migrations

        post_migrate.connect(after_migrations, sender=self, dispatch_uid="audit-triggers")
        checks.register(triggers_present, checks.Tags.database)
