from __future__ import annotations

from balise.web.operations import health_urls

PREFIX = "exploitation/"
app_name = "operations"

urlpatterns = [*health_urls.urlpatterns]
