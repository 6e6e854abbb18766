from __future__ import annotations

from django.apps import AppConfig
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy as _p

from balise.web.ui import badges, navigation


class ApiConfig(AppConfig):
    name = "balise.web.api"
    label = "api"

    def ready(self) -> None:
        """Take part in rules, menus and badges; end tokens with accounts."""
        from balise.web.access import Permission, granted
        from balise.web.api import rules, transitions
        from balise.web.api.models import Token
        from balise.web.api.wording import WORDS
        from balise.web.directory.events import PersonDeactivated
        from balise.web.events import subscribe
        from balise.web.people.events import Anonymised
        from balise.web.workflow import wording

        rules.register()
        wording.register(WORDS)

        def may_make_tokens(request: HttpRequest) -> bool:
            return granted(request.user, Permission.TOKEN_CREATE, today=timezone.localdate())

        def account_ended(event: PersonDeactivated) -> None:
            transitions.end_with_account(person_id=event.person_id, now=timezone.now())

        def account_anonymised(event: Anonymised) -> None:
            Token.objects.filter(person=event.person_id).delete()  # revoked long ago; its name was given by the person

        subscribe(PersonDeactivated, account_ended)
        subscribe(Anonymised, account_anonymised)
        badges.register(
            "token",
            {
                "active": badges.Badge(_p("jeton", "En usage"), "check-circle", "good"),
                "revoked": badges.Badge(_p("jeton", "Révoqué"), "no-symbol", "neutral"),
                "over": badges.Badge(_p("jeton", "Échu"), "clock", "neutral"),
            },
        )
        navigation.register(
            id="tokens",
            label=_("Jetons pour mes outils"),
            url_name="api:tokens",
            icon="key",
            place=navigation.Place.USER,
            visible=may_make_tokens,
        )
