from __future__ import annotations

from django.urls import path

from balise.web.notifications import views

app_name = "notifications"
PREFIX = "avis/"
urlpatterns = [
    path("", views.told, name="list"),
    path("lus/", views.all_read, name="all-read"),
    path("<int:notification_id>/ouvrir/", views.open_one, name="open"),
    path("<int:notification_id>/lu/", views.one_read, name="read"),
    path("preferences/", views.preferences, name="preferences"),
    path("desabonnement/<str:token>/", views.unsubscribe, name="unsubscribe"),
]
