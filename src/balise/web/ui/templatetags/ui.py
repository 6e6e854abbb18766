"""The components. README.md beside this package lists every signature."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from functools import lru_cache
from typing import Any

from django import template
from django.forms import BoundField
from django.forms.forms import BaseForm
from django.http import HttpRequest
from django.template import Context
from django.template.loader import render_to_string
from django.utils.formats import number_format
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from heroicons import _render_icon as draw_icon

from balise.web.ui import badges, charts, dates, diffing, highlighting
from balise.web.ui.addresses import with_query
from balise.web.ui.components import Event, Limit, Step, Tab
from balise.web.ui.fields import FieldView
from balise.web.ui.tables import Table

register = template.Library()

TONES = {
    "info": "information-circle",
    "good": "check-circle",
    "warning": "exclamation-triangle",
    "danger": "x-circle",
    "neutral": "information-circle",
}


BUTTONS = {
    "primary": "btn-primary",
    "secondary": "btn-outline-secondary",
    "danger": "btn-danger",
    "quiet": "btn-link",
}


def _part(part: str, /, **context: Any) -> SafeString:
    return render_to_string(f"ui/parts/{part}.html", context)


def _block(content: str) -> SafeString:
    """What a block tag holds, already escaped by the template it comes from; blank counts as nothing."""
    return mark_safe(content.strip())  # noqa: S308


@register.simple_tag
def icon(name: str, size: int = 20) -> SafeString:
    """A decorative icon: hidden from screen readers, words stand beside it."""
    return _drawn(str(name), size)


@lru_cache(maxsize=512)  # a page shows some forty of them, always the same
def _drawn(name: str, size: int) -> SafeString:
    attributes: dict[str, object] = {"aria_hidden": "true", "focusable": "false", "class": "icon"}
    return mark_safe(draw_icon("mini", name, size, attributes))  # noqa: S308 - drawn from the package, the name is checked there


@register.simple_block_tag
def page_header(content: str, title: str, lead: str = "", back_url: str = "", back_label: str = "") -> str:
    """The head of a page: title, one sentence, a way back; the block holds the actions."""
    return _part(
        "page_header", title=title, lead=lead, back_url=back_url, back_label=back_label, actions=_block(content)
    )


@register.simple_tag
def button(
    label: str,
    kind: str = "primary",
    icon: str = "",
    href: str = "",
    type: str = "submit",  # noqa: A002
    name: str = "",
    value: str = "",
    id: str = "",  # noqa: A002
    form: str = "",
    shortcut: str = "",
    small: bool = False,
    disabled: bool = False,
    describedby: str = "",
) -> SafeString:
    """A button, or a link that looks like one when `href` is given."""
    return _part(
        "button",
        label=label,
        css=BUTTONS[kind],
        icon=icon,
        href=href,
        type=type,
        name=name,
        value=value,
        id=id,
        form=form,
        shortcut=shortcut,
        small=small,
        disabled=disabled,
        describedby=describedby,
    )


@register.simple_tag
def badge(label: str, tone: str = "neutral", icon: str = "") -> SafeString:
    """A word with an icon and a tone."""
    return _part("badge", label=label, tone=tone, icon=icon or TONES[tone])


@register.simple_tag
def decision_badge(decision: str) -> SafeString:
    """The decision of a verdict: clear, advise, approval, forbidden."""
    shown = badges.find("decision", decision)
    return _part("badge", label=shown.label, tone=shown.tone, icon=shown.icon)


@register.simple_tag
def state_badge(state: str, kind: str = "publication") -> SafeString:
    """The state of a publication, or of another kind registered in `badges`."""
    shown = badges.find(kind, state)
    return _part("badge", label=shown.label, tone=shown.tone, icon=shown.icon)


@register.simple_block_tag
def note(content: str, tone: str = "info", title: str = "", live: bool = False) -> str:
    """A note in the page; `live` has it read out when it appears."""
    return _part("note", tone=tone, title=title, live=live, icon=TONES[tone], content=content)


@register.simple_block_tag
def card(content: str, title: str = "", level: int = 2, id: str = "", footer: str = "") -> str:  # noqa: A002
    """A frame with a heading; `level` is that of the heading in the page."""
    return _part("card", title=title, level=level, id=id, footer=footer, content=content)


@register.simple_tag
def definitions(pairs: Iterable[tuple[str, Any]]) -> SafeString:
    """A list of names and values; an empty value is shown as a dash."""
    return _part("definitions", pairs=list(pairs))


@register.simple_block_tag
def empty_state(content: str, title: str, text: str = "", icon: str = "inbox") -> str:
    """An empty list: what will appear here, what to do next; the block holds the action."""
    return _part("empty", title=title, text=text, icon=icon, actions=_block(content))


# The short name, for templates where no {% for %} is open: there it would be taken for the empty part of the loop.
register.simple_block_tag(empty_state, name="empty")


@register.simple_tag
def field(bound: BoundField, optional: bool = True, describedby: str = "") -> SafeString:
    """A form field: label, help, control, errors tied together."""
    return _part("field", **FieldView(bound, describedby).context(), optional=optional)


@register.simple_tag
def form_fields(form: BaseForm) -> SafeString:
    """Every field of a form, hidden ones included, in order."""
    parts = [str(hidden) for hidden in form.hidden_fields()]
    parts += [field(bound) for bound in form.visible_fields()]
    return mark_safe("".join(parts))  # noqa: S308 - rendered by Django's own widgets


@register.simple_tag
def error_summary(*forms: BaseForm, focus: bool = True) -> SafeString:
    """The errors of forms together, each leading to its field; nothing when there are none. Takes the focus."""
    general: list[str] = []
    linked: list[tuple[str, str, str]] = []
    for form in forms:
        if not form.is_bound:
            continue
        general += [str(error) for error in form.non_field_errors()]
        for bound in form:
            view = FieldView(bound)
            linked += [(view.anchor, str(bound.label), str(error)) for error in bound.errors]
    return _part("error_summary", general=general, linked=linked, count=len(general) + len(linked), focus=focus)


@register.simple_tag
def data_table(table: Table) -> SafeString:
    """A table that sorts, filters and pages by its address; cards on a phone."""
    return _part("data_table", table=table)


@register.simple_tag
def timeline(events: Iterable[Event]) -> SafeString:
    """What happened, the latest where the caller puts it."""
    return _part("timeline", events=list(events))


@register.simple_tag
def text_diff(old: str, new: str, old_label: str = "", new_label: str = "") -> SafeString:
    """What changed between two texts, word by word, with marks that are read out."""
    pieces = diffing.compare(old, new)
    removed, added = diffing.changed(pieces)
    return _part("text_diff", pieces=pieces, removed=removed, added=added, old_label=old_label, new_label=new_label)


@register.simple_tag
def highlighted(text: str, notes: Sequence[highlighting.Note], prefix: str = "constat") -> SafeString:
    """A text whose places are marked and numbered; show `finding_notes` with the same notes and prefix beside it."""
    decisions = {number: note.decision for number, note in highlighting.numbered(notes)}
    runs = [
        {
            "text": text,
            "numbers": numbers,
            "opens": opens,
            "tone": badges.find("decision", _gravest([decisions[number] for number in numbers])).tone,
            "describedby": " ".join(f"{prefix}-{number}-texte" for number in numbers),
        }
        for text, numbers, opens in highlighting.segments(text, notes)
    ]
    return _part("highlighted", runs=runs, prefix=prefix)


@register.simple_tag
def finding_notes(notes: Sequence[highlighting.Note], prefix: str = "constat") -> SafeString:
    """The notes of `highlighted`, in the order of the text, each leading back to its place."""
    return _part("finding_notes", notes=highlighting.numbered(notes), prefix=prefix)


def _gravest(decisions: list[str]) -> str:
    order = ["clear", "advise", "approval", "forbidden"]
    return max(decisions, key=lambda one: order.index(one) if one in order else 0, default="")


@register.simple_tag
def tabs(items: Iterable[Tab], label: str) -> SafeString:
    """Links to the parts of a page; each has its own address."""
    return _part("tabs", items=list(items), label=label)


@register.simple_tag
def steps(items: Iterable[Step], label: str) -> SafeString:
    """Where one is in a sequence."""
    return _part("steps", items=list(items), label=label)


@register.simple_tag
def counter(bound: BoundField, limits: Sequence[Limit]) -> SafeString:
    """How many characters a field holds against the limit of each network; plain limits without JavaScript."""
    text = str(bound.value() or "")
    shown = [(limit, len(text), limit.maximum - len(text)) for limit in limits]
    return _part("counter", field_id=bound.id_for_label, limits=shown)


@register.simple_tag
def bar_chart(points: Sequence[tuple[str, float]], title: str, unit: str = "", name: str = "") -> SafeString:
    """Bars with their table; `name` heads the column of labels."""
    points = list(points)
    largest = max((value for _, value in points), default=0)
    return _part("chart", kind="bar", bars=charts.bars(points), **_chart(points, largest, title, unit, name))


@register.simple_tag
def line_chart(points: Sequence[tuple[str, float]], title: str, unit: str = "", name: str = "") -> SafeString:
    """A line with its table."""
    points = list(points)
    largest = max((value for _, value in points), default=0)
    placed = charts.line(points)
    path = " ".join(f"{point.x},{point.y}" for point in placed)
    return _part("chart", kind="line", dots=placed, path=path, **_chart(points, largest, title, unit, name))


def _chart(points: list[tuple[str, float]], largest: float, title: str, unit: str, name: str) -> dict[str, Any]:
    return {
        "points": points,
        "title": title,
        "unit": unit,
        "name": name,
        "ticks": charts.scale(largest),
        "width": charts.WIDTH,
        "height": charts.HEIGHT,
        "left": charts.LEFT,
        "right": charts.WIDTH - charts.RIGHT,
        "base": charts.HEIGHT - charts.BOTTOM,
        "labels_y": charts.HEIGHT - 8,
    }


@register.filter
def quantity(value: float | None) -> str:
    """A number as the reader writes it: 1 234,5."""
    if value is None:
        return "—"
    whole = float(value).is_integer()
    return number_format(int(value) if whole else value, decimal_pos=None if whole else 1, force_grouping=True)


@register.simple_tag
def day(value: date | None, words: bool = False) -> SafeString | str:
    """A date as the reader writes it, with its machine form; in words inside a sentence."""
    if not value:
        return "—"
    said = dates.day_in_words(value) if words else dates.day(value)
    return format_html('<time datetime="{}">{}</time>', f"{value:%Y-%m-%d}", said)


@register.simple_tag
def moment(value: datetime | date | None, words: bool = False) -> SafeString | str:
    """A date and a time as the reader writes them, with their machine form; in words inside a sentence."""
    if not value:
        return "—"
    said = dates.moment_in_words(value) if words else dates.moment(value)
    return format_html('<time datetime="{}">{}</time>', value.isoformat(), said)


@register.simple_tag(takes_context=True)
def query(context: Context, **changes: Any) -> str:
    """The query string of this page with some keys changed (None takes one away)."""
    request: HttpRequest = context["request"]
    return with_query(request.GET, **changes)
