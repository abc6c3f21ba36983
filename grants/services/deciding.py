"""The decision: one transaction for decision, award, ledger, journal and letter."""

from __future__ import annotations

from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext as _

from associations.enums import Area, SupportKind
from associations.queries.people import recipients
from associations.services.money import record_support
from grants import queries, rules
from grants.models import Application, Award, Call
from grants.services import paying
from portal import actor as actors
from portal import clock, policy
from portal.accounts.enums import StaffRole
from portal.accounts.models import StaffAssignment, User
from portal.decisions import services as decisions
from portal.decisions.enums import Way
from portal.decisions.models import Decision
from portal.journal import services as journal
from portal.outbox import plain
from portal.outbox import services as outbox
from portal.translated import in_language
from portal.ui import formats, pagecache
from portal.ui.contact import contact
from portal.workflow import Refused, transition


@transaction.atomic
def decide(*, application: Application, reasons: str, version: int | None = None) -> Application:
    """Decide as proposed: grant the proposed sum, or don't grant where zero was proposed.

    Makes the decision (Hallintolaki 434/2003 §§44–47), the award, the ledger's row and the message with the last day
    for rectification. The call's row is locked first, so two deciders at once never exceed the appropriation.
    Raises :class:`Refused` when the sum doesn't fit any more or the reasons are empty, Stale when the page is old.
    """
    # Always the call before the application: one order of locks, no deadlock.
    call = Call.objects.select_for_update(of=("self",)).get(pk=application.call_id)
    amount = application.proposed_cents or 0
    name = "grant" if amount else "reject"

    def rule(locked: Application) -> None:
        if locked.proposed_cents != amount:
            raise Refused(_("The proposal has changed. Open the page again."))
        if not reasons.strip():
            raise Refused(_("A decision needs reasons."))
        given = queries.granted_cents(call)
        if not rules.fits(amount, already_cents=given, appropriation_cents=call.appropriation_cents):
            raise Refused(
                _("The appropriation has %(left)s left. The sum doesn't fit any more.")
                % {"left": formats.money(call.appropriation_cents - given)}
            )

    def then(stored: Application) -> None:
        decision = _make_decision(stored, amount, reasons.strip())
        if amount:
            _award(stored, decision, amount)
        decisions.publish(decision)
        _tell(stored, decision)

    return transition(
        application,
        name,
        changes={"decided_at": clock.now()},
        version=version,
        rule=rule,
        then=then,
        details={"cents": amount},
    )


def _make_decision(application: Application, amount: int, reasons: str) -> Decision:
    association, call = application.association, application.call
    # The language of the matter is that in which the association applied (Kielilaki 423/2003 §§12, 19).
    submission = application.submissions.get(number=1)
    language: str = submission.content_json["language"]
    with translation.override(language):
        name = in_language(association, "name", language)
        if amount:
            outcome = _("%(association)s is granted %(sum)s for: %(purpose)s.") % {
                "association": name,
                "sum": formats.money(amount),
                "purpose": application.public_purpose.rstrip("."),
            }
        else:
            outcome = _("%(association)s is not granted the sum applied for, %(sum)s.") % {
                "association": name,
                "sum": formats.money(application.requested_cents or 0),
            }
        decider = User.objects.get(pk=actors.current().person_id)
        return decisions.make(
            subject=application,
            title=f"{in_language(call, 'title', language)}: {name}",
            authority=call.authority,
            section_series=f"grants:{call.authority}"[:200],
            case_number=application.case_number,
            decided_by=decider,
            decider_title=_title_of(decider),
            parties=[{"name": name, "role": _("applicant"), "identifier": association.register_number}],
            outcome=outcome,
            reasons=reasons,
            basis=in_language(call, "basis", language),
            contact=contact(language),
            way=Way.E_NOTICE,
            language=language,
            # An association is no person; its purpose was checked by the officer (Kuntalaki 410/2015 §140).
            published_title=f"{in_language(call, 'title', language)}: {name}",
            published_text=outcome,
        )


def _title_of(decider: User) -> str:
    """The official title under which the person decides today; the role's name where none is recorded."""
    held = StaffAssignment.objects.in_force().filter(user=decider, role=StaffRole.DECISION_MAKER).exclude(title="")
    found = held.order_by("-starts_on").values_list("title", flat=True).first()
    return found or _("decision maker")


def _award(application: Application, decision: Decision, amount: int) -> None:
    award = Award.objects.create(
        application=application,
        call=application.call,
        association=application.association,
        decision=decision,
        amount_cents=amount,
        decided_on=clock.today(),
        purpose=application.public_purpose,
    )
    record_support(
        association=application.association,
        kind=SupportKind.MONEY,
        value_cents=amount,
        given_on=award.decided_on,
        title=application.call.title_fi,
        source=award,
        de_minimis=application.call.de_minimis,
    )
    paying.plan(award)
    pagecache.bump("awards")
    _close_when_used_up(application.call)


def _close_when_used_up(call: Call) -> None:
    """A continuous call ends when less is left than the smallest sum that can be applied for. Under the call's lock."""
    smallest = min(call.amounts_cents, default=1)
    if call.while_lasts and call.exhausted_at is None and appropriation_left(call) < smallest:
        call.exhausted_at = clock.now()
        call.save(update_fields=["exhausted_at"])
        journal.record("grants.call_used_up", call)
        pagecache.bump("calls")


def _tell(application: Application, decision: Decision) -> None:
    outbox.owe(
        "grants.decision",
        subject=application,
        recipients=recipients(application.association, Area.GRANTS),
        context={
            "case_number": application.case_number,
            "association": plain.texts(application.association, "name"),
            "call": plain.texts(application.call, "title"),
            "outcome": decision.outcome,
            "last_day": decision.last_day,
            "accept_by": queries.accept_by(application),
        },
        path=application.get_absolute_url(),
    )


def appropriation_left(call: Call) -> int:
    """Cents of the appropriation that no award has taken, or that were declined. One query."""
    return call.appropriation_cents - queries.granted_cents(call)


def may_decide(application: Application) -> bool:
    """Whether the current actor may take the decision that the application awaits."""
    return policy.allows("grants.decide_application", application)
