from __future__ import annotations

from django.urls import path

from balise.web.learning import guest_views, views

app_name = "learning"
PREFIX = "politique/situations/"
urlpatterns = [
    path("", views.home, name="home"),
    path("commencer/", views.begin, name="begin"),
    path("serie/", views.series, name="series"),
    path("revoir/<str:situation_id>/", views.answered, name="answered"),
    path("ne-plus-proposer/", views.set_aside, name="set-aside"),
    path("effacer/", views.forget, name="forget"),
    path("apres-signature/commencer/", guest_views.begin, name="guest-begin"),
    path("apres-signature/", guest_views.series, name="guest-series"),
    path("apres-signature/pourquoi/", guest_views.why, name="guest-why"),
    path("apres-signature/quitter/", guest_views.leave, name="guest-leave"),
    path("apres-signature/merci/", guest_views.end, name="guest-end"),
]
