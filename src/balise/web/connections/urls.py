from __future__ import annotations

from django.urls import path

from balise.web.connections.views import applications, joining, overview

PREFIX = "connexions/"
app_name = "connections"

urlpatterns = [
    path("", overview.home, name="home"),
    path("retour/", joining.back, name="return"),
    path("essai/<int:attempt_id>/", joining.attempt, name="attempt"),
    path("compte/<int:account_id>/", overview.account, name="account"),
    path("compte/<int:account_id>/connecter/", joining.connect, name="connect"),
    path("compte/<int:account_id>/deconnecter/", overview.disconnect, name="disconnect"),
    path("compte/<int:account_id>/publier/", overview.publishing, name="publishing"),
    path("compte/<int:account_id>/verifier/", overview.verify, name="verify"),
    path("applications/", applications.home, name="applications"),
    path("applications/<slug:network_id>/", applications.application, name="application"),
    path("applications/<slug:network_id>/retirer/", applications.remove, name="remove-application"),
]
