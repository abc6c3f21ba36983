"""The register of awards as files for programs."""

from __future__ import annotations

from itertools import chain

from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.views.decorators.http import require_safe

from grants.queries import open_awards as data
from grants.queries.awards import TOPICS
from portal.ui import cells
from portal.ui.budget import Budget
from portal.ui.downloads import A_MINUTE, open_file, put_off
from portal.ui.marked import marked
from portal.ui.pages import public

csv_downloads, giving_downloads = Budget(A_MINUTE), Budget(A_MINUTE)


@public
@require_safe
@marked(*TOPICS)
def awards_csv(request: HttpRequest) -> HttpResponseBase:
    """All awards, a row each."""
    if not csv_downloads.take():
        return put_off()
    return open_file(
        cells.csv_lines(chain([data.COLUMNS], data.csv_rows())), name="avustukset.csv", content_type=cells.CONTENT_TYPE
    )


@public
@require_safe
@marked(*TOPICS)
def awards_giving(request: HttpRequest) -> HttpResponseBase:
    """All awards as a package of the 360Giving data standard. There is none before the first award."""
    if not giving_downloads.take():
        return put_off()
    lines = data.giving_lines()
    if lines is None:
        raise Http404
    return open_file(lines, name="avustukset.json", content_type="application/json")
