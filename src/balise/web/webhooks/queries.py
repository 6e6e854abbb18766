"""Subscriptions and what was sent, for whoever looks after them."""

from __future__ import annotations

import datetime as dt

from django.db.models import QuerySet

from balise.web.access.deciding import require
from balise.web.access.permissions import Permission
from balise.web.people.models import Person
from balise.web.webhooks.models import Delivery, Subscription


def subscriptions(*, reader: Person, today: dt.date) -> QuerySet[Subscription]:
    """All of them, those in use first."""
    require(reader, Permission.WEBHOOK_MANAGE, today=today)
    return Subscription.objects.order_by("state", "name", "pk")


def deliveries(subscription: Subscription, *, reader: Person, today: dt.date) -> QuerySet[Delivery]:
    """What was sent to one, the latest first."""
    require(reader, Permission.WEBHOOK_MANAGE, today=today)
    return subscription.deliveries.order_by("-happened", "-pk")
