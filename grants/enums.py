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


class PrinciplesState(models.TextChoices):
    """A version of the grant principles is written, then published for good."""

    DRAFT = "draft", _("draft")
    PUBLISHED = "published", _("published")


class AimKind(models.TextChoices):
    """What a call serves."""

    GOAL = "goal", _("strategic goal")
    EMPHASIS = "emphasis", _("emphasis")


class CompletionState(models.TextChoices):
    """Where a completion request stands. Whether it is late follows from its day."""

    OPEN = "open", _("open")
    ANSWERED = "answered", _("answered")
    CANCELLED = "cancelled", _("cancelled")


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
    TABLE = "table", _("table with sums")
    FILE = "file", _("file")
    BANK_ACCOUNT = "bank_account", _("bank account from the profile")


class TableRole(models.TextChoices):
    """What a table with sums tells: the portal adds up costs and income, and compares them with the sum applied for."""

    COSTS = "costs", _("costs")
    INCOME = "income", _("income")
    OTHER = "other", _("something else")


# Kinds whose answers are among the question's own options.
WITH_OPTIONS = frozenset({QuestionKind.CHOICE, QuestionKind.CHOICES})
# Kinds on whose answer it can depend whether another question is asked.
DECIDING = WITH_OPTIONS | {QuestionKind.DECLARATION}
# What a ticked declaration is stored as.
TICKED = "yes"


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
}

PRINCIPLES_WORKFLOW = {
    "publish": Transition(
        frozenset({PrinciplesState.DRAFT}),
        PrinciplesState.PUBLISHED,
        "grants.manage_principles",
        "grants.principles_published",
        _("Publish"),
    ),
}

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
