"""What every template may use, whatever the app."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpRequest

from balise.web.config.logging import request_id


def site(request: HttpRequest) -> dict[str, Any]:  # noqa: ARG001 - a context processor's argument
    """Demo mode and the id of this request, for error pages and the banner."""
    return {"demo": settings.BALISE_DEMO, "request_id": request_id.get()}
