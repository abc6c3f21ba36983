"""Who may see and do what with use reports and audit samples."""

from __future__ import annotations

from django.db.models import Q, QuerySet

from associations.enums import Area
from associations.policy import acts_for, has_right, own_rows, shut_out
from grants.models import Sample, SampleMember, UseReport
from portal.accounts.enums import Right
from portal.actor import Actor
from portal.policy import bar, permission, visible_to


@visible_to(UseReport)
def _reports(actor: Actor, rows: QuerySet[UseReport]) -> QuerySet[UseReport]:
    # That one is awaited the city must see; what the draft says is guarded by the permission to view it.
    if has_right(actor, Right.GRANTS_READ):
        return rows
    return own_rows(actor, rows, "award__association", Area.GRANTS)


@bar(UseReport)
def _shut_out_of_reports(actor: Actor) -> Q | None:
    return shut_out(actor, "award__association")


def _own(actor: Actor, report: UseReport) -> bool:
    return acts_for(actor, report.award.association_id, Area.GRANTS)


permission("grants.edit_report")(_own)


@permission("grants.view_report")
def _view_report(actor: Actor, report: UseReport) -> bool:
    # What hasn't been handed in is the association's own.
    return _own(actor, report) or (report.handed_in_at is not None and has_right(actor, Right.GRANTS_READ))


@permission("grants.hand_in_report")
def _hand_in_report(actor: Actor, report: UseReport) -> bool:
    # It binds the association as to what public money was used for, so it takes the right to sign.
    return _own(actor, report) and acts_for(actor, report.award.association_id, Area.SIGNING)


@permission("grants.handle_report")
def _handle_report(actor: Actor, report: UseReport) -> bool:
    return has_right(actor, Right.GRANTS_REVIEW)


@visible_to(Sample)
def _samples(actor: Actor, rows: QuerySet[Sample]) -> QuerySet[Sample]:
    # A sample is announced to everybody, before it is drawn and after.
    return rows


@visible_to(SampleMember)
def _sample_members(actor: Actor, rows: QuerySet[SampleMember]) -> QuerySet[SampleMember]:
    return rows


@bar(SampleMember)
def _shut_out_of_samples(actor: Actor) -> Q | None:
    return shut_out(actor, "award__association")


@permission("grants.draw_sample")
def _draw_sample(actor: Actor, sample: Sample | None) -> bool:
    return has_right(actor, Right.GRANTS_REVIEW)
