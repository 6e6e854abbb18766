from __future__ import annotations

from django.urls import path

from balise.web.search import views

app_name = "search"
PREFIX = "recherche/"
urlpatterns = [path("", views.find, name="find")]
