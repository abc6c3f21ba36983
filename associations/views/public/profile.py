"""The profiles, and what hangs on them: the calendar of weekly times, the logo."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, time, timedelta

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import translation
from django.utils.cache import get_conditional_response
from django.utils.http import quote_etag
from django.views.decorators.http import require_safe

from associations import rules
from associations.enums import Accessibility, Language, Weekday
from associations.models import ActivityTime
from associations.queries import calendars, liaisons, linked_data, profiles, support
from portal import clock
from portal.actor import ANONYMOUS
from portal.files import services as files
from portal.files.models import StoredFile
from portal.files.types import PNG
from portal.files.views import SANDBOX
from portal.translated import LANGUAGES, active
from portal.ui import pagecache
from portal.ui.pages import public

# A new picture has a new address (linked_data.logo_url).
LOGO_KEPT = "public, max-age=86400"


@dataclass(frozen=True, slots=True)
class Slot:
    """A weekly time on the page; ``next_on`` only where it isn't every week."""

    time: ActivityTime
    next_on: date | None


@public(topics=("associations", "awards"))
def association_detail(request: HttpRequest, slug: str) -> HttpResponse:
    """The profile: what it does, when and where, how to reach it, whom at the city, what the city has given."""
    association = profiles.find(slug)
    if association.slug != slug:
        return redirect(association, permanent=True)
    profile = profiles.profile(association, active())
    _until_midnight()
    context = {
        "association": association,
        "profile": profile,
        "week": _week(profile.times),
        "languages": [Language(code).label for code in association.languages],
        "accessibility": [Accessibility(code).label for code in association.accessibility],
        "liaisons": liaisons.liaisons_of(association),
        "support": support.support_rows(association),
        "logo": linked_data.logo_url(profile),
        "linked": linked_data.organization(profile),
    }
    return render(request, "associations/public/association_detail.html", context)


@public(topics=("associations",), own_language=True)
@require_safe
def association_times(request: HttpRequest, slug: str) -> HttpResponse:
    """The weekly times as a calendar, in the language that ``kieli`` names: fi (without it), sv or en."""
    association = profiles.find(slug, ANONYMOUS)
    language = request.GET.get("kieli", "")
    with translation.override(language if language in LANGUAGES else "fi"):
        if association.slug != slug:
            query = f"?kieli={active()}" if language else ""
            return redirect(reverse("association_times", args=[association.slug]) + query, permanent=True)
        content = calendars.calendar(profiles.profile(association, active()))
        response = HttpResponse(content, content_type="text/calendar; charset=utf-8")
        response.headers["Content-Language"] = active()
    response.headers["Content-Disposition"] = f'inline; filename="{slug}.ics"'
    _until_midnight()
    return response


@public
@require_safe
def association_logo(request: HttpRequest, slug: str) -> HttpResponse:
    """The logo, a picture that the portal drew itself. Shown in pages, yet as inert as every other stored file."""
    association = profiles.find(slug, ANONYMOUS)
    if association.slug != slug:
        return redirect("association_logo", slug=association.slug, permanent=True)
    if association.logo_key is None:
        raise Http404
    stored = StoredFile.objects.of(association).of_kind("logo").filter(key=association.logo_key).first()
    if stored is None:
        raise Http404
    response = get_conditional_response(request, etag=quote_etag(stored.sha256[:32]))
    if response is None:
        try:
            response = HttpResponse(files.read(stored), content_type=PNG)
        except FileNotFoundError:
            raise Http404 from None
    response.headers["ETag"] = quote_etag(stored.sha256[:32])
    response.headers["Cache-Control"] = LOGO_KEPT
    response.headers["Content-Security-Policy"] = SANDBOX
    response.headers["X-Content-Type-Options"] = "nosniff"
    return response


def _week(times: list[ActivityTime]) -> list[tuple[str, list[Slot]]]:
    """The times by day of the week, days without any left out."""
    today = clock.today()
    found: dict[int, list[Slot]] = {}
    for row in times:
        coming = rules.first_occurrence(
            today,
            weekday=row.weekday,
            every=row.every,
            season_from=row.season_from,
            season_until=row.season_until,
        )
        if coming is not None:
            found.setdefault(row.weekday, []).append(Slot(row, coming if row.every > 1 else None))
    return [(str(Weekday(weekday).label), slots) for weekday, slots in sorted(found.items())]


def _until_midnight() -> None:
    """Seasons, substitutes and this week change with the day."""
    pagecache.good_until(clock.at(clock.today() + timedelta(days=1), time(0)))
