from __future__ import annotations

from django.urls import path

from balise.web.approvals import views

app_name = "approvals"
PREFIX = "mandats/"
urlpatterns = [
    path("", views.mandates, name="mandates"),
    path("accorder/", views.grant, name="grant"),
    path("<int:mandate_id>/terminer/", views.end, name="end"),
]
