"""What is left of a call's appropriation, and a continuous call that closes and opens with it."""

from __future__ import annotations

from grants.enums import CallState
from grants.models import Award, Call
from portal import clock
from portal.journal import services as journal
from portal.ui import pagecache


def appropriation_left(call: Call) -> int:
    """Cents of the appropriation that no award has taken yet. One query.

    What is recovered isn't given anew: it comes back to the city, and the award stays what it was.
    """
    return call.appropriation_cents - Award.objects.filter(call=call).cents()


def follow_appropriation(call: Call) -> None:
    """Close a continuous call when less is left than the smallest sum that can be applied for, and open it again.

    Open means: while the appropriation lasts. So it opens by itself when a declined or smaller award frees money and
    its closing moment hasn't gone by. Under the call's lock.
    """
    if not call.while_lasts or call.state != CallState.PUBLISHED:
        return
    lasts = appropriation_left(call) >= min(call.amounts_cents, default=1)
    if lasts == (call.exhausted_at is None) or (lasts and call.closes_at < clock.now()):
        return
    call.exhausted_at = None if lasts else clock.now()
    call.save(update_fields=["exhausted_at"])
    journal.record("grants.call_opened_again" if lasts else "grants.call_used_up", call)
    pagecache.bump("calls")
