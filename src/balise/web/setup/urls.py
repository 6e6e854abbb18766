from __future__ import annotations

from django.urls import path

from balise.web.setup import first_views, views

PREFIX = "mise-en-route/"
app_name = "setup"

urlpatterns = [
    path("", first_views.start, name="start"),
    path("protection/", first_views.protection, name="protection"),
    path("organisation/", views.organisation, name="organisation"),
    path("contacts/", views.contacts, name="contacts"),
    path("personnes/", views.people, name="people"),
    path("comptes/", views.accounts, name="accounts"),
    path("taches/", views.duties, name="duties"),
    path("taches/suppleance/", views.alternate, name="alternate"),
    path("terminer/", views.finish, name="finish"),
]
