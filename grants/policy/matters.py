"""Who may see and do what with grants."""

from __future__ import annotations

from django.db.models import Count, F, OuterRef, Q, QuerySet, Subquery

from associations.enums import Area
from associations.policy import acts_for, has_right, own_rows, shut_out
from grants.enums import UNSENT_STATES, ApplicationState, CallState, PrinciplesState
from grants.models import Application, Award, Call, CompletionRequest, Principles, Review
from portal.accounts.enums import Right
from portal.actor import Actor
from portal.decisions import registry as decisions
from portal.policy import bar, permission, visible_to

# A decision on an application and its files are seen by whom the application is.
decisions.shown_by("grants.Application", "grants.view_application")


@visible_to(Call)
def _calls(actor: Actor, rows: QuerySet[Call]) -> QuerySet[Call]:
    return rows if has_right(actor, Right.GRANTS_READ) else rows.exclude(state=CallState.DRAFT)


@permission("grants.manage_call")
def _manage_call(actor: Actor, call: Call) -> bool:
    return has_right(actor, Right.GRANTS_CALLS)


@visible_to(Application)
def _applications(actor: Actor, rows: QuerySet[Application]) -> QuerySet[Application]:
    if has_right(actor, Right.GRANTS_READ):
        # A draft is the association's own until it is handed in.
        return rows.filter(submitted_at__isnull=False)
    return own_rows(actor, rows, "association", Area.GRANTS)


@bar(Application)
def _shut_out_of_applications(actor: Actor) -> Q | None:
    return shut_out(actor)


@permission("grants.view_application")
def _view_application(actor: Actor, application: Application) -> bool:
    if has_right(actor, Right.GRANTS_READ):
        return application.submitted_at is not None
    return acts_for(actor, application.association_id, Area.GRANTS)


def _own(actor: Actor, application: Application) -> bool:
    return acts_for(actor, application.association_id, Area.GRANTS)


permission("grants.edit_application")(_own)
permission("grants.withdraw_application")(_own)


@permission("grants.submit_application")
def _submit(actor: Actor, application: Application) -> bool:
    # What binds the association is handed in by somebody with the right to sign.
    return _own(actor, application) and acts_for(actor, application.association_id, Area.SIGNING)


@permission("grants.start_application")
def _start(actor: Actor, call: Call) -> bool:
    return actor.acting_for is not None and Area.GRANTS in actor.areas


@permission("grants.list_applications")
def _list(actor: Actor, obj: object) -> bool:
    return has_right(actor, Right.GRANTS_READ)


@permission("grants.handle_application")
def _handle(actor: Actor, application: Application) -> bool:
    return has_right(actor, Right.GRANTS_REVIEW)


@permission("grants.score_application")
def _score(actor: Actor, application: Application) -> bool:
    if not has_right(actor, Right.GRANTS_REVIEW) or application.state != ApplicationState.IN_REVIEW:
        return False
    named = list(Call.reviewers.through.objects.filter(call_id=application.call_id).values_list("user_id", flat=True))
    return not named or actor.user_id in named


@permission("grants.ask_completion")
def _ask_completion(actor: Actor, obj: Application | CompletionRequest) -> bool:
    # The bar of disqualification is asked of the application, on which everything hangs.
    return has_right(actor, Right.GRANTS_REVIEW)


@permission("grants.answer_completion")
def _answer_completion(actor: Actor, request: CompletionRequest) -> bool:
    return _own(actor, request.application)


@permission("grants.write_message")
def _write_message(actor: Actor, application: Application) -> bool:
    # Nobody at the city sees what hasn't been handed in.
    sent = application.submitted_at is not None
    return sent and (_own(actor, application) or has_right(actor, Right.GRANTS_REVIEW))


@permission("grants.manage_principles")
def _manage_principles(actor: Actor, principles: Principles) -> bool:
    return has_right(actor, Right.GRANTS_CALLS)


@visible_to(Principles)
def _principles(actor: Actor, rows: QuerySet[Principles]) -> QuerySet[Principles]:
    return rows if has_right(actor, Right.GRANTS_READ) else rows.exclude(state=PrinciplesState.DRAFT)


@visible_to(CompletionRequest)
def _completions(actor: Actor, rows: QuerySet[CompletionRequest]) -> QuerySet[CompletionRequest]:
    if has_right(actor, Right.GRANTS_READ):
        return rows
    return own_rows(actor, rows, "application__association", Area.GRANTS)


@bar(CompletionRequest)
def _shut_out_of_completions(actor: Actor) -> Q | None:
    return shut_out(actor, "application__association")


@permission("grants.propose_application")
def _propose(actor: Actor, application: Application) -> bool:
    return has_right(actor, Right.GRANTS_PROPOSE)


@permission("grants.decide_application")
def _decide(actor: Actor, application: Application) -> bool:
    # Preparing and deciding are kept apart, also for somebody who holds both roles.
    return has_right(actor, Right.GRANTS_DECIDE) and application.proposed_by_id != actor.user_id


_BEFORE_PROPOSAL = [*UNSENT_STATES, ApplicationState.SUBMITTED, ApplicationState.IN_REVIEW]


@visible_to(Review)
def _reviews(actor: Actor, rows: QuerySet[Review]) -> QuerySet[Review]:
    """One's own until the call's number of reviews is in; then all, for those who handle, decide or audit.

    In a second round the first one is seen.
    """
    if not has_right(actor, Right.GRANTS_READ):
        return rows.none()
    if has_right(actor, Right.GRANTS_REVIEW):
        return rows.filter(_all_in() | Q(reviewer_id=actor.user_id))
    return rows.filter(_all_in())


@bar(Review)
def _shut_out_of_reviews(actor: Actor) -> Q | None:
    return shut_out(actor, "application__association")


def _all_in() -> Q:
    # Once proposed, the scores are in whatever the call says later. Counted for the matter at hand, not for all.
    given = Review.objects.filter(application=OuterRef("application"), round=OuterRef("round")).order_by()
    number = Subquery(given.values("application").annotate(number=Count("pk")).values("number"))
    return (
        ~Q(application__state__in=_BEFORE_PROPOSAL)
        | Q(round__lt=F("application__round"))
        | Q(application__call__scores_needed__lte=number)
    )


@visible_to(Award)
def _awards(actor: Actor, rows: QuerySet[Award]) -> QuerySet[Award]:
    # What was revoked stands in its matter, not among what has been given.
    return rows.filter(revoked_on__isnull=True)
