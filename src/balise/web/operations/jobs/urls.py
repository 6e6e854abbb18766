from __future__ import annotations

from django.urls import path

from balise.web.operations.jobs import views

urlpatterns = [
    path("", views.jobs, name="jobs"),
    path("refaire/", views.run_all_again, name="jobs-again"),
    path("<int:row_id>/", views.job, name="job"),
]
