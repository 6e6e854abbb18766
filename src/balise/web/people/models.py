from __future__ import annotations

import datetime as dt

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.contrib.auth.validators import UnicodeUsernameValidator
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext as _

from balise.web.people.roles import Role


class PersonManager(BaseUserManager["Person"]):
    def create_user(self, username: str, password: str | None = None, **fields: object) -> Person:
        """An account; without a password it signs in by paper code, passkey, mail or identity provider."""
        person = self.model(username=self.model.normalize_username(username), **fields)
        person.set_password(password)
        person.save(using=self._db)
        return person


class Person(AbstractBaseUser):
    """Somebody with an account, inside the organisation or (partner, chair of the board) outside."""

    username = models.CharField(max_length=150, unique=True, validators=[UnicodeUsernameValidator()])
    name = models.CharField(max_length=200)
    email = models.EmailField(blank=True)
    language = models.CharField(max_length=2, choices=[("fr", "français"), ("en", "English")], default="fr")
    is_active = models.BooleanField(default=True)
    manager = models.ForeignKey("self", null=True, blank=True, on_delete=models.SET_NULL, related_name="team")
    partner_id = models.CharField(max_length=100, blank=True)  # which partner of the pack somebody outside approves for
    absent_from = models.DateField(null=True, blank=True)
    absent_until = models.DateField(null=True, blank=True)  # the last day away; empty = until told otherwise
    created = models.DateTimeField(default=timezone.now, editable=False)
    anonymised_at = models.DateTimeField(null=True, editable=False)  # since then it names nobody

    USERNAME_FIELD = "username"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS = ["name"]

    objects = PersonManager()

    class Meta:
        indexes = [models.Index(fields=["name"], name="people_by_name")]

    def __str__(self) -> str:
        return self.get_full_name()

    def get_full_name(self) -> str:
        if self.anonymised_at is not None:
            return _("Compte anonymisé n° %(number)s") % {"number": self.pk}
        return self.name or self.username

    def get_short_name(self) -> str:
        return (self.name or self.username).split(" ")[0]

    @property
    def state(self) -> str:
        """``active`` or ``inactive``, so that transitions apply to people too."""
        return "active" if self.is_active else "inactive"

    @state.setter
    def state(self, state: str) -> None:
        self.is_active = state == "active"

    def absent(self, today: dt.date) -> bool:
        """Whether they are known to be away that day."""
        return (
            self.absent_from is not None
            and self.absent_from <= today
            and (self.absent_until is None or today <= self.absent_until)
        )

    def roles(self, today: dt.date) -> frozenset[Role]:
        """Roles held that day, those of absent people they stand in for included. Kept for this instance and day."""
        known: tuple[dt.date, frozenset[Role]] | None = self.__dict__.get("_roles")
        if known is None or known[0] != today:
            known = (today, self._read_roles(today))
            self.__dict__["_roles"] = known
        return known[1]

    def forget_roles(self) -> None:
        """Read the roles again next time."""
        self.__dict__.pop("_roles", None)

    def alternate_of(self, today: dt.date) -> frozenset[Role]:
        """Roles that they may have to stand in for that day, whether or not somebody is away; read with the roles."""
        self.roles(today)
        found: frozenset[Role] = self.__dict__.get("_alternate_of", frozenset())
        return found

    def _read_roles(self, today: dt.date) -> frozenset[Role]:
        self.__dict__["_alternate_of"] = frozenset()
        if self.pk is None or not self.is_active:
            return frozenset()
        found: set[Role] = set()
        standing: set[Role] = set()
        holdings = RoleHolding.objects.on(today).filter(models.Q(person=self) | models.Q(alternate=self))
        for holding in holdings.select_related("person"):
            if holding.person_id == self.pk or holding.person.absent(today) or not holding.person.is_active:
                found.add(Role(holding.role))
            if holding.alternate_id == self.pk:
                standing.add(Role(holding.role))
        self.__dict__["_alternate_of"] = frozenset(standing)
        if Role.MANAGER not in found and self.team.filter(is_active=True).exists():
            found.add(Role.MANAGER)
        return frozenset(found)


class RoleHoldingQuerySet(models.QuerySet["RoleHolding"]):
    def on(self, today: dt.date) -> RoleHoldingQuerySet:
        """Those in force that day."""
        return self.filter(since__lte=today).filter(models.Q(until=None) | models.Q(until__gte=today))


class RoleHolding(models.Model):
    """A role, by whom, from when to when, and who stands in when they are away. Past ones stay."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="holdings")
    role = models.CharField(max_length=20, choices=[(role.value, role.value) for role in Role])
    since = models.DateField()
    until = models.DateField(null=True, blank=True)  # the last day
    alternate = models.ForeignKey(
        Person, null=True, blank=True, on_delete=models.SET_NULL, related_name="stands_in_for"
    )

    objects = RoleHoldingQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["role", "since"], name="people_holding_role")]

    def __str__(self) -> str:
        return f"{self.role}:{self.person_id}"


class PaperCode(models.Model):
    """A code handed over on paper, good once, for an account without e-mail or a first sign-in."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="paper_codes")
    hash = models.CharField(max_length=200)
    given_by = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+")
    created = models.DateTimeField()
    expires = models.DateTimeField()
    used = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return f"code:{self.pk}"


class Installation(models.Model):
    """One row: whether this database is a demonstration. ``balise up`` writes it when it creates the database."""

    demo = models.BooleanField(default=False)
    created = models.DateTimeField(default=timezone.now, editable=False)

    def __str__(self) -> str:
        return "demo" if self.demo else "real"
