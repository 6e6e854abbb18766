from __future__ import annotations

from django.urls import path

from balise.web.demo import views

PREFIX = "demo/"
app_name = "demo"

urlpatterns = [
    path("", views.roles, name="roles"),
    path("entrer/", views.enter, name="enter"),
]
