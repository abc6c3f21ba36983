"""Calls, applications, reviews and awards, one module each."""

from grants.models.applications import Answer, Application, ApplicationQuerySet, Submission
from grants.models.awards import Award, AwardQuerySet
from grants.models.calls import Call, CallQuerySet, Extension
from grants.models.questions import Criterion, EligibilityQuestion, Question
from grants.models.reviews import Review, Score

__all__ = [
    "Answer",
    "Application",
    "ApplicationQuerySet",
    "Award",
    "AwardQuerySet",
    "Call",
    "CallQuerySet",
    "Criterion",
    "EligibilityQuestion",
    "Extension",
    "Question",
    "Review",
    "Score",
    "Submission",
]
