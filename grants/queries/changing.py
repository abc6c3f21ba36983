"""Change requests: of a matter, and as the city's list; whether one may be made."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import NamedTuple

from django.db.models import QuerySet
from django.urls import reverse

from grants.enums import ApplicationState, ChangeKind, ChangeState, PayoutState, ReportKind
from grants.models import Application, ChangeRequest, Payout, UseReport


def changes_of(application: Application) -> list[ChangeRequest]:
    """All change requests of the application's grant, the oldest first. One query, none before a decision."""
    if application.decided_at is None:
        return []
    rows = ChangeRequest.objects.filter(award__application=application)
    rows = rows.select_related("made_by", "decided_by", "result__sealed")
    return list(rows.order_by("received_at", "pk"))


def changes_agreed(application: Application) -> list[ChangeRequest]:
    """Those that were approved, as they are read beside the use report. One query."""
    rows = ChangeRequest.objects.filter(award__application=application, state=ChangeState.APPROVED)
    return list(rows.order_by("closed_at", "pk"))


def open_change(application: Application) -> ChangeRequest | None:
    """The request that nobody has decided on, with its matter. One query."""
    return ChangeRequest.objects.open().with_matter().filter(award__application=application).first()


def final_report(reports: Iterable[UseReport]) -> UseReport | None:
    """The report of the whole grant among the award's reports; None where none is asked."""
    return next((report for report in reports if report.kind == ReportKind.FINAL), None)


def change_stands(application: Application, payout: Payout | None) -> bool:
    """Whether there is a grant to change: neither revoked by a later decision nor declined. No query."""
    declined = payout is not None and payout.state == PayoutState.DECLINED
    return application.state == ApplicationState.GRANTED and not declined


def may_ask_change(application: Application, payout: Payout | None, report: UseReport | None) -> bool:
    """Whether a change may be asked for: of a grant that stands, until its use report was handed in. No query."""
    return change_stands(application, payout) and (report is None or report.handed_in_at is None)


def change_path(found: ChangeRequest) -> str:
    """The city's page of the request, for a message."""
    return reverse("grants:change_detail", args=[found.pk])


class ChangeRow(NamedTuple):
    """What a row of the city's list shows. Plain values."""

    key: str
    case_number: str
    association: str
    kind: str
    received_at: datetime
    state: str


def change_rows(rows: QuerySet[ChangeRequest], language: str) -> list[ChangeRow]:
    """Change requests as the city's list shows them. One query."""
    kinds = {kind.value: str(kind.label) for kind in ChangeKind}
    found = rows.values_list(
        *("pk", "award__application__case_number", f"award__association__name_{language}"),
        *("award__association__name_fi", "kind", "received_at", "state"),
    )
    return [
        ChangeRow(str(pk), number, name or name_fi, kinds[kind], received_at, state)
        for pk, number, name, name_fi, kind, received_at, state in found
    ]
