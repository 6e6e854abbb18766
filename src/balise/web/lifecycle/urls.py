from __future__ import annotations

from django.urls import path

from balise.web.lifecycle.views import arriving, leaving, links, own

app_name = "lifecycle"
PREFIX = "arrivees-departs/"

urlpatterns = [
    path("", arriving.home, name="home"),
    path("arrivee/", arriving.arrive, name="arrive"),
    path("moi/", own.mine, name="mine"),
    path("lien/<str:token>/", links.link, name="link"),
    path("<int:stay_id>/", leaving.show, name="show"),
    path("<int:stay_id>/dates/", arriving.change, name="change"),
    path("<int:stay_id>/annuler/", arriving.cancel, name="cancel"),
    path("<int:stay_id>/depart/", leaving.leave, name="leave"),
    path("<int:stay_id>/depart/annuler/", leaving.stay_on, name="stay-on"),
    path("<int:stay_id>/textes/", leaving.hand_over, name="hand-over"),
    path("<int:stay_id>/releve/", leaving.succeed, name="succeed"),
    path("<int:stay_id>/acces/permettre/", leaving.allow_end, name="allow-end"),
    path("<int:stay_id>/acces/fermer/", leaving.end, name="end"),
    path("<int:stay_id>/lien/", links.give, name="link-give"),
    path("<int:stay_id>/papier/", leaving.paper, name="paper"),
    path("<int:stay_id>/papier/deposer/", leaving.file, name="file"),
    path("<int:stay_id>/fermer/", leaving.close, name="close"),
]
