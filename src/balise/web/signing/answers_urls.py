from __future__ import annotations

from django.urls import path

from balise.web.signing import answers_views, asking_views, links_views

urlpatterns = [
    path("<int:number>/signer/", answers_views.sign, name="sign"),
    path("reponses/", answers_views.answers, name="answers"),
    path("reponses/<str:number>/", answers_views.answer, name="answer"),
    path("reponses/<str:number>/raison/", answers_views.reason, name="reason"),
    path("personnes/<int:person_id>/lien/", links_views.give, name="link-give"),
    path("personnes/<int:person_id>/appareil/", links_views.hand_over, name="hand-over"),
    path("suivi/", asking_views.follow_up, name="follow-up"),
    path("suivi/registre.csv", asking_views.register, name="register"),
    path("campagnes/<int:campaign_id>/", asking_views.launch, name="launch"),
    path("personnes/<int:person_id>/", asking_views.trail, name="trail"),
    path("personnes/<int:person_id>/exemption/", asking_views.exempt, name="exempt"),
    path("personnes/<int:person_id>/exemption/terminer/", asking_views.end_exemption, name="end-exemption"),
    path("lien/<str:token>/", links_views.link, name="link"),
]
