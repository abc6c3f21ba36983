"""The officers' side: take into review, score independently, propose."""

from __future__ import annotations

from collections.abc import Mapping

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from grants import rules
from grants.models import Application, Criterion, Review, Score
from portal import actor as actors
from portal import clock, policy
from portal.journal import services as journal
from portal.workflow import Refused, transition


def take_into_review(*, application: Application) -> Application:
    """Begin to handle a submitted application: the acting employee becomes its preparing officer."""
    return transition(application, "review", changes={"handled_by_id": actors.current().person_id})


@transaction.atomic
def give_review(*, application: Application, scores: Mapping[Criterion, tuple[int, str]]) -> Review:
    """Store the acting officer's points and reasons, once and for all criteria.

    Raises :class:`Refused` when the officer has scored already, a criterion is missing, points are out of range or a
    reason is empty: scores count only with reasons (Hallintolaki 434/2003 §45).
    """
    fresh = Application.objects.select_for_update(of=("self",)).select_related("call").get(pk=application.pk)
    policy.require("grants.score_application", fresh)
    criteria = list(fresh.call.criteria.all())
    for criterion in criteria:
        points, reason = scores.get(criterion, (-1, ""))
        if not 0 <= points <= criterion.max_points or not reason.strip():
            raise Refused(_("Give points and a reason on every criterion."))
    total = rules.total(
        rules.Point(criterion.pk, scores[criterion][0], criterion.max_points, criterion.weight)
        for criterion in criteria
    )
    try:
        with transaction.atomic():
            review = Review.objects.create(
                application=fresh, reviewer_id=actors.current().person_id, total=total, given_at=clock.now()
            )
    except IntegrityError:
        raise Refused(_("You have scored this application already.")) from None
    Score.objects.bulk_create(
        Score(review=review, criterion=criterion, points=scores[criterion][0], reason=scores[criterion][1].strip())
        for criterion in criteria
    )
    # Without the points: the record of the act must not unblind the next reviewer.
    journal.record("grants.review_given", fresh)
    return review


def propose(
    *,
    application: Application,
    amount_cents: int,
    reasons: str,
    public_purpose: str,
    public_reasons: str = "",
    version: int | None = None,
) -> Application:
    """Propose a sum in cents (0: not to grant) with reasons.

    ``public_purpose`` and ``public_reasons`` are for everyone: the officer has seen to it that they name no person
    (Kuntalaki 410/2015 §140). Without public reasons the published decision says the outcome alone.

    Raises :class:`Refused` before the call's number of independent scores is in, or for a sum above the request.
    """

    def rule(locked: Application) -> None:
        if locked.reviews.count() < locked.call.scores_needed:
            raise Refused(
                _("The application needs %(count)s independent scores before a proposal.")
                % {"count": locked.call.scores_needed}
            )
        if not 0 <= amount_cents <= (locked.requested_cents or 0):
            raise Refused(_("The sum must be between zero and the sum applied for."))
        if not reasons.strip():
            raise Refused(_("A proposal needs reasons."))

    return transition(
        application,
        "propose",
        changes={
            "proposed_cents": amount_cents,
            "proposal_reasons": reasons.strip(),
            "public_purpose": public_purpose.strip(),
            "public_reasons": public_reasons.strip(),
            "proposed_by_id": actors.current().person_id,
        },
        version=version,
        rule=rule,
        details={"cents": amount_cents},
    )


def take_back(*, application: Application, reason: str) -> Application:
    """Return a proposed application to review, with a reason."""

    def rule(locked: Application) -> None:
        if not reason.strip():
            raise Refused(_("Say why the proposal is taken back."))

    return transition(
        application,
        "reopen",
        changes={"proposed_cents": None, "proposed_by_id": None},
        reason=reason.strip(),
        rule=rule,
    )
