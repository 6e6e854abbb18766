"""Choosing somebody in a form: in a list while it is short, else by a name to type, with suggestions as one types.

What is typed must name one person: by user name, by ``Name (user name)`` as suggestions write it, or by a name that
nobody else has. Anything else comes back with those it could be.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any, cast

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Q, QuerySet
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from balise.web.people.models import Person

MOST = 200  # people in a list; ten thousand weigh a megabyte in each page
SUGGESTED = 10
_addresses: list[Callable[[str], str]] = []
_LONGEST = 360  # a name, a user name and what stands between them


def suggest_at(address: Callable[[str], str]) -> None:
    """Say where suggestions come from: ``address(name of the field)``. Called once the apps are ready."""
    _addresses[:] = [address]


def written(person: Person) -> str:
    """Somebody as they are typed and suggested."""
    return f"{person.get_full_name()} ({person.username})"


def matching(people: QuerySet[Person], typed: str) -> QuerySet[Person]:
    """Those whom words may mean: each word is in the name or the user name."""
    found = people
    for word in typed.replace("(", " ").replace(")", " ").split()[:6]:
        found = found.filter(Q(name__icontains=word) | Q(username__icontains=word))
    return found


def options(people: Iterable[Person]) -> SafeString:
    """Suggestions, as the browser lists them."""
    return format_html_join("", '<option value="{}"></option>', ((written(one),) for one in people))


class PersonInput(forms.Select):
    """A list of names, or a place to type one where there are too many."""

    queryset: QuerySet[Person]
    everybody = False

    def render(self, name: str, value: Any, attrs: dict[str, Any] | None = None, renderer: Any = None) -> SafeString:
        """The list costs one query, and so does finding that it would be too long."""
        people = list(self.queryset.all()[: MOST + 1])
        if len(people) <= MOST:
            given: Any = self.choices
            empty = [("", given.field.empty_label)] if given.field.empty_label is not None else []
            self.choices = [*empty, *((one.pk, given.field.label_from_instance(one)) for one in people)]
            try:
                return super().render(name, value, attrs, renderer)
            finally:
                self.choices = given
        return self._typed(name, value, {**self.attrs, **(attrs or {})})

    def _typed(self, name: str, value: Any, attrs: dict[str, Any]) -> SafeString:
        shown = str(value or "")
        if shown.isdecimal() and (person := _numbered(self.queryset, shown)):
            shown = written(person)
        known = matching(self.queryset, shown)[:SUGGESTED] if shown.strip() else ()
        attrs["class"] = str(attrs.get("class", "")).replace("form-select", "form-control")
        attrs |= {"autocomplete": "off", "spellcheck": "false", "maxlength": _LONGEST, "list": f"{attrs['id']}_list"}
        if _addresses:
            attrs |= {
                "hx-get": _addresses[0](name) + ("?tous=oui" if self.everybody else ""),
                "hx-trigger": "input changed delay:250ms",
                "hx-target": f"#{attrs['id']}_list",
                "hx-sync": "this:replace",
            }
        typed = forms.TextInput().render(name, shown, attrs)
        return format_html('{}<datalist id="{}_list">{}</datalist>', typed, attrs["id"], options(known))


class PersonField(forms.ModelChoiceField):
    """Somebody among ``queryset``, open accounts by default: chosen in a list or typed.

    ``everybody`` suggests people whose account is closed too.
    """

    widget = PersonInput

    def __init__(self, queryset: Any = None, *, everybody: bool = False, **more: Any) -> None:
        people = Person.objects.filter(is_active=True).order_by("name", "pk") if queryset is None else queryset
        super().__init__(people, **more)
        cast("PersonInput", self.widget).everybody = everybody

    def _get_queryset(self) -> Any:
        return super()._get_queryset()  # type: ignore[misc]

    def _set_queryset(self, queryset: Any) -> None:
        super()._set_queryset(queryset)  # type: ignore[misc]
        if queryset is not None:
            self.widget.queryset = queryset

    queryset = property(_get_queryset, _set_queryset)  # type: ignore[assignment]

    def label_from_instance(self, obj: Any) -> str:
        """Their name."""
        return str(obj.get_full_name())

    def to_python(self, value: Any) -> Any:
        """The person; raises ``ValidationError`` with those it could be."""
        typed = str(value or "").strip()
        if value in self.empty_values or not typed:
            return None
        people = self.queryset
        if typed.isdecimal() and (person := _numbered(people, typed)):
            return person
        name, _paren, username = typed.removesuffix(")").rpartition(" (")
        sought = (Q(username__iexact=username) & Q(name__iexact=name.strip())) if name else Q(pk=None)
        for exact in (sought, Q(username__iexact=typed), Q(name__iexact=typed)):
            found = list(people.filter(exact)[:2])
            if len(found) == 1:
                return found[0]
        if typed.isdecimal():
            raise ValidationError(self.error_messages["invalid_choice"], code="invalid_choice", params={"value": value})
        could = list(matching(people, typed)[: SUGGESTED + 1])
        if len(could) > SUGGESTED:
            raise ValidationError(_MANY, code="many")
        if not could:
            raise ValidationError(_NOBODY, code="nobody")
        raise ValidationError(_COULD, code="several", params={"people": ", ".join(written(one) for one in could)})


_NOBODY = _("Personne ne porte ce nom parmi celles que vous pouvez choisir. Vérifiez-en l’orthographe.")
_MANY = _("Trop de personnes correspondent : écrivez aussi le prénom, ou le nom d’utilisateur.")
_COULD = _("Laquelle de ces personnes? %(people)s. Écrivez-la ainsi, nom d’utilisateur compris.")


def _numbered(people: QuerySet[Person], number: str) -> Person | None:
    return people.filter(pk=int(number)).first() if len(number) < 19 else None
