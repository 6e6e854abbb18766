from __future__ import annotations

from django.urls import include, path

app_name = "operations"
PREFIX = "exploitation/"
urlpatterns = [
    path("travaux/", include("balise.web.operations.jobs.urls")),
]
