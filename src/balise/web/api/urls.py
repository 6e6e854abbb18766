from __future__ import annotations

from django.urls import include, path, re_path

from balise.web.api import door, views

app_name = "api"
PREFIX = ""
urlpatterns = [
    path("jetons/", views.tokens, name="tokens"),
    path("jetons/tous/", views.everybody, name="all"),
    path("jetons/<int:token_id>/revoquer/", views.revoke, name="revoke"),
    path("api/", views.describe, name="describe"),
    path("api/v1/", include((list(door.guarded()), "ninja"), namespace="api-v1")),
    re_path(r"^api/v1/.*$", views.nothing_here),
]
