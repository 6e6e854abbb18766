"""The shapes that come in and go out. What is not described is refused."""

from __future__ import annotations

import datetime as dt
from typing import Annotated, Any, Literal

from ninja import Schema
from pydantic import BeforeValidator, ConfigDict, Field
from pydantic_core import PydanticCustomError

LONGEST_TEXT = 100_000


def _readable(value: Any) -> Any:
    if isinstance(value, str) and any(letter == "\x00" or "\ud800" <= letter <= "\udfff" for letter in value):
        raise PydanticCustomError("unreadable_text", "unreadable")
    return value


_Read = BeforeValidator(_readable)
Text = Annotated[str, _Read, Field(max_length=LONGEST_TEXT)]
Line = Annotated[str, _Read, Field(max_length=500)]
Remark = Annotated[str, _Read, Field(max_length=4_000)]
Name = Annotated[str, _Read, Field(max_length=60)]
Hash = Annotated[str, Field(pattern="^[0-9a-f]{64}$", description="SHA-256 of the content that was read")]


def _checked_moment(value: Any) -> Any:
    if isinstance(value, str):
        try:
            value = dt.datetime.fromisoformat(value)
        except ValueError:
            raise PydanticCustomError("moment", "moment") from None
    if not isinstance(value, dt.datetime) or value.tzinfo is None or not 2000 <= value.year <= 2100:
        raise PydanticCustomError("moment", "moment")
    return value


Moment = Annotated[dt.datetime, BeforeValidator(_checked_moment)]


def _checked_day(value: Any) -> Any:
    try:
        day = value if isinstance(value, dt.date) else dt.date.fromisoformat(value)
    except (TypeError, ValueError):
        raise PydanticCustomError("day", "day") from None
    if isinstance(day, dt.datetime) or not 1950 <= day.year <= 2100:
        raise PydanticCustomError("day", "day")
    return day


Day = Annotated[dt.date, BeforeValidator(_checked_day)]


class Given(Schema):
    """What comes in: an unknown field is an error, not a surprise."""

    model_config = ConfigDict(extra="forbid")


class CheckIn(Given):
    text: Text
    voice: Literal["personal", "official", "visitor"] = "personal"
    network: Name | None = None
    reply_to: Text | None = Field(None, description="The text that this one answers")


class FindingOut(Schema):
    clause: str
    detector: str
    category: str
    severity: Literal["low", "medium", "high"]
    confidence: float
    start: int | None = Field(description="In code points of the text; null when the whole is meant")
    end: int | None
    matched: str | None
    message: str = Field(description="What was seen and what to do, in the reader's language")


class ObligationOut(Schema):
    kind: str
    by: str
    clause: str


class CheckOut(Schema):
    """The same as ``balise check --json``."""

    schema_: int = Field(alias="schema", serialization_alias="schema")
    decision: Literal["clear", "advise", "approval", "forbidden"]
    language: str
    policy: str
    tiers: list[str]
    findings: list[FindingOut]
    obligations: list[ObligationOut]
    scores: dict[str, float]


class _Content(Given):
    title: Annotated[str, _Read, Field(max_length=120)] | None = Field(None, description="For the lists only")
    text: Text | None = Field(None, description="The same on every network that has none of its own")
    texts: dict[Name, Text] | None = Field(None, description="By network")
    titles: dict[Name, Line] | None = Field(None, description="By network, where it has titles")
    networks: Annotated[list[Name], Field(max_length=30)] | None = None
    links: Annotated[list[Annotated[str, _Read, Field(max_length=2_000)]], Field(max_length=30)] | None = None
    video: Annotated[str, _Read, Field(max_length=200)] | None = None
    earliest: Moment | None = None
    latest: Moment | None = None
    planned: Moment | None = None


class PublicationIn(_Content):
    voice: Literal["official", "personal"]


class RevisionIn(_Content):
    """Only what is given changes."""


class SubmitIn(Given):
    hash: Hash
    mandate: int | None = Field(None, ge=1, le=2**63 - 1)
    justification: Remark = Field("", description="Why it is sent although the check forbids it")


class ApproveIn(Given):
    hash: Hash
    by: Annotated[list[Name], Field(max_length=20)] = Field(
        default=[], description="Roles or partner:ID one answers for; all those asked of one by default"
    )
    reason: Remark = ""


class CommentIn(Given):
    place: Name = Field(description="text:facebook, title:youtube, alt:…")
    quote: Remark = ""
    text: Remark


class ReturnIn(Given):
    hash: Hash
    reason: Remark = ""
    comments: Annotated[list[CommentIn], Field(max_length=20)] = []


class RefuseIn(Given):
    hash: Hash
    clause: Name
    reason: Remark


class AddressIn(Given):
    network: Name
    address: Annotated[str, _Read, Field(max_length=500)]
    outside: bool = Field(False, description="It is already online, at another time than approved")


class LeftOutIn(Given):
    network: Name
    reason: Remark


class RetractionIn(Given):
    reason: Remark
    clause: Annotated[str, _Read, Field(max_length=100)] = ""


class NoteIn(Given):
    note: Annotated[str, _Read, Field(max_length=2_000)] = ""


class ReasonIn(Given):
    reason: Remark


class WhoIn(Given):
    username: Annotated[str, _Read, Field(min_length=1, max_length=150)]


class LastDayIn(WhoIn):
    last_day: Day = Field(description="The last one, included: access ends the day after")


class HireIn(WhoIn):
    """Of an account that exists only the days are written."""

    name: Annotated[str, _Read, Field(max_length=200)] = ""
    email: Annotated[str, _Read, Field(max_length=254)] = ""
    language: Literal["fr", "en"] = "fr"
    manager: Annotated[str, _Read, Field(max_length=150)] = Field("", description="A user name")
    kind: Literal["job", "traineeship"] = "job"
    first_day: Day = Field(description="The policy is due that day")
    last_day: Day | None = Field(None, description="A traineeship has one")


class PersonOut(Schema):
    id: int
    name: str


class StayOut(Schema):
    id: int
    person: PersonOut
    username: str
    kind: Literal["job", "traineeship"]
    state: Literal["cancelled", "closed", "ended", "here", "leaving"]
    first_day: dt.date
    last_day: dt.date | None


class PlacementOut(Schema):
    network: str
    address: str
    left_out: str
    recorded: dt.datetime


class ImageOut(Schema):
    sha: str
    alt: str
    name: str


class SummaryOut(Schema):
    id: int
    state: str
    voice: str
    title: str
    author: PersonOut
    networks: list[str]
    changed: dt.datetime


class PublicationOut(SummaryOut):
    """As this reader may see it: the author what is being written, the others what was sent."""

    hash: str
    text: str
    texts: dict[str, str]
    titles: dict[str, str]
    links: list[str]
    video: str
    images: list[ImageOut]
    earliest: dt.datetime | None
    latest: dt.datetime | None
    planned: dt.datetime | None
    created: dt.datetime
    submitted: dt.datetime | None
    published: dt.datetime | None
    urgent: bool
    decision: str = Field(description="Of the check when it was sent; empty before")
    waiting_for: list[str] = Field(description="Roles and partners whose yes is missing")
    asked_of_me: list[str] = Field(description="Those for whom this token's person may answer")
    placements: list[PlacementOut]


class PageOut(Schema):
    items: list[SummaryOut]
    next: int | None = Field(description="Give it as `before` for the following page; null on the last")


class MeOut(Schema):
    person: PersonOut
    token: str
    scopes: list[str]
    expires: dt.datetime


class FieldError(Schema):
    field: str
    message: str


class ProblemOut(Schema):
    """RFC 9457. ``code`` never changes; ``title``, ``detail`` and messages are for people."""

    type: str
    title: str
    status: int
    detail: str
    code: str
    errors: list[FieldError] | None = None
    state: str | None = None
    number: str | None = None
