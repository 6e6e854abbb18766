from __future__ import annotations

from django.urls import include, path

from balise.web.operations import health_urls

app_name = "operations"
PREFIX = "exploitation/"
urlpatterns = [
    path("travaux/", include("balise.web.operations.jobs.urls")),
    *health_urls.urlpatterns,
]
