from __future__ import annotations

from django.urls import path

from balise.web.signing import (
    answers_views,
    asking_views,
    campaigns_views,
    links_views,
    paper_print_views,
    paper_views,
    trail_views,
)

urlpatterns = [
    path("<int:number>/signer/", answers_views.sign, name="sign"),
    path("reponses/", answers_views.answers, name="answers"),
    path("reponses/n/<int:attestation_id>/", answers_views.answer_by_id, name="answer-by-id"),
    path("reponses/<str:number>/", answers_views.answer, name="answer"),
    path("reponses/<str:number>/raison/", answers_views.reason, name="reason"),
    path("personnes/<int:person_id>/lien/", links_views.give, name="link-give"),
    path("personnes/<int:person_id>/appareil/", links_views.hand_over, name="hand-over"),
    path("suivi/", asking_views.follow_up, name="follow-up"),
    path("suivi/registre.csv", asking_views.register, name="register"),
    path("registre/<int:number>/<str:kind>/", campaigns_views.version_register, name="version-register"),
    path("campagnes/", campaigns_views.campaigns, name="campaigns"),
    path("campagnes/nouvelle/", campaigns_views.prepare, name="prepare"),
    path("campagnes/<int:campaign_id>/", asking_views.launch, name="launch"),
    path("campagnes/<int:campaign_id>/suivi/", campaigns_views.campaign, name="campaign"),
    path("campagnes/<int:campaign_id>/fermer/", campaigns_views.close, name="close"),
    path(
        "campagnes/<int:campaign_id>/registre/<str:kind>/", campaigns_views.campaign_register, name="campaign-register"
    ),
    path("personnes/<int:person_id>/", trail_views.trail, name="trail"),
    path("personnes/<int:person_id>/exemption/", trail_views.exempt, name="exempt"),
    path("personnes/<int:person_id>/exemption/terminer/", trail_views.end_exemption, name="end-exemption"),
    path(
        "personnes/<int:person_id>/exemption/<int:exemption_id>/raison/",
        trail_views.exemption_reason,
        name="exemption-reason",
    ),
    path("papier/", paper_views.receive, name="paper"),
    path("papier/<int:page_id>/", paper_views.transcribe, name="transcribe"),
    path("papier/<int:page_id>/image/<int:number>/", paper_views.picture, name="page-picture"),
    path("papier/<int:page_id>/ecarter/", paper_views.drop, name="drop-page"),
    path("papier/formulaire.pdf", paper_print_views.own, name="own-form"),
    path("papier/formulaires.pdf", paper_print_views.of_all, name="forms"),
    path("personnes/<int:person_id>/formulaire.pdf", paper_print_views.of_one, name="form"),
    path("reponses/<str:number>/corriger/", paper_views.reopen, name="reopen-page"),
    path("lien/<str:token>/", links_views.link, name="link"),
]
