from __future__ import annotations

from django.urls import path

from balise.web.signing import answers_views, links_views

urlpatterns = [
    path("<int:number>/signer/", answers_views.sign, name="sign"),
    path("reponses/", answers_views.answers, name="answers"),
    path("reponses/<str:number>/", answers_views.answer, name="answer"),
    path("reponses/<str:number>/raison/", answers_views.reason, name="reason"),
    path("personnes/<int:person_id>/lien/", links_views.give, name="link-give"),
    path("personnes/<int:person_id>/appareil/", links_views.hand_over, name="hand-over"),
    path("lien/<str:token>/", links_views.link, name="link"),
]
