"""People, their roles, their codes, and what happened to anything."""

from __future__ import annotations

from django.urls import path

from balise.web.directory import entering, histories, importing_views, listing, suggesting, views

app_name = "directory"
PREFIX = "personnes/"

urlpatterns = [
    path("", listing.people, name="people"),
    path("nouvelle/", views.new, name="new"),
    path("importer/", importing_views.upload, name="import"),
    path("moi/", views.profile, name="profile"),
    path("code/", entering.enter, name="enter"),
    path("historique/<str:kind>/<str:pk>/", histories.history, name="history"),
    path("suggestions/<slug:field>/", suggesting.suggest, name="suggest"),
    path("<int:pk>/", views.person, name="person"),
    path("<int:pk>/absence/", views.absence, name="absence"),
    path("<int:pk>/code/", views.paper_code, name="paper-code"),
    path("<int:pk>/role/", views.role, name="role"),
    path("<int:pk>/etat/", views.state, name="state"),
]
