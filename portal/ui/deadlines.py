"""How much time is left, by the server's clock (cases.md 15)."""

from __future__ import annotations

from datetime import datetime, time, timedelta

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from portal import clock
from portal.ui import formats

URGENT = timedelta(days=3)


def sentence(moment: datetime, *, coarse: bool = False, now: datetime | None = None) -> str:
    """``Closes in 3 days, on 30.11.2026 klo 15.00``.

    ``coarse`` for pages that are kept for some minutes: it counts days only.
    """
    at = now or clock.now()
    written = {"moment": formats.moment(moment), "clock": formats.clock(moment)}
    if moment <= at:
        return _("Closed on %(moment)s") % written
    days = (clock.local(moment).date() - clock.local(at).date()).days
    left = moment - at
    if not coarse and left < timedelta(hours=24):
        return _("Closes in %(left)s, on %(moment)s") % {**written, "left": duration(left)}
    if days == 0:
        return _("Closes today at %(clock)s") % written
    if days == 1:
        return _("Closes tomorrow at %(clock)s") % written
    return ngettext("Closes in %(days)d day, on %(moment)s", "Closes in %(days)d days, on %(moment)s", days) % {
        **written,
        "days": days,
    }


def changes_at(moment: datetime, *, coarse: bool = False, now: datetime | None = None) -> datetime | None:
    """When :func:`sentence` or :func:`urgent` says something else next; None once the instant has passed."""
    at = now or clock.now()
    left = moment - at
    if left <= timedelta(0):
        return None
    if not coarse and left < timedelta(hours=24):
        return moment - timedelta(minutes=int(left.total_seconds()) // 60)
    midnight = clock.at(clock.local(at).date() + timedelta(days=1), time())
    steps = [midnight, moment, moment - URGENT]
    if not coarse:
        # From then on the sentence counts hours and minutes.
        steps.append(moment - timedelta(hours=24))
    return min(step for step in steps if step > at)


def duration(left: timedelta) -> str:
    """``5 hours 12 minutes``; less than a minute is told in words."""
    minutes = int(left.total_seconds()) // 60
    if minutes < 1:
        return _("less than a minute")
    hours, rest = divmod(minutes, 60)
    spoken = []
    if hours:
        spoken.append(ngettext("%d hour", "%d hours", hours) % hours)
    if rest:
        spoken.append(ngettext("%d minute", "%d minutes", rest) % rest)
    return " ".join(spoken)


def urgent(moment: datetime, now: datetime | None = None) -> bool:
    """Whether less than three days are left."""
    left = moment - (now or clock.now())
    return timedelta(0) < left < URGENT
