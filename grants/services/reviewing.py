"""The officers' side: take into review, score independently, propose."""

from __future__ import annotations

from collections.abc import Mapping

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from grants import queries, rules
from grants.enums import ApplicationState
from grants.models import Application, Criterion, Review, Score
from grants.services import decision_lists, deminimis
from portal import actor as actors
from portal import clock, policy
from portal.dated.queries import value
from portal.journal import services as journal
from portal.outbox import plain
from portal.outbox import services as outbox
from portal.ui import formats
from portal.workflow import Refused, edit, transition


def take_into_review(*, application: Application) -> Application:
    """Begin to handle a submitted application: the acting employee becomes its preparing officer."""
    return transition(application, "review", changes={"handled_by_id": actors.current().person_id})


@transaction.atomic
def give_review(*, application: Application, scores: Mapping[Criterion, tuple[int, str]]) -> Review:
    """Store the acting officer's points and reasons of the round, once and for all criteria.

    Where the scores of the first round turn out to be as far apart as the dated rule says, a second one begins.
    Raises :class:`Refused` when the officer has scored already, a criterion is missing, points are out of range or a
    reason is empty: scores count only with reasons (Hallintolaki 434/2003 §45).
    """
    fresh = (
        Application.objects.select_for_update(of=("self",)).select_related("call", "association").get(pk=application.pk)
    )
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
                application=fresh,
                reviewer_id=actors.current().person_id,
                round=fresh.round,
                total=total,
                given_at=clock.now(),
            )
    except IntegrityError:
        raise Refused(_("You have scored this application already.")) from None
    Score.objects.bulk_create(
        Score(review=review, criterion=criterion, points=scores[criterion][0], reason=scores[criterion][1].strip())
        for criterion in criteria
    )
    # Without the points: the record of the act must not unblind the next reviewer.
    journal.record("grants.review_given", fresh)
    _begin_second_round(fresh)
    return review


def _begin_second_round(application: Application) -> None:
    """When the last score of the first round shows that the reviewers don't agree."""
    if application.round > 1:
        return
    given = list(application.reviews.filter(round=application.round).values_list("total", "reviewer"))
    limit = value("grants.second_round_spread")
    if len(given) != application.call.scores_needed or rules.spread([total for total, _reviewer in given]) < limit:
        return
    application.round = 2
    application.save(update_fields=["round"])
    journal.record("grants.second_round_begun", application)
    outbox.owe(
        "grants.second_round",
        subject=application,
        # Somebody who has become disqualified since is told nothing more.
        recipients=queries.able_officers(application).filter(pk__in=[who for _total, who in given]),
        context={
            "case_number": application.case_number,
            "association": plain.texts(application.association, "name"),
            "call": plain.texts(application.call, "title"),
        },
        path=queries.handling_path(application),
    )


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

    Raises :class:`Refused` before the call's number of independent scores is in, or for a sum above the request or over
    the ceiling of de minimis aid.
    """

    def rule(locked: Application) -> None:
        if locked.reviews.filter(round=locked.round).count() < locked.call.scores_needed:
            raise Refused(
                _("The application needs %(count)s independent scores before a proposal.")
                % {"count": locked.call.scores_needed}
            )
        _check_proposal(locked, amount_cents, reasons)

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


def edit_proposal(
    *,
    application: Application,
    amount_cents: int,
    reasons: str,
    public_purpose: str,
    public_reasons: str = "",
    version: int | None = None,
) -> Application:
    """Change a proposal that awaits decision; the list on which it is gathered follows.

    Raises as :func:`propose` does, and :class:`Refused` when it stands on a presented list of decisions.
    """
    with transaction.atomic():
        fresh = Application.objects.select_for_update(of=("self",)).select_related("call").get(pk=application.pk)
        policy.require("grants.propose_application", fresh)
        if fresh.state != ApplicationState.PROPOSED:
            raise Refused(_("There is no proposal to change."))
        _check_proposal(fresh, amount_cents, reasons)
        stored = edit(
            fresh,
            permission="grants.propose_application",
            verb="grants.proposal_changed",
            changes={
                "proposed_cents": amount_cents,
                "proposal_reasons": reasons.strip(),
                "public_purpose": public_purpose.strip(),
                "public_reasons": public_reasons.strip(),
                # Who writes the last word prepares, and so doesn't decide.
                "proposed_by_id": actors.current().person_id,
            },
            version=version,
            details={"cents": amount_cents},
        )
        decision_lists.follow(stored)
    return stored


def _check_proposal(application: Application, amount_cents: int, reasons: str) -> None:
    if not 0 <= amount_cents <= (application.requested_cents or 0):
        raise Refused(_("The sum must be between zero and the sum applied for."))
    limit = application.limit_cents
    if limit is not None and amount_cents > limit:
        raise Refused(
            _("The grant covers at most %(percent)s %% of the costs: %(sum)s.")
            % {"percent": application.call.share_percent, "sum": formats.money(limit)}
        )
    if not reasons.strip():
        raise Refused(_("A proposal needs reasons."))
    deminimis.check_ceiling(application, amount_cents, day=clock.today())


def take_back(*, application: Application, reason: str) -> Application:
    """Return a proposed application to review, with a reason. It leaves the list on which it is gathered.

    Raises :class:`Refused` without a reason, or when it stands on a presented list of decisions.
    """

    def rule(locked: Application) -> None:
        if not reason.strip():
            raise Refused(_("Say why the proposal is taken back."))
        decision_lists.release(locked)

    return transition(
        application,
        "reopen",
        changes={"proposed_cents": None, "proposed_by_id": None},
        reason=reason.strip(),
        rule=rule,
    )
