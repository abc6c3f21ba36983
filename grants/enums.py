"""States of calls and applications with their tables, and the kinds of grant and question."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from portal.workflow import Transition


class CallKind(models.TextChoices):
    """Categories of grants (domain.md: five in Pori, and the start-up grant)."""

    PARTNERSHIP = "partnership", _("partnership-based grant")
    OPERATING = "operating", _("operating grant")
    PROJECT = "project", _("project grant")
    EVENT = "event", _("event grant")
    LIGHT = "light", _("light grant")
    START_UP = "start_up", _("start-up grant")


class CallState(models.TextChoices):
    """What an officer has done with a call. Coming, open and closed follow from its moments and the clock."""

    DRAFT = "draft", _("draft")
    PUBLISHED = "published", _("published")
    DECIDED = "decided", _("decided")
    ARCHIVED = "archived", _("archived")


class Phase(models.TextChoices):
    """Where a published call stands at an instant."""

    COMING = "coming", _("opens later")
    OPEN = "open", _("open")
    CLOSED = "closed", _("closed")


class QuestionKind(models.TextChoices):
    """What kind of answer a question takes."""

    TEXT = "text", _("short text")
    LONG_TEXT = "long_text", _("long text")
    NUMBER = "number", _("number")
    MONEY = "money", _("sum of money")
    DATE = "date", _("date")
    CHOICE = "choice", _("one of several")
    CHOICES = "choices", _("any of several")
    DECLARATION = "declaration", _("declaration that is ticked")
    AMOUNT_CHOICE = "amount_choice", _("one of the call's sums")
    BANK_ACCOUNT = "bank_account", _("bank account from the profile")


# Kinds whose answers are among the question's own options.
WITH_OPTIONS = frozenset({QuestionKind.CHOICE, QuestionKind.CHOICES})
# Kinds on whose answer it can depend whether another question is asked.
DECIDING = WITH_OPTIONS | {QuestionKind.DECLARATION}
# What a ticked declaration is stored as.
TICKED = "yes"


class ApplicationState(models.TextChoices):
    """Where an application stands."""

    DRAFT = "draft", _("draft")
    SUBMITTED = "submitted", _("submitted")
    IN_REVIEW = "in_review", _("being reviewed")
    PROPOSED = "proposed", _("awaits decision")
    GRANTED = "granted", _("granted")
    REJECTED = "rejected", _("not granted")
    WITHDRAWN = "withdrawn", _("withdrawn")


S = ApplicationState

# Before the decision the applicant may withdraw; after it only the decision's own ways are left.
OPEN_STATES = frozenset({S.SUBMITTED, S.IN_REVIEW, S.PROPOSED})
DECIDED_STATES = frozenset({S.GRANTED, S.REJECTED})

CALL_WORKFLOW = {
    "publish": Transition(
        frozenset({CallState.DRAFT}), CallState.PUBLISHED, "grants.manage_call", "grants.call_published", _("Publish")
    ),
    "close_book": Transition(
        frozenset({CallState.PUBLISHED}),
        CallState.DECIDED,
        "grants.manage_call",
        "grants.call_decided",
        _("All decided"),
    ),
    "archive": Transition(
        frozenset({CallState.DECIDED}), CallState.ARCHIVED, "grants.manage_call", "grants.call_archived", _("Archive")
    ),
}

APPLICATION_WORKFLOW = {
    "submit": Transition(
        frozenset({S.DRAFT}), S.SUBMITTED, "grants.submit_application", "grants.application_submitted", _("Submit")
    ),
    "withdraw": Transition(
        frozenset({S.DRAFT, S.SUBMITTED, S.IN_REVIEW}),
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
}
