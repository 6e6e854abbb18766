from __future__ import annotations

from django.urls import path

from balise.web.signing import clauses_reading, versions_reading, versions_views

urlpatterns = [
    path("", versions_reading.policy, name="policy"),
    path("<int:number>/", versions_reading.read, name="read"),
    path("<int:number>/original/<str:language>/", versions_reading.original, name="original"),
    path("<int:number>/changements/", versions_reading.changed, name="changed"),
    path("section/<int:section_id>/", versions_reading.section, name="section"),
    path("article/<str:clause_id>/", clauses_reading.clause, name="clause"),
    path("passage/<int:anchor_id>/", clauses_reading.clause_found, name="clause-found"),
    path("versions/", versions_reading.versions, name="versions"),
    path("versions/nouvelle/", versions_views.draft, name="draft"),
    path("versions/<int:number>/", versions_views.version, name="version"),
    path("versions/<int:number>/texte/", versions_views.import_text, name="import-text"),
    path("versions/<int:number>/texte/enlever/", versions_views.remove_text, name="remove-text"),
    path("versions/<int:number>/article/<str:language>/<str:clause_id>/", versions_views.anchor, name="anchor"),
    path("versions/<int:number>/approuver/", versions_views.approve, name="approve"),
    path("versions/<int:number>/reprendre/", versions_views.reopen, name="reopen"),
    path("versions/<int:number>/publier/", versions_views.publish, name="publish"),
    path("versions/<int:number>/retirer/", versions_views.withdraw, name="withdraw"),
]
