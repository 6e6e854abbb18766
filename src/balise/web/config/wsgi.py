"""The application for a WSGI server."""

from __future__ import annotations

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "balise.web.config.settings")
application = get_wsgi_application()

from balise.web.config.starting import ready_to_serve  # noqa: E402 - needs the apps

ready_to_serve()
