from __future__ import annotations

from django.urls import path

from balise.web.checking import open_views, views

PREFIX = "verifier/"
app_name = "checking"

urlpatterns = [
    path("", views.check, name="check"),
    path("constats/", views.live, name="live"),
    path("envoyer/<str:errand>/", views.send, name="send"),
    path("affiche/", open_views.poster, name="poster"),
    path("affiche/code.svg", open_views.code, name="code"),
    path("ouvert/", open_views.check, name="open"),
    path("ouvert/constats/", open_views.live, name="open-live"),
]
