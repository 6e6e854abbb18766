"""``python -m tests.chaos.staging TEAMS``: an empty house made ready, with signed-in people. Prints their sessions."""

from __future__ import annotations

import datetime as dt
import json
import sys


def main() -> None:
    from balise.web.config.booting import configure

    configure()

    from django.utils import timezone

    from balise.web.config.starting import prepare, warm_up
    from balise.web.people.models import Person, RoleHolding
    from balise.web.people.roles import Role

    prepare(demo=False)
    warm_up()  # compiled once: what is restarted reads it
    since = timezone.localdate() - dt.timedelta(days=30)

    def person(name: str, *roles: Role) -> str:
        made = Person.objects.create_user(name, name=name.title())
        for role in roles:
            RoleHolding.objects.create(person=made, role=role, since=since)
        return _session(made)

    teams = [
        {
            "author": person(f"author-{number}", Role.EMPLOYEE),
            "approvers": [
                person(f"approver-{number}-{which}", Role.EMPLOYEE, Role.COMMUNICATIONS) for which in ("a", "b")
            ],
        }
        for number in range(int(sys.argv[1]))
    ]
    person("admin", Role.ADMIN)
    print(json.dumps(teams))


def _session(person: object) -> str:
    from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
    from django.contrib.sessions.backends.db import SessionStore

    session = SessionStore()
    session[SESSION_KEY] = str(person.pk)  # type: ignore[attr-defined]
    session[BACKEND_SESSION_KEY] = "django.contrib.auth.backends.ModelBackend"
    session[HASH_SESSION_KEY] = person.get_session_auth_hash()  # type: ignore[attr-defined]
    session.create()
    return str(session.session_key)


if __name__ == "__main__":
    main()
