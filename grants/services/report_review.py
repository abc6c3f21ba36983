"""A use report on the city's side: accepted with a summary for everybody, or sent back with what is missing."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from django.db import transaction
from django.utils.text import Truncator
from django.utils.translation import gettext as _

from associations.enums import Area
from associations.queries.people import recipients
from grants.enums import ReportKind
from grants.models import SUMMARY_LENGTH, Award, ReportReturn, ReportSubmission, UseReport
from grants.services import paying
from grants.services.reporting import mail_context
from portal import actor as actors
from portal import clock
from portal.journal import services as journal
from portal.outbox import services as outbox
from portal.ui import pagecache
from portal.workflow import Refused, transition

MOST_ITEMS = 20


def summary_of(submission: ReportSubmission) -> str:
    """With what the public summary begins: the association's own words of what was done, as much as there is room."""
    done = next(row["value"] for row in submission.content_json["answers"] if row["key"] == "done")
    return Truncator(" ".join(str(done).split())).chars(SUMMARY_LENGTH)


def accept(*, report: UseReport, summary: str, version: int | None = None) -> UseReport:
    """Accept the report; ``summary`` is published with the award.

    Raises :class:`Refused` without a summary or for one that is too long, Stale when the page is old, Http404 or
    PermissionDenied from the policy.
    """
    said = " ".join(summary.split())
    if not said:
        raise Refused(_("Write a summary: everybody reads it beside the award."))
    if len(said) > SUMMARY_LENGTH:
        raise Refused(_("The summary can have %(number)d characters.") % {"number": SUMMARY_LENGTH})
    changes = {"accepted_at": clock.now(), "accepted_by_id": actors.current().person_id, "public_summary": said}
    with transaction.atomic():
        # The award before the report: one order of locks, since money may move on with it.
        Award.objects.select_for_update(of=("self",)).get(pk=report.award_id)
        return transition(report, "accept", version=version, changes=changes, then=_accepted)


def _accepted(report: UseReport) -> None:
    """What follows from an accepted report, in its transaction and under the award's lock."""
    award = report.award
    if report.kind == ReportKind.INTERIM:
        paying.release(award)
    journal.record("grants.report_accepted", award.application)
    outbox.owe(
        "grants.report_accepted",
        subject=report,
        recipients=recipients(award.association, Area.GRANTS),
        context={**mail_context(report), "summary": report.public_summary},
        path=report.get_absolute_url(),
    )
    pagecache.bump("awards")


def send_back(*, report: UseReport, items: Sequence[str], due_on: date, version: int | None = None) -> UseReport:
    """Return the report with what is missing, thing by thing, to be handed in again by the end of the day in Helsinki.

    Raises :class:`Refused` without items or for a day that isn't to come, and as :func:`accept`.
    """
    texts = [item.strip() for item in items if item.strip()]
    if not texts or len(texts) > MOST_ITEMS:
        raise Refused(_("Say what is missing: one to %(number)d things.") % {"number": MOST_ITEMS})
    today = clock.today()
    if due_on <= today:
        raise Refused(_("Give a day that is still to come."))

    def then(stored: UseReport) -> None:
        made = ReportReturn.objects.create(
            report=stored,
            items=texts,
            due_on=due_on,
            returned_by_id=actors.current().person_id,
            returned_at=clock.now(),
        )
        award = stored.award
        journal.record("grants.report_returned", award.application, details={"items": texts})
        outbox.owe(
            "grants.report_returned",
            subject=stored,
            recipients=recipients(award.association, Area.GRANTS),
            context={**mail_context(stored), "items": texts},
            path=stored.get_absolute_url(),
            discriminator=str(made.pk),
        )

    return transition(
        report, "send_back", version=version, changes={"awaited_on": due_on, "asked_on": today}, then=then
    )
