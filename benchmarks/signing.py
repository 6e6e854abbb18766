"""Ten thousand people and five versions: what HR waits for, the page of people by versions and a campaign launched.

    python benchmarks/signing.py [--people 10000]

On SQLite, in a folder of its own. The page is asked through Django's test client, as a browser would.
"""

from __future__ import annotations

import argparse
import os
import statistics
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "src"))
MATRIX, LAUNCH = 0.200, 5.0  # seconds


def main() -> None:
    """Fill, then measure."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--people", type=int, default=10_000)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        os.environ |= {
            "BALISE_DATA": f"{folder}/data",
            "BALISE_KEYS": f"{folder}/keys",
            "BALISE_OIDC_SECOND_FACTOR": "1",
            "DJANGO_SETTINGS_MODULE": "balise.web.config.settings",
        }
        measure(given.people)


def measure(count: int) -> None:
    """Print how long each takes, and whether it holds."""
    import django

    django.setup()
    from django.conf import settings
    from django.core.management import call_command
    from django.test import Client
    from django.utils import timezone

    from balise.web.outbox.models import OutboxRow
    from balise.web.people.models import Person, RoleHolding
    from balise.web.signing import asking_transitions
    from balise.web.signing.models import Attestation, Due, PolicyVersion

    settings.ALLOWED_HOSTS = ["*"]
    call_command("migrate", verbosity=0)
    now, today = timezone.now(), timezone.localdate()
    hr = Person.objects.create_user("hugo", name="Hugo")
    RoleHolding.objects.create(person=hr, role="hr", since=today)
    Person.objects.bulk_create(
        [Person(username=f"p{n}", name=f"Personne {n:05}", email=f"p{n}@example.org") for n in range(count)],
        batch_size=500,
    )
    ids = list(Person.objects.exclude(pk=hr.pk).values_list("pk", flat=True))
    for number in range(1, 6):
        version = PolicyVersion.objects.create(
            number=number,
            state="published" if number == 5 else "withdrawn",
            pack_reference="opeq@1",
            drafted_by=hr,
            drafted_at=now,
            published_at=now,
        )
        if number == 5:
            break
        Attestation.objects.bulk_create(
            [
                Attestation(
                    state="read-agrees", person=one, person_name="x", version=version, acknowledged=True, agrees=True,
                    name="x", date=today, place="x", method="app", answered_at=now,
                )
                for one in ids
            ],
            batch_size=500,
        )  # fmt: skip
    campaign = asking_transitions.prepare(actor=asking_transitions.NEW_VERSION, version=version, now=now)
    began = time.perf_counter()
    asking_transitions.launch(actor=hr, campaign=campaign, chosen="all", team=None, due=campaign.due, now=now)
    took = time.perf_counter() - began
    print(f"launch: {took:.2f} s for {Due.objects.count()} people, {OutboxRow.objects.count()} mails in the outbox")
    client = Client()
    client.force_login(hr, backend="django.contrib.auth.backends.ModelBackend")
    slow = 0.0
    for address in ("", "?page=150", "?etat=owed", "?etat=answered", "?nom=0999"):
        times = []
        for _ in range(9):
            began = time.perf_counter()
            assert client.get(f"/politique/suivi/{address}").status_code == 200
            times.append(time.perf_counter() - began)
        slow = max(slow, statistics.median(times[1:]))
        print(f"people by versions {address or '(all)'}: {statistics.median(times[1:]) * 1000:.0f} ms")
    print("holds" if slow < MATRIX and took < LAUNCH else "does not hold")


if __name__ == "__main__":
    main()
