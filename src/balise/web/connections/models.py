from __future__ import annotations

from django.conf import settings as django_settings
from django.db import models
from django.db.models import Q

from balise.web.presence.models import Account

APPLICATION, ATTEMPT = "connections.application", "connections.attempt"  # names in the vault
CONNECTION = "connections.connection"


class Application(models.Model):
    """What stands for us at a network: registered there by the organisation, or by Balise itself at one ``server``.

    ``secret`` and ``verify_token`` are sealed under a key of its own. One that was replaced stays for the connections
    that were made with it.
    """

    class State(models.TextChoices):
        ACTIVE = "active"
        REPLACED = "replaced"
        REMOVED = "removed"

    state = models.CharField(max_length=10, choices=State.choices, default=State.ACTIVE)
    network = models.CharField(max_length=40)
    server = models.CharField(max_length=300, blank=True)  # empty: what the organisation registered
    client_id = models.CharField(max_length=300)
    secret = models.BinaryField(default=b"")
    verify_token = models.BinaryField(default=b"")
    settings = models.JSONField(default=dict)  # plain words of the network's own
    registered = models.DateTimeField()
    registered_by = models.ForeignKey(django_settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    changed = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["network"], condition=Q(state="active", server=""), name="application_once_a_network"
            ),
            models.UniqueConstraint(
                fields=["network", "server", "client_id"], condition=~Q(state="removed"), name="application_once"
            ),
        ]

    def __str__(self) -> str:
        return f"application:{self.pk}"


class Connection(models.Model):
    """Balise's own way into an account of the register. ``tokens`` are sealed under a key of its own.

    ``remote`` is what the network calls the account: id, name, handle, address, server, settings; nothing secret.
    """

    class State(models.TextChoices):
        ACTIVE = "active"
        BROKEN = "broken"  # a person must connect again
        ENDED = "ended"

    state = models.CharField(max_length=10, choices=State.choices, default=State.ACTIVE)
    account = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="connections")
    network = models.CharField(max_length=40)
    remote = models.JSONField(default=dict)
    remote_key = models.CharField(max_length=600)  # what tells two accounts of the network apart
    application = models.ForeignKey(Application, null=True, on_delete=models.PROTECT, related_name="connections")
    publishes = models.BooleanField(default=False)  # what is published on this network goes out by it
    scopes = models.JSONField(default=list)
    missing = models.JSONField(default=list)  # rights that it needs and was not given
    connected = models.DateTimeField()
    connected_by = models.ForeignKey(django_settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    leaves_on = models.DateField(null=True)  # the last day of whoever connected it
    verified = models.DateTimeField(null=True)  # the network answered, and it was well
    looked = models.DateTimeField(null=True)  # the network was asked, whatever it answered
    expires = models.DateTimeField(null=True)  # when a person must connect it again
    broken_since = models.DateTimeField(null=True)
    problem = models.CharField(max_length=60, blank=True)  # a word; see ``wording.PROBLEMS``
    ended = models.DateTimeField(null=True)
    tokens = models.BinaryField(default=b"")
    tokens_number = models.PositiveIntegerField(default=0)  # one more each time they change
    tokens_since = models.DateTimeField(null=True)
    tokens_until = models.DateTimeField(null=True)  # when they must have been renewed
    renewing_until = models.DateTimeField(null=True)  # somebody is asking for newer ones

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["account"], condition=~Q(state="ended"), name="connection_once_an_account"),
            models.UniqueConstraint(
                fields=["network", "remote_key"], condition=~Q(state="ended"), name="connection_once_a_remote"
            ),
            models.UniqueConstraint(
                fields=["network"], condition=Q(publishes=True) & ~Q(state="ended"), name="connection_one_publishes"
            ),
        ]
        indexes = [models.Index(fields=["state", "looked"], name="connection_to_look_at")]

    def __str__(self) -> str:
        return f"connection:{self.pk}"


class Attempt(models.Model):
    """Somebody is connecting an account. What they may come back with, once and soon, to this very session.

    ``question`` seals what was asked of the network; ``grants`` what it gave, until the person chose.
    """

    class State(models.TextChoices):
        OPEN = "open"
        RETURNED = "returned"  # they came back: the network is being asked
        GRANTED = "granted"
        FAILED = "failed"
        USED = "used"

    state = models.CharField(max_length=10, choices=State.choices, default=State.OPEN)
    account = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey(django_settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    session = models.CharField(max_length=64)  # keyed hash of the session
    question_hash = models.CharField(max_length=64, blank=True)  # keyed hash of the state sent to the network
    began = models.DateTimeField()
    until = models.DateTimeField()
    problem = models.CharField(max_length=60, blank=True)
    said = models.CharField(max_length=60, blank=True)  # the network's own code
    question = models.BinaryField(default=b"")
    grants = models.BinaryField(default=b"")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["question_hash"], condition=~Q(question_hash=""), name="attempt_by_question"
            )
        ]
        indexes = [models.Index(fields=["until"], name="attempt_over")]

    def __str__(self) -> str:
        return f"attempt:{self.pk}"
