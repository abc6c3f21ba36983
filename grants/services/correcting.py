"""A decided application gets a new version of its decision: a correction of the authority's own error."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import override

from grants import queries
from grants.enums import CorrectionGround
from grants.models import Application, Award, Call
from grants.services import awarding, decision_texts, deminimis, sittings
from grants.services.deciding import check_fits
from grants.services.sittings import Sitting
from portal import clock, policy
from portal.decisions import services as decisions
from portal.decisions.enums import Remedy
from portal.decisions.models import Decision
from portal.journal import services as journal
from portal.workflow import Refused, transition

# Of Hallintolaki 434/2003.
_SECTION: dict[str, int] = {
    CorrectionGround.WRITING: 51,
    CorrectionGround.FACTS: 50,
    CorrectionGround.PROCEDURE: 50,
}


def correct(
    *,
    application: Application,
    cents: int,
    reasons: str,
    public_purpose: str,
    ground: str,
    corrects: str,
    consent: str = "",
    sitting: Sitting | None = None,
    version: int | None = None,
) -> Application:
    """Correct the decision: another sum from nothing to the sum applied for, other reasons, or both.

    Award and ledger follow, the appropriation counts the former sum as free, and the association is told. To the
    association's harm only with its consent, or where it caused a plain error itself (Hallintolaki 434/2003 §50).
    Raises :class:`Refused` with a sentence, Stale, Http404 or PermissionDenied.
    """

    def rule(locked: Application) -> None:
        if ground not in CorrectionGround.values:
            raise Refused(_("Choose what the law lets you correct."))
        if cents < granted(locked) and ground != CorrectionGround.WRITING and not consent:
            raise Refused(
                _("A decision is corrected to the association's harm only when it has agreed, or caused the error.")
            )

    current = queries.decision_of(application)
    with override(queries.language_of(application)):
        basis = _("Hallintolaki 434/2003 §%(number)d") % {"number": _SECTION.get(ground, 50)}
    return new_version(
        application=application,
        cents=cents,
        reasons=reasons,
        public_purpose=public_purpose,
        corrects=corrects,
        sitting=sitting or sittings.of_call(application.call),
        version=version,
        rule=rule,
        basis=basis,
        # What may be asked against the corrected decision is what could be asked against the earlier one.
        remedy=current.remedy if current is not None else Remedy.RECTIFICATION,
    )


def new_version(
    *,
    application: Application,
    cents: int,
    reasons: str,
    public_purpose: str,
    corrects: str,
    sitting: Sitting,
    version: int | None = None,
    rule: Callable[[Application], None] | None = None,
    then: Callable[[Decision], None] | None = None,
    **more: Any,
) -> Application:
    """Make the next version of the decision and bring award and ledger in line with it. Under the call's lock.

    ``more`` goes to the document: basis, outcome, remedy. Raises as :func:`correct`.
    """
    with transaction.atomic():
        call = Call.objects.select_for_update(of=("self",)).get(pk=application.call_id)

        def check(locked: Application) -> None:
            if not 0 <= cents <= (locked.requested_cents or 0):
                raise Refused(_("The sum must be between zero and the sum applied for."))
            if not reasons.strip():
                raise Refused(_("A decision needs reasons."))
            if not corrects.strip():
                raise Refused(_("Say why the earlier decision is changed."))
            if cents and not public_purpose.strip():
                raise Refused(_("Say for what the sum is granted: the purpose stands in the decision and in the list."))
            if rule is not None:
                rule(locked)
            if cents > (before := granted(locked)):
                # The earlier sum is free for the new one. A lower sum always fits.
                others = Award.objects.filter(call=call).exclude(application=locked).cents()
                check_fits(call, cents, already=others)
                deminimis.check_ceiling(locked, cents - before, day=clock.today(), held=True)

        def store(stored: Application) -> None:
            decision = decision_texts.make(
                stored,
                cents,
                reasons.strip(),
                sitting,
                previous=queries.decision_of(stored),
                corrects=corrects.strip(),
                **more,
            )
            awarding.change(stored, decision, cents)
            decision_texts.tell(stored, decision)
            if then is not None:
                then(decision)

        return transition(
            application,
            "correct_granted" if cents else "correct_rejected",
            # The public reasons were those of the earlier sum: of the new version only the outcome is published.
            changes={"public_purpose": public_purpose.strip(), "public_reasons": ""},
            reason=corrects.strip(),
            version=version,
            rule=check,
            then=store,
            details={"cents": cents},
        )


def granted(application: Application) -> int:
    """What the association has been granted as things stand, in cents. One query."""
    return Award.objects.filter(application=application).cents()


@transaction.atomic
def note_service(*, application: Application, on: date) -> Decision:
    """Note the day on which the newest decision was served with a certificate; its last day follows from it.

    Raises :class:`Refused` when the day is known already or lies outside of decision and today; Http404 or
    PermissionDenied.
    """
    fresh = Application.objects.select_for_update(of=("self",)).get(pk=application.pk)
    policy.require("grants.note_service", fresh)
    current = queries.decision_of(fresh)
    if current is None:
        raise Refused(_("There is no decision yet."))
    noted = decisions.served(current, on=on)
    journal.record("grants.decision_served", fresh, details={"day": f"{on:%d.%m.%Y}"})
    return noted
