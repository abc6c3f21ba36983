"""A call as a copy of an earlier one."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from dateutil.relativedelta import relativedelta
from django.db import transaction

from grants.models import Call, Criterion, EligibilityQuestion, Question, Section
from grants.services.building import TEXTS, check_moments
from grants.services.parts import CRITERION_TEXTS, ELIGIBILITY_TEXTS, QUESTION_TEXTS, SECTION_TEXTS
from portal import policy
from portal.journal import services as journal

_CALL = (
    *("kind", "authority", "appropriation_cents", "amounts_cents", "scores_needed", "de_minimis"),
    *("while_lasts", "share_percent", "awards_a_year", "parts", "principles_id"),
    *("report_months", "interim_months"),
    *("pay_days", "pay_parts", "pay_waits"),
    *sorted(TEXTS),
)
_SECTION = ("order", *sorted(SECTION_TEXTS))
_QUESTION = (
    *(
        "key",
        "kind",
        "order",
        "required",
        "carries_over",
        "max_length",
        "lowest",
        "highest",
        "options",
        "is_requested_sum",
    ),
    *("columns", "own_rows", "table_role", "document_kind", "most_files", "asked_if_values", *sorted(QUESTION_TEXTS)),
)
_CRITERION = ("order", "weight", "max_points", *sorted(CRITERION_TEXTS))
_ELIGIBILITY = ("order", "fits", *sorted(ELIGIBILITY_TEXTS))


_DAYS = ("report_due_on", "interim_due_on")


def _copied(row: Any, names: tuple[str, ...]) -> dict[str, Any]:
    return {name: getattr(row, name) for name in names}


@transaction.atomic
def copy_call(*, call: Call, opens_at: datetime, closes_at: datetime) -> Call:
    """A new draft with everything of the call but its moments and what came of it.

    Days by which reports are due move on by as many years as the opening. Both moments are aware. Raises
    PermissionDenied, and Refused where they don't fit.
    """
    policy.require("grants.manage_call", call)
    check_moments(opens_at, closes_at)
    later = relativedelta(years=opens_at.year - call.opens_at.year)
    days = {name: day + later if (day := getattr(call, name)) else None for name in _DAYS}
    made = Call.objects.create(opens_at=opens_at, closes_at=closes_at, **_copied(call, _CALL), **days)
    made.aims.set(call.aims.all())
    made.reviewers.set(call.reviewers.all())
    sections: dict[int | None, Section | None] = {None: None}
    for section in call.sections.all():
        sections[section.pk] = Section.objects.create(call=made, **_copied(section, _SECTION))
    questions: dict[int | None, Question | None] = {None: None}
    # In order, so that what a question hangs on is stored before it.
    for one in call.questions.all():
        links = {"section": sections[one.section_id], "asked_if": questions[one.asked_if_id]}
        questions[one.pk] = Question.objects.create(call=made, **links, **_copied(one, _QUESTION))
    Criterion.objects.bulk_create(Criterion(call=made, **_copied(one, _CRITERION)) for one in call.criteria.all())
    EligibilityQuestion.objects.bulk_create(
        EligibilityQuestion(call=made, **_copied(one, _ELIGIBILITY)) for one in call.eligibility.all()
    )
    journal.record("grants.call_copied", made, details={"from": call.title})
    return made
