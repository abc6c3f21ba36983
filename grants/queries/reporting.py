"""What pages of use reports and audit samples ask."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple

from django.db.models import Exists, OuterRef, QuerySet
from django.http import Http404

from grants import rules
from grants.enums import QuestionKind, ReportKind, ReportState, TableRole
from grants.models import Application, Award, Question, Sample, SampleMember, Submission, UseReport
from grants.models.questions import named
from portal import policy
from portal.prepared import Prepared, any_of
from portal.translated import LANGUAGES, active, in_language

# What is awaited soonest first, stable.
REPORT_ORDER = ("awaited_on", "pk")


@dataclass(frozen=True, slots=True)
class BudgetRow:
    """A row of a granted budget: its name by language, and the cents of its last column (0 for an empty one)."""

    name: dict[str, str]
    cents: int


@dataclass(frozen=True, slots=True)
class BudgetTable:
    """A table of costs or income of the application, as the grant was decided on it; rows by ``rules.budget_rows``."""

    key: str
    label: dict[str, str]
    rows: dict[str, BudgetRow]


def budget_tables(application: Application) -> list[BudgetTable]:
    """The tables of costs and income that were submitted, in their order. Two queries.

    Rows of the call stand in it also where the applicant left them empty: something may have come of them.
    """
    found = Submission.objects.filter(application=application, number=1).first()
    asked = Question.objects.filter(
        call=application.call_id, kind=QuestionKind.TABLE, table_role__in=[TableRole.COSTS, TableRole.INCOME]
    )
    questions = {question.key: question for question in asked}
    rows = found.answers() if found else []
    return [_table(questions[row["key"]], row) for row in rows if row["key"] in questions]


def _table(question: Question, row: dict[str, Any]) -> BudgetTable:
    cents = rules.budget_rows(row["value"] or None)
    names = {
        **{f"row-{one['key']}": {tongue: named(one, tongue) for tongue in LANGUAGES} for one in question.options},
        **{
            f"own-{at}": dict.fromkeys(LANGUAGES, one["name"])
            for at, one in enumerate((row["value"] or {}).get("own", []))
        },
    }
    return BudgetTable(
        question.key, row["label"], {key: BudgetRow(name, cents.get(key, 0)) for key, name in names.items()}
    )


def reports_of(application: Application) -> list[UseReport]:
    """The reports that are asked of the application's grant, the interim one first. One query, none before a grant.

    Each with the award, so that nothing more is asked to show it.
    """
    if application.decided_at is None:
        return []
    rows = policy.visible(UseReport.objects.with_matter()).filter(award__application=application)
    return list(rows.order_by("due_on", "pk"))


def report_of(application: Application, kind: str) -> UseReport:
    """The application's report of the kind, with its matter. One query.

    Raises Http404 for one that isn't there and, alike, for one that this actor may not see.
    """
    found = policy.visible(UseReport.objects.with_matter()).filter(award__application=application, kind=kind).first()
    if found is None:
        raise Http404
    return found


class ReportRow(NamedTuple):
    """What a row of the officers' list shows, in the page's language. Plain values: a page has fifty of them."""

    # As it stands in the address.
    key: str
    case_number: str
    association: str
    call: str
    kind: str
    amount_cents: int
    awaited_on: date
    state: str
    late: bool
    deviates: bool
    in_sample: bool


def _rows(keys: list[int]) -> QuerySet[Any, Any]:
    drawn = SampleMember.objects.filter(award=OuterRef("award"), place__isnull=False)
    language = active()
    return (
        UseReport.objects.filter(pk=any_of(keys))
        .order_by(*REPORT_ORDER)
        .values_list(
            *("pk", "award__application__case_number", f"award__association__name_{language}"),
            *("award__association__name_fi", f"award__call__title_{language}", "award__call__title_fi", "kind"),
            *("award__amount_cents", "awaited_on", "state", "deviates", Exists(drawn)),
        )
    )


_ROWS = Prepared(_rows, list)


def report_rows(reports: QuerySet[UseReport], today: date) -> list[ReportRow]:
    """The page of reports as the list shows them, in the active language.

    Two queries: the page's keys come first, as in the queue.
    """
    found = _ROWS.tuples(list(reports.values_list("pk", flat=True)))
    kinds = {kind.value: str(kind.label) for kind in ReportKind}
    awaited = {ReportState.DRAFT, ReportState.RETURNED}
    return [
        ReportRow(
            str(pk),
            number,
            name or name_fi,
            title or title_fi,
            kinds[kind],
            cents,
            day,
            state,
            state in awaited and day < today,
            deviates and state not in awaited,
            drawn_one,
        )
        for pk, number, name, name_fi, title, title_fi, kind, cents, day, state, deviates, drawn_one in found
    ]


def samples_of(award: Award) -> list[Sample]:
    """The audit samples in which the award was drawn, the newest first. One query."""
    return list(Sample.objects.filter(members__award=award, members__place__isnull=False))


class DrawnRow(NamedTuple):
    """An award that was drawn: its place, case number, and association in the page's language."""

    place: int
    case_number: str
    association: str
    slug: str


def drawn_rows(samples: Iterable[Sample], language: str) -> dict[int, list[DrawnRow]]:
    """Who was drawn by sample, in order. One query. What the actor is shut out of isn't here."""
    rows = policy.visible(SampleMember).filter(sample__in=[sample.pk for sample in samples], place__isnull=False)
    found: dict[int, list[DrawnRow]] = {}
    for sample, place, number, name, name_fi, slug in rows.order_by("sample", "place").values_list(
        *("sample", "place", "case_number", f"award__association__name_{language}", "award__association__name_fi"),
        "award__association__slug",
    ):
        found.setdefault(sample, []).append(DrawnRow(place, number, name or name_fi, slug))
    return found


def sample_title(sample: Sample, language: str) -> str:
    """From what the sample is drawn: the call's name, or the year."""
    return in_language(sample.call, "title", language) if sample.call else str(sample.year)


def auditable(call_id: int | None, year: int | None) -> QuerySet[Award]:
    """The awards from which a sample is drawn: those of the call or of the year of which a use report is asked.

    Not what was declined or revoked: nothing of it was used.
    """
    asked = UseReport.objects.filter(award=OuterRef("pk"), kind=ReportKind.FINAL)
    rows = Award.objects.in_force().filter(Exists(asked))
    return rows.filter(call=call_id) if call_id is not None else rows.filter(decided_on__year=year)
