"""States of applications and of completion requests, with their tables."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from portal.workflow import Transition


class ApplicationState(models.TextChoices):
    """Where an application stands."""

    DRAFT = "draft", _("draft")
    SIGNED = "signed", _("awaits the second signature")
    SUBMITTED = "submitted", _("submitted")
    IN_REVIEW = "in_review", _("being reviewed")
    PROPOSED = "proposed", _("awaits decision")
    GRANTED = "granted", _("granted")
    REJECTED = "rejected", _("not granted")
    WITHDRAWN = "withdrawn", _("withdrawn")


S = ApplicationState

# Until it is handed in an application is the association's own.
UNSENT_STATES = frozenset({S.DRAFT, S.SIGNED})
# Before the decision the applicant may withdraw; after it only the decision's own ways are left.
OPEN_STATES = frozenset({S.SUBMITTED, S.IN_REVIEW, S.PROPOSED})
DECIDED_STATES = frozenset({S.GRANTED, S.REJECTED})

APPLICATION_WORKFLOW = {
    "sign": Transition(
        frozenset({S.DRAFT}), S.SIGNED, "grants.submit_application", "grants.application_signed", _("Sign")
    ),
    "unsign": Transition(
        frozenset({S.SIGNED}),
        S.DRAFT,
        "grants.edit_application",
        "grants.signature_taken_back",
        _("Take the signature back and edit"),
    ),
    "submit": Transition(
        frozenset({S.DRAFT, S.SIGNED}),
        S.SUBMITTED,
        "grants.submit_application",
        "grants.application_submitted",
        _("Submit"),
    ),
    "withdraw": Transition(
        frozenset({S.DRAFT, S.SIGNED, S.SUBMITTED, S.IN_REVIEW}),
        S.WITHDRAWN,
        "grants.withdraw_application",
        "grants.application_withdrawn",
        _("Withdraw"),
    ),
    "review": Transition(
        frozenset({S.SUBMITTED}),
        S.IN_REVIEW,
        "grants.handle_application",
        "grants.review_started",
        _("Take into review"),
    ),
    "propose": Transition(
        frozenset({S.IN_REVIEW}), S.PROPOSED, "grants.propose_application", "grants.application_proposed", _("Propose")
    ),
    "reopen": Transition(
        frozenset({S.PROPOSED}),
        S.IN_REVIEW,
        "grants.propose_application",
        "grants.proposal_withdrawn",
        _("Take the proposal back"),
    ),
    "grant": Transition(
        frozenset({S.PROPOSED}), S.GRANTED, "grants.decide_application", "grants.application_granted", _("Grant")
    ),
    "reject": Transition(
        frozenset({S.PROPOSED}),
        S.REJECTED,
        "grants.decide_application",
        "grants.application_rejected",
        _("Don't grant"),
    ),
    # After the decision only a new version of it changes what was given: a correction, or what a request for
    # rectification leads to.
    "correct_granted": Transition(
        DECIDED_STATES, S.GRANTED, "grants.correct_decision", "grants.decision_corrected", _("Correct to a grant")
    ),
    "correct_rejected": Transition(
        DECIDED_STATES, S.REJECTED, "grants.correct_decision", "grants.decision_corrected", _("Correct to no grant")
    ),
}


class CompletionState(models.TextChoices):
    """Where a completion request stands. Whether it is late follows from its day."""

    OPEN = "open", _("open")
    ANSWERED = "answered", _("answered")
    CANCELLED = "cancelled", _("cancelled")


COMPLETION_WORKFLOW = {
    "answer": Transition(
        frozenset({CompletionState.OPEN}),
        CompletionState.ANSWERED,
        "grants.answer_completion",
        "grants.completion_answered",
        _("Send the answers"),
    ),
    "cancel": Transition(
        frozenset({CompletionState.OPEN}),
        CompletionState.CANCELLED,
        "grants.ask_completion",
        "grants.completion_cancelled",
        _("Cancel the request"),
    ),
}
