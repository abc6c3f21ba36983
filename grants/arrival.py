"""When a request had arrived: what counts at a deadline."""

from __future__ import annotations

import re
from datetime import UTC, datetime

from django.conf import settings
from django.http import HttpRequest

from portal import clock

_STAMP = re.compile(r"\d{10}\.\d{1,6}")


def arrived_at(request: HttpRequest) -> datetime:
    """The instant (UTC) when the whole request had arrived: the proxy's stamp, else the start of handling.

    The stamp is seconds since 1970 with a fraction, in the header that ``settings.ARRIVAL_HEADER`` names. nginx sets
    it after the last byte and drops what the client sends under that name; without the setting no header is believed
    (13/2003 §10: a message has arrived when the receiving system can process it). A stamp in the future or one that
    can't be read doesn't count.
    """
    now = clock.now()
    stamp = request.headers.get(settings.ARRIVAL_HEADER, "") if settings.ARRIVAL_HEADER else ""
    if not _STAMP.fullmatch(stamp):
        return now
    return min(datetime.fromtimestamp(float(stamp), UTC), now)
