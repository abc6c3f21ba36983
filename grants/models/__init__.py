"""Principles, calls and their forms, applications and what passes about them, reviews, awards: one module each."""

from grants.models.absences import Absence, AbsenceQuerySet
from grants.models.applications import Answer, Application, ApplicationQuerySet, Submission
from grants.models.awards import Award, AwardQuerySet
from grants.models.calls import Call, CallQuerySet, Extension
from grants.models.handling import CompletionItem, CompletionRequest, Message, Signature
from grants.models.notes import Note
from grants.models.phrases import Phrase, PhraseQuerySet
from grants.models.principles import Aim, Principles, PrinciplesQuerySet
from grants.models.questions import Criterion, EligibilityQuestion, FormVersion, Question, Section
from grants.models.reviews import Review, Score

__all__ = [
    "Absence",
    "AbsenceQuerySet",
    "Aim",
    "Answer",
    "Application",
    "ApplicationQuerySet",
    "Award",
    "AwardQuerySet",
    "Call",
    "CallQuerySet",
    "CompletionItem",
    "CompletionRequest",
    "Criterion",
    "EligibilityQuestion",
    "Extension",
    "FormVersion",
    "Message",
    "Note",
    "Phrase",
    "PhraseQuerySet",
    "Principles",
    "PrinciplesQuerySet",
    "Question",
    "Review",
    "Score",
    "Section",
    "Signature",
    "Submission",
]
