from __future__ import annotations

import datetime as dt

from django.conf import settings
from django.db import models

from balise.web.approvals.models import Approval, Mandate
from balise.web.publishing.content import Draft, from_json, opening

KIND = "publication"


class Publication(models.Model):
    """A post on its way, for one network or several. ``draft`` is what the author writes now, ``hash`` its hash."""

    class State(models.TextChoices):
        APPROVED = "approved"
        CORRECTING = "correcting"  # online, and being written again; what is online stays until it is corrected
        DRAFT = "draft"
        PUBLISHED = "published"
        REFUSED = "refused"
        RETRACTED = "retracted"
        RETRACTING = "retracting"
        RETURNED = "returned"
        SUBMITTED = "submitted"
        WITHDRAWN = "withdrawn"

    class Voice(models.TextChoices):
        OFFICIAL = "official"
        PERSONAL = "personal"

    state = models.CharField(max_length=10, choices=State.choices, default=State.DRAFT)
    author = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="publications")
    former_author = models.ForeignKey(  # who left it to the author, and approves it no more than they do
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    voice = models.CharField(max_length=10, choices=Voice.choices)
    title = models.CharField(max_length=120, blank=True)  # for the lists only
    called = models.CharField(max_length=80, blank=True)  # its name there without a title, since it was first sent
    draft = models.JSONField(default=dict)
    hash = models.CharField(max_length=64)
    version = models.PositiveIntegerField(default=1)  # of the draft: two windows must not overwrite each other
    planned = models.DateTimeField(null=True, blank=True)  # the time chosen inside the window
    revision = models.ForeignKey("Revision", null=True, on_delete=models.SET_NULL, related_name="+")
    online = models.ForeignKey("Revision", null=True, on_delete=models.SET_NULL, related_name="+")  # what people read
    mandate = models.ForeignKey(Mandate, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    urgent = models.BooleanField(default=False)
    created = models.DateTimeField()
    changed = models.DateTimeField()
    submitted = models.DateTimeField(null=True)
    published = models.DateTimeField(null=True)

    class Meta:
        indexes = [
            models.Index(fields=["author", "state", "-changed"], name="publication_of_author"),
            models.Index(fields=["state", "-changed"], name="publication_by_state"),
            # Walked from the latest by who reads nearly all: an index by voice would tempt SQLite to sort everything.
            models.Index(fields=["-changed", "-id"], name="publication_by_change"),
        ]

    def __str__(self) -> str:
        return f"publication:{self.pk}"

    @property
    def source(self) -> tuple[str, str]:
        """How approvals and verdicts name it."""
        return KIND, str(self.pk)

    @property
    def content(self) -> Draft:
        """What the author writes now."""
        return from_json(self.draft)

    @property
    def editable(self) -> bool:
        return self.state in {self.State.DRAFT, self.State.RETURNED, self.State.CORRECTING}

    @property
    def being_corrected(self) -> bool:
        """Whether it is online under one revision while another is written, approved or put in its place."""
        return self.online_id is not None and self.state in {
            self.State.APPROVED,
            self.State.CORRECTING,
            self.State.RETURNED,
            self.State.SUBMITTED,
        }

    @property
    def name(self) -> str:
        """What lists call it: its title, else the name it was sent under, else how it begins now."""
        return self.title or self.called or opening(self.content)


class Revision(models.Model):
    """What was submitted, frozen. The same content submitted again is the same hash under another number."""

    publication = models.ForeignKey(Publication, on_delete=models.CASCADE, related_name="revisions")
    number = models.PositiveIntegerField()
    hash = models.CharField(max_length=64)
    content = models.JSONField()
    claims = models.JSONField(default=list)
    justification = models.TextField(blank=True)  # why the author sends it although the engine says it should not go
    created = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["publication", "number"], name="revision_number")]

    def __str__(self) -> str:
        return f"publication:{self.publication_id}:{self.number}"

    @property
    def draft(self) -> Draft:
        return from_json(self.content)


class Image(models.Model):
    """A picture that was added to a publication; which ones go, in which order, the draft says."""

    publication = models.ForeignKey(Publication, on_delete=models.CASCADE, related_name="images")
    sha = models.CharField(max_length=64)
    extension = models.CharField(max_length=4)
    name = models.CharField(max_length=80)
    width = models.PositiveIntegerField()
    height = models.PositiveIntegerField()
    size = models.PositiveIntegerField()
    added = models.DateTimeField()
    removed = models.DateTimeField(null=True)  # since when neither the draft nor a revision names it

    class Meta:
        constraints = [models.UniqueConstraint(fields=["publication", "sha"], name="image_once")]
        indexes = [
            models.Index(fields=["removed"], name="image_removed", condition=models.Q(removed__isnull=False)),
            models.Index(fields=["sha"], name="image_by_sha"),
        ]

    def __str__(self) -> str:
        return f"image:{self.sha[:8]}"


class Claim(models.Model):
    """Something the post states, where that comes from, and who checked (3.6)."""

    publication = models.ForeignKey(Publication, on_delete=models.CASCADE, related_name="claims")
    statement = models.CharField(max_length=500)
    source = models.CharField(max_length=500)
    verified_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    verified = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"claim:{self.pk}"


class Placement(models.Model):
    """What became of a post on one network: its address, or why it is not there."""

    publication = models.ForeignKey(Publication, on_delete=models.CASCADE, related_name="placements")
    network = models.CharField(max_length=40)
    hash = models.CharField(max_length=64)
    address = models.CharField(max_length=500, blank=True)
    left_out = models.TextField(blank=True)  # why it was not published there
    outside_window = models.BooleanField(default=False)
    verified = models.BooleanField(default=False)  # kept for a connector: what is online is what was approved
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    recorded = models.DateTimeField()
    corrected_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    corrected = models.DateTimeField(null=True)
    former = models.JSONField(default=list)  # addresses it had: {address, until}
    uncorrected = models.TextField(blank=True)  # why the correction under way leaves this network as it is

    class Meta:
        constraints = [models.UniqueConstraint(fields=["publication", "network"], name="placement_once")]

    def __str__(self) -> str:
        return f"{self.publication_id}:{self.network}"


class Correction(models.Model):
    """A change to what is online: why, from which revision to which, and how it ended."""

    publication = models.ForeignKey(Publication, on_delete=models.CASCADE, related_name="corrections")
    reason = models.TextField()
    before = models.ForeignKey(Revision, null=True, on_delete=models.SET_NULL, related_name="+")
    after = models.ForeignKey(Revision, null=True, on_delete=models.SET_NULL, related_name="+")
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    asked = models.DateTimeField()
    ended = models.DateTimeField(null=True)
    dropped = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["publication"], condition=models.Q(ended=None), name="correction_one_at_a_time"
            )
        ]

    def __str__(self) -> str:
        return f"correction:{self.pk}"


class Retraction(models.Model):
    """A request to take a post down, what was done, and who saw that it is gone."""

    publication = models.ForeignKey(Publication, on_delete=models.CASCADE, related_name="retractions")
    reason = models.TextField()
    clause = models.CharField(max_length=20, blank=True)  # none where nothing in the policy asks for it: a wrong date
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    asked = models.DateTimeField()
    done_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    done = models.DateTimeField(null=True)
    done_note = models.TextField(blank=True)
    confirmed_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    confirmed = models.DateTimeField(null=True)
    declined = models.BooleanField(default=False)

    def __str__(self) -> str:
        return f"retraction:{self.pk}"


class Rereading(models.Model):
    """Somebody who takes no decision read again what management let go alone. Each rereads for themselves."""

    publication = models.ForeignKey(Publication, on_delete=models.CASCADE, related_name="rereadings")
    approval = models.ForeignKey(Approval, on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    when = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["approval", "person"], name="rereading_once_a_person")]

    def __str__(self) -> str:
        return f"rereading:{self.pk}"


def window_open(publication: Publication, now: dt.datetime) -> bool:
    """Whether it may go out now: inside the approved window, and not before the time that was chosen."""
    return publication.content.within(now) and (publication.planned is None or publication.planned <= now)
