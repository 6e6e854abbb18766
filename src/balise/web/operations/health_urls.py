from __future__ import annotations

from django.urls import path

from balise.web.operations import health_pages

urlpatterns = [path("", health_pages.health, name="health")]
