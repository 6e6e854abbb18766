"""The application for a WSGI server."""

from __future__ import annotations

import os
import threading

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "balise.web.config.settings")
application = get_wsgi_application()

from balise.web.config.starting import ready_to_serve, warm_up  # noqa: E402 - needs the apps

ready_to_serve()
threading.Thread(target=warm_up, name="warm-up", daemon=True).start()  # pages need not wait for it
