from __future__ import annotations

from django.urls import path

from balise.web.evidence import views

app_name = "evidence"
PREFIX = "preuves/"
urlpatterns = [
    path("", views.own, name="own"),
    path("sceau.pem", views.certificate, name="certificate"),
    path("<str:reference>/", views.download, name="download"),
]
