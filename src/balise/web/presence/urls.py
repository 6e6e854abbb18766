from __future__ import annotations

from django.urls import path

from balise.web.presence.views import accesses, importing, lookalikes, public, register

PREFIX = "comptes-officiels/"
app_name = "presence"

urlpatterns = [
    path("", public.official, name="official"),
    path("comptes.json", public.feed, name="feed"),
    path("est-ce-nous/", public.is_it_ours, name="ask"),
    path("registre/", register.register, name="register"),
    path("registre/inscrire/", register.new, name="new"),
    path("registre/politique/", importing.from_policy, name="import"),
    path("registre/<int:account_id>/", register.account, name="account"),
    path("registre/<int:account_id>/modifier/", register.edit, name="edit"),
    path("registre/<int:account_id>/revoir/", register.review, name="review"),
    path("registre/<int:account_id>/secours/", register.recovery, name="recovery"),
    path("registre/<int:account_id>/adresse/", register.look, name="look"),
    path("registre/<int:account_id>/retirer/", register.retire, name="retire"),
    path("registre/<int:account_id>/remettre/", register.restore, name="restore"),
    path("registre/<int:account_id>/acces/", accesses.give, name="give"),
    path("registre/<int:account_id>/acces/<int:access_id>/", accesses.change, name="access"),
    path("imitations/", lookalikes.home, name="lookalikes"),
    path("imitations/signaler/", lookalikes.report, name="report"),
    path("imitations/<int:lookalike_id>/", lookalikes.show, name="lookalike"),
    path("imitations/<int:lookalike_id>/decider/", lookalikes.decide, name="decide"),
    path("imitations/<int:lookalike_id>/reseau/", lookalikes.tell, name="tell"),
    path("imitations/<int:lookalike_id>/clore/", lookalikes.close, name="close"),
    path("imitations/<int:lookalike_id>/reprendre/", lookalikes.reopen, name="reopen"),
]
