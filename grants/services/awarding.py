"""The award of a decision and the ledger's rows: as given, changed or revoked by a new version of the decision."""

from __future__ import annotations

from grants.models import Application, Award
from grants.services import deminimis, paying, reporting
from grants.services.lasting import follow_appropriation
from portal import clock
from portal.decisions.models import Decision
from portal.ui import pagecache


def give(application: Application, decision: Decision, cents: int) -> Award:
    """The award of a decision that grants; the ledger's row has the award as its source. Under the call's lock."""
    award = Award.objects.create(
        application=application,
        call=application.call,
        association=application.association,
        decision=decision,
        amount_cents=cents,
        decided_on=clock.local(decision.decided_at).date(),
        purpose=application.public_purpose,
    )
    deminimis.record_money(award, cents, given_on=award.decided_on, title=application.call.title_fi, source=award)
    reporting.plan(award)
    paying.plan(award)
    pagecache.bump("awards")
    follow_appropriation(application.call)
    return award


def change(application: Application, decision: Decision, cents: int) -> None:
    """Bring the award in line with a new version of the decision, cents being the whole new sum. Under the call's lock.

    The ledger gets the difference with the new version as its source, so that its sum is the award's. An award of zero
    is revoked, not deleted, and stands again when a later version grants.
    """
    award = Award.objects.select_for_update(of=("self",)).filter(application=application).first()
    if award is None:
        if cents:
            give(application, decision, cents)
        return
    before = award.cents_in_force
    award.decision = decision
    award.revoked_on = None if cents else max(clock.today(), award.decided_on)
    award.amount_cents = cents or award.amount_cents
    award.purpose = application.public_purpose
    award.save(update_fields=["decision", "revoked_on", "amount_cents", "purpose"])
    if cents != before:
        more = cents - before
        deminimis.record_money(award, more, given_on=clock.today(), title=application.call.title_fi, source=decision)
    _award_changed(award, cents)


def _award_changed(award: Award, cents: int) -> None:
    """What follows when an award's sum became another one; cents as things stand, 0 when it was revoked."""
    paying.replan(award, cents)
    pagecache.bump("awards")
    follow_appropriation(award.call)
