"""Principles, calls and their forms, applications and what passes about them, reviews, awards: one module each."""

from grants.models.applications import Answer, Application, ApplicationQuerySet, Submission
from grants.models.awards import Award, AwardQuerySet
from grants.models.calls import Call, CallQuerySet, Extension
from grants.models.handling import CompletionItem, CompletionRequest, Message, Signature
from grants.models.paying import Batch, BatchLine, Instalment, Payer, Payout
from grants.models.principles import Aim, Principles, PrinciplesQuerySet
from grants.models.questions import Criterion, EligibilityQuestion, FormVersion, Question, Section
from grants.models.reviews import Review, Score

__all__ = [
    "Aim",
    "Answer",
    "Application",
    "ApplicationQuerySet",
    "Award",
    "AwardQuerySet",
    "Batch",
    "BatchLine",
    "Call",
    "CallQuerySet",
    "CompletionItem",
    "CompletionRequest",
    "Criterion",
    "EligibilityQuestion",
    "Extension",
    "FormVersion",
    "Instalment",
    "Message",
    "Payer",
    "Payout",
    "Principles",
    "PrinciplesQuerySet",
    "Question",
    "Review",
    "Score",
    "Section",
    "Signature",
    "Submission",
]
