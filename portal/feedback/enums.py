"""States of feedback."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from portal.workflow import Transition


class FeedbackState(models.TextChoices):
    """Where feedback stands."""

    OPEN = "open", _("awaits an answer")
    ANSWERED = "answered", _("answered")
    SET_ASIDE = "set_aside", _("no feedback on accessibility")


_OPEN = frozenset({FeedbackState.OPEN})

FEEDBACK_WORKFLOW = {
    "answer": Transition(
        _OPEN, FeedbackState.ANSWERED, "feedback.answer_feedback", "feedback.feedback_answered", _("Answer")
    ),
    "set_aside": Transition(
        _OPEN, FeedbackState.SET_ASIDE, "feedback.answer_feedback", "feedback.feedback_set_aside", _("Set aside")
    ),
}
