from __future__ import annotations

from balise.web.signing.answers_urls import urlpatterns as _answers
from balise.web.signing.versions_urls import urlpatterns as _versions

app_name = "signing"
PREFIX = "politique/"
urlpatterns = [*_versions, *_answers]
