from __future__ import annotations

from django.urls import path

from balise.web.reporting.views import desk, following, outside, reporter, signed

PREFIX = "signalements/"
app_name = "reporting"
urlpatterns = [
    path("", reporter.start, name="start"),
    path("suivi/", following.enter, name="enter"),
    path("suivi/conversations/", following.home, name="follow"),
    path("suivi/conversations/<int:place>/", following.show, name="follow-part"),
    path("suivi/conversations/<int:place>/fichiers/<str:reference>/", following.file, name="follow-file"),
    path("suivi/quitter/", following.leave, name="leave"),
    path("miens/", signed.home, name="mine"),
    path("miens/<int:number>/", signed.show, name="my-part"),
    path("miens/<int:number>/fichiers/<str:reference>/", signed.file, name="my-file"),
    path("recus/", desk.home, name="desk"),
    path("recus/<int:number>/", desk.show, name="part"),
    path("recus/<int:number>/accuser/", desk.acknowledge, name="acknowledge"),
    path("recus/<int:number>/repondre/", desk.answer, name="answer"),
    path("recus/<int:number>/fermer/", desk.close, name="close"),
    path("recus/<int:number>/confier/", desk.move, name="move"),
    path("recus/<int:number>/partager/", desk.share, name="share"),
    path("recus/<int:number>/imitation/", desk.imitation, name="imitation"),
    path("recus/<int:number>/fichiers/<str:reference>/", desk.file, name="file"),
    path("exterieur/lire/", outside.read, name="outside-read"),
    path("exterieur/lire/fichiers/<str:reference>/", outside.file, name="outside-file"),
    path("exterieur/<str:token>/", outside.enter, name="outside"),
]
