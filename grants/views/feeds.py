"""Calls for programs: an Atom feed, and a calendar of opening and closing times."""

from __future__ import annotations

from datetime import UTC, datetime
from urllib.parse import urlsplit

import icalendar
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from associations.queries.linked_data import absolute
from grants.models import Call
from portal import policy
from portal.translated import active
from portal.ui import pagecache
from portal.ui.pages import public

NEWEST = 50


@public(topics=("calls",))
@require_safe
def call_feed(request: HttpRequest) -> HttpResponse:
    """The newest calls as Atom (RFC 4287), in the page's language."""
    feed = Atom1Feed(
        title=_("Grant calls"),
        link=absolute(reverse("grants:call_list")),
        description=_("What associations can apply for now, and what opens next."),
        language=active(),
        feed_url=absolute(reverse("grants:call_feed")),
        author_name=settings.CITY_NAME[active()],
    )
    for call in policy.visible(Call.objects.published()).order_by("-opens_at", "-pk")[:NEWEST]:
        feed.add_item(
            title=call.title,
            link=absolute(call.get_absolute_url()),
            description=call.summary,
            unique_id=absolute(call.get_absolute_url()),
            pubdate=call.published_at or call.opens_at,
            updateddate=call.published_at or call.opens_at,
        )
    return HttpResponse(feed.writeString("utf-8"), content_type=feed.content_type)


@public(topics=("calls",))
@require_safe
def call_calendar(request: HttpRequest) -> HttpResponse:
    """When open and coming calls open and close (RFC 5545), in the page's language."""
    found = icalendar.Calendar()
    found.add("prodid", f"-//{settings.PORTAL_URL}//{settings.PORTAL_NAME}//")
    found.add("version", "2.0")
    found.add("method", "PUBLISH")
    found.add("x-wr-calname", _("Grant calls"))
    calls = list(policy.visible(Call.objects.open_or_coming()))
    for call in calls:
        for name, moment, words in (
            ("opens", call.opens_at, _("The call opens: %(title)s")),
            ("closes", call.closes_at, _("The call closes: %(title)s")),
        ):
            found.add_component(_event(call, name, moment, words % {"title": call.title}))
    if calls:
        # What has closed isn't in it any more.
        pagecache.good_until(calls[0].closes_at)
    response = HttpResponse(found.to_ical(), content_type="text/calendar; charset=utf-8")
    response.headers["Content-Disposition"] = 'inline; filename="haut.ics"'
    return response


def _event(call: Call, name: str, moment: datetime, summary: str) -> icalendar.Event:
    """A moment of a call. Without an end it takes no time (RFC 5545, 3.6.1)."""
    event = icalendar.Event()
    # The same for good, so that a calendar that is read again changes its entries and doesn't double them.
    event.add("uid", f"haku-{call.pk}-{name}@{urlsplit(settings.PORTAL_URL).hostname}")
    event.add("dtstamp", (call.published_at or call.opens_at).astimezone(UTC).replace(microsecond=0))
    event.add("sequence", call.version)
    event.add("summary", summary)
    event.add("dtstart", moment.astimezone(UTC).replace(microsecond=0))
    event.add("description", call.summary)
    event.add("url", absolute(call.get_absolute_url()))
    event.add("transp", "TRANSPARENT")
    return event
