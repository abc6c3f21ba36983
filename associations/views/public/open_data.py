"""Open data for people: what there is and how to use it, the CSV file, the feed of new associations."""

from __future__ import annotations

from itertools import chain

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from associations.queries import open_data as data
from associations.queries import profiles
from portal.translated import active, in_language
from portal.ui import cells
from portal.ui.budget import Budget
from portal.ui.downloads import A_MINUTE, open_file, put_off
from portal.ui.marked import marked
from portal.ui.pages import public

NEWEST = 50

downloads = Budget(A_MINUTE)


@public(topics=("associations",))
def open_data(request: HttpRequest) -> HttpResponse:
    """What is open, under which licence, with addresses to try."""
    language = active()
    context = {
        "portal_url": settings.PORTAL_URL,
        "api": f"{settings.PORTAL_URL}{reverse('api:root')}",
        "columns": data.COLUMNS,
        "embedded": f"{settings.PORTAL_URL}{reverse('associations:embedded_list')}",
        "feed": f"{settings.PORTAL_URL}{reverse('associations:new_feed')}",
        "names": profiles.reference_names(language),
    }
    return render(request, "associations/public/open_data.html", context)


@public
@require_safe
@marked("associations")
def associations_csv(request: HttpRequest) -> HttpResponseBase:
    """All associations of the directory, a row each."""
    if not downloads.take():
        return put_off()
    return open_file(
        cells.csv_lines(chain([data.COLUMNS], data.csv_rows())), name="yhdistykset.csv", content_type=cells.CONTENT_TYPE
    )


@public(topics=("associations",))
@require_safe
def new_feed(request: HttpRequest) -> HttpResponse:
    """The newest associations as Atom (RFC 4287), in the page's language."""
    language = active()
    rows = list(data.listed().order_by("-added_at", "-pk")[:NEWEST])
    feed = Atom1Feed(
        title=_("New associations"),
        link=f"{settings.PORTAL_URL}{reverse('associations:directory')}",
        description=_("Associations that have joined the directory"),
        language=language,
        feed_url=f"{settings.PORTAL_URL}{reverse('associations:new_feed')}",
        author_name=settings.CITY_NAME[language],
    )
    for row in rows:
        feed.add_item(
            title=in_language(row, "name", language),
            link=data.address(row.slug, language),
            description=in_language(row, "summary", language),
            unique_id=data.address(row.slug, language),
            pubdate=row.added_at,
            updateddate=row.changed_at,
        )
    return HttpResponse(feed.writeString("utf-8"), content_type=feed.content_type)
