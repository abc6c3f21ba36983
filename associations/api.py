"""Open data: the directory as JSON, read only, described by OpenAPI at ``/api/v1/openapi.json``.

The answers are the same for everyone, whoever is signed in, and may be read from every web site.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import UTC, date, datetime
from functools import wraps
from typing import Annotated, Any, Literal

from django.conf import settings
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils import translation
from ninja import Field, NinjaAPI, Query, Schema
from ninja.errors import ValidationError
from pydantic import AfterValidator, AwareDatetime, BeforeValidator

from associations import rules
from associations.enums import Accessibility, ContactKind, Language, LegalForm, LinkKind
from associations.queries import open_data
from portal.ui.pages import public

PER_PAGE, MOST_PER_PAGE, MOST_PAGES = 50, 100, 10_000
LICENCE = {"name": "CC BY 4.0", "url": "https://creativecommons.org/licenses/by/4.0/"}

api = NinjaAPI(
    title="Association portal, open data",
    version="1",
    description=(
        "Associations in the public directory: who they are, what they do, when and where, how to reach them. "
        "Texts are in Finnish, Swedish and English; empty ones haven't been written. Weekly times are wall-clock time "
        "in Helsinki. An association that is dissolved or merged into another one is no longer here."
    ),
    docs_url=None,
    openapi_url="/openapi.json",
    openapi_extra={"info": {"license": LICENCE}},
    servers=[{"url": settings.PORTAL_URL}],
    urls_namespace="api",
)

_RFC_3339 = re.compile(r"\d{4}-\d{2}-\d{2}[Tt ]")


def _moment(value: object) -> object:
    """Seconds since 1970, which pydantic would take too, aren't what the description says."""
    if isinstance(value, str) and not _RFC_3339.match(value):
        raise ValueError("A moment is written as 2026-09-01T00:00:00Z")
    return value


def _in_utc(value: datetime) -> datetime:
    """The database knows no offsets beyond 16 hours, and no calendar goes on after the year 9999."""
    try:
        return value.astimezone(UTC)
    except OverflowError:
        raise ValueError("There is no such moment") from None


Moment = Annotated[AwareDatetime, BeforeValidator(_moment), AfterValidator(_in_utc)]
Slug = Annotated[str, Field(pattern=r"^[a-z0-9-]{1,90}$", max_length=90)]
TextLanguage = Literal["fi", "sv", "en"]
TEXTS = "Texts in this language, Finnish where it has none; without it in all three"


class InThreeLanguages(Schema):
    """A text in each language; '' where it hasn't been written."""

    fi: str
    sv: str
    en: str


Text = InThreeLanguages | str


class Texts(Schema):
    """In which language texts are given."""

    texts: TextLanguage | None = Field(None, description=TEXTS)


class Asked(Texts):
    """What may be asked of the list, and nothing else (cases.md 23)."""

    q: str = Field("", max_length=rules.MAX_QUERY, description="Words of the name, the summary or the description")
    sector: Slug | None = Field(None, description="The id of a sector")
    district: Slug | None = Field(None, description="The id of a district")
    language: Language | None = Field(None, description="In which language the activity is held")
    target_group: Slug | None = Field(None, description="The id of a target group")
    changed_since: Moment | None = Field(None, description="Changed at this moment or later, with its offset")
    page: int = Field(1, ge=1, le=MOST_PAGES)
    per_page: int = Field(PER_PAGE, ge=1, le=MOST_PER_PAGE)


class MeetingPlace(Schema):
    """Where the association meets."""

    name: str
    address: str
    postal_code: str
    district: str | None = None


class WeeklyTime(Schema):
    """A weekly time on Helsinki's clock; the weeks of `every_weeks` are counted from that of `season_from`."""

    title: Text
    weekday: int = Field(ge=1, le=7, description="1 is Monday (ISO 8601)")
    starts_at: str
    ends_at: str
    every_weeks: int
    season_from: date | None = None
    season_until: date | None = None
    place: str | None = None


class ContactWay(Schema):
    """A way to reach the association that it shows to everyone."""

    kind: ContactKind
    label: str
    value: str


class Link(Schema):
    """A page of the association elsewhere."""

    kind: LinkKind
    url: str


class Association(Schema):
    """One association."""

    id: str
    url: Text
    name: Text
    summary: Text
    description: Text
    joining: Text
    legal_form: LegalForm
    register_number: str
    business_id: str
    registered_office: str
    registered_on: date | None = None
    sector: str = Field(description="The id of the main sector")
    sectors: list[str]
    districts: list[str]
    target_groups: list[str]
    languages: list[Language]
    accessibility: list[Accessibility]
    accessibility_note: Text
    size: int | None = None
    welcomes_new: bool
    logo: str | None = None
    places: list[MeetingPlace]
    times: list[WeeklyTime]
    calendar: str = Field(description="The weekly times as iCalendar")
    contact_ways: list[ContactWay]
    links: list[Link]
    checked_on: date | None = Field(None, description="When the association last said that all this is right")
    added_at: datetime
    changed_at: datetime


class Associations(Schema):
    """A page of the list."""

    count: int
    page: int
    pages: int
    results: list[Association]


class Reference(Schema):
    """A sector, a district or a target group."""

    id: str
    name: Text


class Addresses(Schema):
    """Where everything is."""

    associations: str
    sectors: str
    districts: str
    target_groups: str
    openapi: str
    csv: str
    licence: str


class Refusal(Schema):
    """What was wrong with the request."""

    detail: list[dict[str, Any]]


class Missing(Schema):
    """There is no such association in the directory."""

    detail: str


@api.get("", url_name="root", response={200: Addresses, 422: Refusal}, summary="Where everything is")
def root(request: HttpRequest) -> dict[str, str]:
    """The addresses of all lists."""
    _only(request)
    names = {name: f"api:{name}" for name in ("associations", "sectors", "districts", "target_groups")}
    paths = {**names, "openapi": "api:openapi-json", "csv": "associations_csv"}
    return {
        **{name: f"{settings.PORTAL_URL}{reverse(url_name)}" for name, url_name in paths.items()},
        "licence": LICENCE["url"],
    }


@api.get(
    "/associations",
    url_name="associations",
    response={200: Associations, 422: Refusal},
    summary="Associations, by name or best first",
)
def associations(request: HttpRequest, asked: Query[Asked]) -> dict[str, Any]:
    """A page of the associations that fit all that is asked. Six queries, with words two more."""
    _only(request, *Asked.model_fields)
    rows = open_data.found(
        q=asked.q,
        sector=asked.sector or "",
        district=asked.district or "",
        language=asked.language or "",
        target_group=asked.target_group or "",
        changed_since=asked.changed_since,
    )
    count = rows.count()
    first = (asked.page - 1) * asked.per_page
    shown = open_data.with_details(rows)[first : first + asked.per_page] if first < count else []
    return {
        "count": count,
        "page": asked.page,
        "pages": -(-count // asked.per_page),
        "results": [open_data.record(row, asked.texts) for row in shown],
    }


# Any path: what can't be an id is answered in JSON too.
@api.get(
    "/associations/{path:slug}",
    url_name="association",
    response={200: Association, 404: Missing, 422: Refusal},
    summary="One association",
)
def association(request: HttpRequest, slug: Slug, asked: Query[Texts]) -> dict[str, Any]:
    """The association with this id. Five queries."""
    _only(request, *Texts.model_fields)
    row = open_data.with_details(open_data.listed()).filter(slug=slug).first()
    if row is None:
        raise Http404
    return open_data.record(row, asked.texts)


@api.get("/sectors", url_name="sectors", response={200: list[Reference], 422: Refusal}, summary="Sectors")
def sectors(request: HttpRequest, asked: Query[Texts]) -> list[dict[str, Any]]:
    """All sectors in their order."""
    return _reference(request, "s", asked)


@api.get("/districts", url_name="districts", response={200: list[Reference], 422: Refusal}, summary="Districts")
def districts(request: HttpRequest, asked: Query[Texts]) -> list[dict[str, Any]]:
    """All districts in their order."""
    return _reference(request, "d", asked)


@api.get(
    "/target-groups", url_name="target_groups", response={200: list[Reference], 422: Refusal}, summary="Target groups"
)
def target_groups(request: HttpRequest, asked: Query[Texts]) -> list[dict[str, Any]]:
    """All target groups in their order."""
    return _reference(request, "g", asked)


def _reference(request: HttpRequest, kind: str, asked: Texts) -> list[dict[str, Any]]:
    _only(request, *Texts.model_fields)
    return open_data.reference(kind, asked.texts)


def _only(request: HttpRequest, *names: str) -> None:
    """Refuse a parameter that isn't offered: who filters or orders by another column must not think that it worked."""
    unknown = sorted(set(request.GET) - set(names))
    if unknown:
        raise ValidationError(
            [
                {"type": "extra_forbidden", "loc": ["query", name], "msg": "There is no such parameter"}
                for name in unknown
            ]
        )


def _for_everyone(view: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
    """Open to every reader and every web site; the same in whatever language the reader's browser asks."""

    @wraps(view)
    def opened(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        with translation.override("en"):
            response = view(request, *args, **kwargs)
        response.headers["Access-Control-Allow-Origin"] = "*"
        response.headers["Cross-Origin-Resource-Policy"] = "cross-origin"
        response.headers["Content-Language"] = "fi, sv, en"
        return response

    return public(topics=("associations",), own_language=True)(opened)


def _opened(patterns: list[Any]) -> list[Any]:
    for pattern in patterns:
        pattern.callback = _for_everyone(pattern.callback)
    return patterns


app_name = "api"
urlpatterns = _opened(api.urls[0])
