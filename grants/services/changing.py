"""Change requests: another purpose, time or budget of a grant is asked for, withdrawn, approved or refused."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _
from django.utils.translation import override

from associations.enums import Area
from associations.queries.people import recipients
from grants import queries
from grants.enums import ChangeKind, ReportKind, ReportState
from grants.models import Application, Award, Call, ChangeRequest, Payout, UseReport
from grants.services import change_texts, correcting
from grants.services.sittings import Sitting
from portal import actor as actors
from portal import clock, policy
from portal.decisions.instruction import day_text
from portal.decisions.models import Decision
from portal.journal import services as journal
from portal.outbox import plain
from portal.outbox import services as outbox
from portal.workflow import Refused, edit, transition


@transaction.atomic
def ask(
    *,
    application: Application,
    kind: str,
    asked: str,
    grounds: str,
    arrived_at: datetime,
    report_day: date | None = None,
) -> ChangeRequest:
    """The association asks for a change; the receipt is owed at once, with the time (13/2003 §12).

    ``report_day`` is the day (its end in Helsinki) to which the use report should move. Raises :class:`Refused` without
    text, for a day that isn't later, while another request is handled, once the use report was handed in, and for an
    award that doesn't stand; Http404 or PermissionDenied.
    """
    fresh, report = _locked_matter(application)
    policy.require("grants.ask_change", fresh)
    if not queries.may_ask_change(fresh, _payout(fresh), report):
        raise Refused(_("A change can't be asked for any more."))
    if kind not in ChangeKind.values:
        raise Refused(_("Choose what should change."))
    if not asked.strip() or not grounds.strip():
        raise Refused(_("Say what should change and why."))
    _check_day(kind, report, report_day)
    made = _store(
        award=fresh.award,
        kind=kind,
        asked=asked.strip(),
        grounds=grounds.strip(),
        report_day=report_day,
        received_at=arrived_at,
        made_by_id=actors.current().person_id,
    )
    journal.record("grants.change_asked", fresh)
    outbox.owe(
        "grants.change_received",
        subject=made,
        recipients=recipients(fresh.association, Area.GRANTS),
        context=_context(made),
        path=fresh.get_absolute_url(),
    )
    outbox.owe(
        "grants.change_asked",
        subject=made,
        recipients=queries.handlers(fresh),
        context=_context(made),
        path=queries.change_path(made),
    )
    return made


def withdraw(*, change: ChangeRequest, reason: str = "") -> ChangeRequest:
    """Take the request back: the grant stays as it is. Raises :class:`Refused` once it is decided."""

    def then(stored: ChangeRequest) -> None:
        journal.record("grants.change_withdrawn", stored.award.application, reason=reason)

    return transition(change, "withdraw", changes={"closed_at": clock.now()}, reason=reason, then=then)


def approve(
    *,
    change: ChangeRequest,
    reasons: str,
    sitting: Sitting | None = None,
    public_purpose: str = "",
    report_day: date | None = None,
    version: int | None = None,
) -> ChangeRequest:
    """Approve the change, and move the use report to the day (its end in Helsinki) where one is given.

    Another purpose makes the next version of the decision with the same sum and ``public_purpose``, made as ``sitting``
    says; award and register follow. Another budget is read beside the use report. Raises :class:`Refused` with a
    sentence, Stale, Http404 or PermissionDenied.
    """
    application = change.award.application
    with transaction.atomic():
        Call.objects.select_for_update(of=("self",)).get(pk=application.call_id)
        locked, report = _locked_matter(application)
        fresh = ChangeRequest.objects.with_matter().select_for_update(of=("self",)).get(pk=change.pk)
        policy.require("grants.decide_change", fresh)
        result: Decision | None = None

        def rule(row: ChangeRequest) -> None:
            if not reasons.strip():
                raise Refused(_("A decision needs reasons."))
            if not queries.change_stands(locked, _payout(locked)):
                raise Refused(_("The grant doesn't stand any more, so it can't be changed. Refuse the request."))
            if row.kind == ChangeKind.PURPOSE and public_purpose.strip() == locked.public_purpose:
                raise Refused(_("Write the new purpose: this is the one for which the sum is granted now."))
            _check_day(row.kind, report, report_day)

        if "approve" in fresh.possible() and (version is None or fresh.version == version):
            rule(fresh)
            if fresh.kind == ChangeKind.PURPOSE:
                result = _new_version(fresh, locked, reasons, public_purpose, report_day, sitting)

        def then(stored: ChangeRequest) -> None:
            journal.record("grants.change_approved", locked)
            if report is not None and report_day is not None:
                _move(report, locked, report_day)
            if stored.result_id is None:
                # Of a new version the association hears by itself.
                _tell_decided(stored, approved=True)

        changes = {**_decided(reasons), "moved_to": report_day, "result": result}
        return transition(fresh, "approve", changes=changes, version=version, rule=rule, then=then, held=True)


def refuse(
    *, change: ChangeRequest, reasons: str, sitting: Sitting | None = None, version: int | None = None
) -> ChangeRequest:
    """Leave the grant as it is: a decision of its own with reasons and the instruction, made as ``sitting`` says.

    The award keeps its decision. Raises :class:`Refused` without reasons, Stale, Http404 or PermissionDenied.
    """

    def rule(_row: ChangeRequest) -> None:
        if not reasons.strip():
            raise Refused(_("A decision needs reasons."))

    def then(stored: ChangeRequest) -> None:
        journal.record("grants.change_refused", application)
        _tell_decided(stored, approved=False)

    with transaction.atomic():
        # Applications before what hangs on them; the decision's sections are numbered last.
        application = queries.locked_matter(change.award.application_id)
        fresh = ChangeRequest.objects.with_matter().select_for_update(of=("self",)).get(pk=change.pk)
        policy.require("grants.decide_change", fresh)
        changes = _decided(reasons)
        if "refuse" in fresh.possible() and (version is None or fresh.version == version):
            rule(fresh)
            how = sitting or Sitting(queries.authority_of(application))
            changes["result"] = change_texts.refuse(fresh, application, reasons.strip(), how)
        return transition(fresh, "refuse", changes=changes, version=version, rule=rule, then=then, held=True)


def _locked_matter(application: Application) -> tuple[Application, UseReport | None]:
    """The application and its final report, locked with award and payout between them, in the order of locks."""
    fresh = queries.locked_matter(application.pk)
    award = Award.objects.select_for_update(of=("self",)).filter(application=fresh).first()
    list(Payout.objects.select_for_update(of=("self",)).filter(award=award))
    reports = UseReport.objects.with_matter().select_for_update(of=("self",)).filter(kind=ReportKind.FINAL)
    return fresh, reports.filter(award=award).first() if award is not None else None


def _payout(application: Application) -> Payout | None:
    return Payout.objects.filter(award__application=application).first()


def _check_day(kind: str, report: UseReport | None, day: date | None) -> None:
    """The use report moves only later, and only while nobody has handed it in."""
    if day is None:
        if kind == ChangeKind.TIME and report is not None and report.state == ReportState.DRAFT:
            raise Refused(_("Give the new day of the use report."))
        if kind == ChangeKind.TIME and report is not None:
            raise Refused(_("The use report has been handed in already, so its day can't move any more."))
        return
    if report is None:
        raise Refused(_("No use report is asked of this grant, so it has no day to move."))
    if report.state != ReportState.DRAFT:
        raise Refused(_("The use report has been handed in already, so its day can't move any more."))
    if day <= max(report.awaited_on, clock.today()):
        raise Refused(_("The new day must be to come, and later than the day by which the report is due now."))


def _store(**values: Any) -> ChangeRequest:
    try:
        with transaction.atomic():
            return ChangeRequest.objects.create(**values)
    except IntegrityError:
        raise Refused(_("A change request of this grant is being handled already.")) from None


def _decided(reasons: str) -> dict[str, Any]:
    return {"reasons": reasons.strip(), "decided_by_id": actors.current().person_id, "closed_at": clock.now()}


def _new_version(
    change: ChangeRequest,
    application: Application,
    reasons: str,
    public_purpose: str,
    report_day: date | None,
    sitting: Sitting | None,
) -> Decision:
    made: list[Decision] = []
    with override(queries.language_of(application)):
        on = day_text(clock.local(change.received_at).date())
        said = _("The request of %(day)s to use the grant for another purpose is approved.") % {"day": on}
        if report_day is not None:
            said += " " + _("The use report is due by the end of %(day)s.") % {"day": day_text(report_day)}
        why = _("The association asked on %(day)s to use the grant for another purpose.") % {"day": on}
    correcting.new_version(
        application=application,
        cents=correcting.granted(application),
        reasons=reasons,
        public_purpose=public_purpose,
        corrects=why,
        sitting=sitting or Sitting(queries.authority_of(application)),
        then=made.append,
        outcome=said,
    )
    return made[0]


def _move(report: UseReport, application: Application, day: date) -> None:
    details = {"day": f"{day:%d.%m.%Y}"}
    verb = "grants.report_day_moved"
    # Whoever knows the new day from the decision isn't reminded of it as if it had been told long ago.
    changes = {"awaited_on": day, "asked_on": clock.today()}
    edit(report, permission="grants.move_report_day", verb=verb, changes=changes, details=details)
    journal.record(verb, application, details=details)


def _context(change: ChangeRequest) -> dict[str, Any]:
    award = change.award
    return {
        "association": plain.texts(award.association, "name"),
        "call": plain.texts(award.call, "title"),
        "case_number": award.application.case_number,
        "kind": plain.words(ChangeKind(change.kind).label),
        "received_at": change.received_at,
    }


def _tell_decided(change: ChangeRequest, *, approved: bool) -> None:
    award = change.award
    outbox.owe(
        "grants.change_decided",
        subject=change,
        recipients=recipients(award.association, Area.GRANTS),
        context={
            **_context(change),
            "approved": approved,
            "reasons": change.reasons,
            "report_day": change.moved_to,
            "last_day": change.result.last_day if change.result is not None else None,
        },
        path=award.application.get_absolute_url(),
    )
