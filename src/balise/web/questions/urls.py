from __future__ import annotations

from django.urls import path

from balise.web.questions import views

app_name = "questions"
urlpatterns = [
    path("", views.home, name="home"),
    path("<int:question_id>/", views.show, name="show"),
    path("<int:question_id>/repondre/", views.answer, name="answer"),
    path("<int:question_id>/fermer/", views.close, name="close"),
    path("<int:question_id>/reprendre/", views.withdraw, name="withdraw"),
]
