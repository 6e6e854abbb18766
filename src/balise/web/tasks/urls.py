from __future__ import annotations

from django.urls import path

from balise.web.tasks import views

app_name = "tasks"
PREFIX = "calendrier/"
urlpatterns = [
    path("", views.calendar, name="calendar"),
    path("fermer/", views.close, name="close"),
    path("<str:secret>.ics", views.feed, name="feed"),
]
