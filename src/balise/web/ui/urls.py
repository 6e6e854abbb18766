"""Addresses of the layout: preferences, shortcuts, accessibility, and the style page of the demo."""

from django.urls import path

from balise.web.ui import views

app_name = "ui"

urlpatterns = [
    path("", views.style, name="style"),
    path("preferences/", views.preferences, name="preferences"),
    path("raccourcis/", views.shortcuts, name="shortcuts"),
    path("accessibilite/", views.accessibility, name="accessibility"),
    path("<slug:page>/", views.style, name="style-page"),
]
