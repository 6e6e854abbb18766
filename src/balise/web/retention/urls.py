from __future__ import annotations

from django.urls import path

from balise.web.retention import views

app_name = "retention"
PREFIX = "conservation/"

urlpatterns = [
    path("", views.home, name="home"),
    path("duree/", views.set_days, name="set"),
    path("suspendre/", views.place, name="place"),
    path("suspensions/<int:hold_id>/lever/", views.lift, name="lift"),
    path("suspensions/<int:hold_id>/raison/", views.reason, name="reason"),
]
