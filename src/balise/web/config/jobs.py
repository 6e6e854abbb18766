"""Automatic work: huey wakes the dispatcher, looks by itself in case a call was lost, and seals the audit's head daily.

huey loses a running job when it is killed; nothing of value is in its queue, since the outbox holds the work.
"""

from __future__ import annotations

from threading import Thread

from django.conf import settings
from django.db import close_old_connections, connections
from django.utils import timezone
from huey import Huey, PostgresHuey, SqliteHuey, crontab

from balise.web.api.replaying import purge as purge_replays
from balise.web.approvals.telling import tell_endings
from balise.web.audit.verifying import export_head
from balise.web.connections.health import look_after
from balise.web.lifecycle.daily import look
from balise.web.notifications.digests import prepare_digests
from balise.web.notifications.purging import purge as purge_notifications
from balise.web.operations.backups.recording import daily
from balise.web.operations.trouble import Trouble
from balise.web.outbox.dispatching import dispatch
from balise.web.outbox.purging import purge as purge_outbox
from balise.web.outbox.waking import on_wake
from balise.web.presence.links import look_at_links
from balise.web.presence.telling import tell_reviews
from balise.web.publishing.collecting import collect
from balise.web.publishing.sending.going_out import go_out
from balise.web.reporting.transitions.delivering import deliver_batch
from balise.web.retention.telling import tell_of_what_comes
from balise.web.retention.transitions import destroy_again, destroy_due
from balise.web.signing.asking_transitions import remind
from balise.web.vault import destructions


def _queue() -> Huey:
    if settings.BALISE_DATABASE_URL:
        return PostgresHuey("balise", dsn=settings.BALISE_DATABASE_URL)
    return SqliteHuey("balise", filename=str(settings.BALISE_DATA / "jobs.sqlite3"), timeout=20)


huey = _queue()


@huey.task()  # type: ignore[untyped-decorator]
def dispatch_now() -> None:
    """Carry out what waits in the outbox."""
    _dispatch()


@huey.periodic_task(crontab(minute="*"))  # type: ignore[untyped-decorator]
def look_again() -> None:
    """Each minute: what leaves at its time; then retries, leases that ran out, and wake-up calls that were lost."""
    close_old_connections()
    try:
        go_out(now=timezone.now())
    finally:  # mails and the rest leave whatever became of publications
        _dispatch()


@huey.periodic_task(crontab(minute="7"))  # type: ignore[untyped-decorator]
def seal_head() -> None:
    """Hourly, so that a machine that sleeps at night still seals once a day."""
    close_old_connections()
    export_head(today=timezone.localdate())


@huey.periodic_task(crontab(minute="37", hour="*/6"))  # type: ignore[untyped-decorator]
def collect_images() -> None:
    """Several times a day, since a machine may sleep: what nobody has used for a month is not kept."""
    close_old_connections()
    collect(now=timezone.now())


@huey.periodic_task(crontab(minute="47", hour="*/6"))  # type: ignore[untyped-decorator]
def let_go() -> None:
    """Several times a day, since a machine may sleep: what is over is not kept for ever."""
    close_old_connections()
    now = timezone.now()
    purge_outbox(now=now)
    purge_notifications(now=now)
    purge_replays(now=now)


@huey.periodic_task(crontab(minute="17", hour="*/6"))  # type: ignore[untyped-decorator]
def keep_no_longer() -> None:
    """Several times a day, since a machine may sleep: what was kept long enough is destroyed, unless it is held."""
    close_old_connections()
    now = timezone.now()
    tell_of_what_comes(now=now)
    destroy_again(now=now)
    destroy_due(now=now)


@huey.periodic_task(crontab(minute="*/10"))  # type: ignore[untyped-decorator]
def tell_of_the_day() -> None:
    """Departures, mandates about to end, reviews and answers owed, the daily mails: each once, however often."""
    close_old_connections()
    now = timezone.now()
    look(now=now)
    tell_endings(now=now)
    remind(now=now)
    tell_reviews(now=now)
    prepare_digests(now=now)


# In the demonstration nobody has an hour to hide, and nobody would wait for one.
@huey.periodic_task(crontab(minute="*" if settings.BALISE_DEMO else "29"))  # type: ignore[untyped-decorator]
def deliver_reports() -> None:
    """Hourly, together and in no order: when a report is read must not tell when it was written."""
    close_old_connections()
    deliver_batch(now=timezone.now())


@huey.periodic_task(crontab(minute="17,47"))  # type: ignore[untyped-decorator]
def look_at_accounts() -> None:
    """Twice an hour, a few at a time: each address of the register is looked at once a day, through the outbox."""
    close_old_connections()
    look_at_links(now=timezone.now())


@huey.periodic_task(crontab(minute="*/10"))  # type: ignore[untyped-decorator]
def keep_connected() -> None:
    """Connections verified several times a day, their tokens renewed before they end, through the outbox."""
    close_old_connections()
    look_after(now=timezone.now())


@huey.periodic_task(crontab(minute="23"))  # type: ignore[untyped-decorator]
def keep_safe() -> None:
    """Hourly: today's backup if it is due, beside the other work, which must not wait for it."""
    Thread(target=_keep_safe, name="backup").start()


def _keep_safe() -> None:
    close_old_connections()
    try:
        destructions.catch_up()
        daily()
    except Trouble:
        pass  # recorded, told and logged where it happened
    finally:
        connections.close_all()


def _dispatch() -> None:
    close_old_connections()
    while dispatch(limit=100) == 100:
        pass


def connect() -> None:
    """From now on, a commit with outbox rows wakes the dispatcher."""
    on_wake(dispatch_now)
