from __future__ import annotations

from django.urls import path

from balise.web.webhooks import views

app_name = "webhooks"
PREFIX = "annonces/"
urlpatterns = [
    path("", views.home, name="home"),
    path("<int:subscription_id>/", views.log, name="log"),
    path("<int:subscription_id>/envois/<int:delivery_id>/", views.delivery, name="delivery"),
    path("<int:subscription_id>/secret/", views.rotate, name="rotate"),
    path("<int:subscription_id>/terminer/", views.end, name="end"),
]
