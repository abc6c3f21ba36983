"""Categories and states of calls and principles."""

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


class PrinciplesState(models.TextChoices):
    """A version of the grant principles is written, then published for good."""

    DRAFT = "draft", _("draft")
    PUBLISHED = "published", _("published")


class AimKind(models.TextChoices):
    """What a call serves."""

    GOAL = "goal", _("strategic goal")
    EMPHASIS = "emphasis", _("emphasis")


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

PRINCIPLES_WORKFLOW = {
    "publish": Transition(
        frozenset({PrinciplesState.DRAFT}),
        PrinciplesState.PUBLISHED,
        "grants.manage_principles",
        "grants.principles_published",
        _("Publish"),
    ),
}
