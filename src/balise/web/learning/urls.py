from __future__ import annotations

from django.urls import path

from balise.web.learning import views

app_name = "learning"
PREFIX = "politique/situations/"
urlpatterns = [
    path("", views.home, name="home"),
    path("commencer/", views.begin, name="begin"),
    path("serie/", views.series, name="series"),
    path("revoir/<str:situation_id>/", views.answered, name="answered"),
    path("ne-plus-proposer/", views.set_aside, name="set-aside"),
    path("effacer/", views.forget, name="forget"),
]
