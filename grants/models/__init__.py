"""Principles, calls and their forms, applications and what passes about them, reviews, awards: one module each."""

from grants.models.absences import Absence, AbsenceQuerySet
from grants.models.applications import Answer, Application, ApplicationQuerySet, Submission
from grants.models.awards import NOT_DECLINED, Award, AwardQuerySet
from grants.models.calls import Call, CallQuerySet, Extension
from grants.models.changing import ChangeRequest, ChangeRequestQuerySet
from grants.models.decision_lists import DecisionList, DecisionListQuerySet, ListLine
from grants.models.deminimis import (
    AidDeclaration,
    AidDeclarationQuerySet,
    AidNote,
    CityAid,
    CityAidQuerySet,
    DeclaredAid,
)
from grants.models.dossiers import Dossier, DossierQuerySet
from grants.models.handling import CompletionItem, CompletionRequest, Message, Signature
from grants.models.keeping import Erasure
from grants.models.notes import Note
from grants.models.paying import Batch, BatchLine, Instalment, Payer, Payout
from grants.models.phrases import Phrase, PhraseQuerySet
from grants.models.principles import Aim, Principles, PrinciplesQuerySet
from grants.models.questions import Criterion, EligibilityQuestion, FormVersion, Question, Section
from grants.models.recovering import Recovery, RecoveryInstalment, RecoveryPayment, RecoveryQuerySet
from grants.models.rectifications import Rectification, RectificationQuerySet
from grants.models.reporting import (
    SUMMARY_LENGTH,
    ReportAnswer,
    ReportReturn,
    ReportSubmission,
    UseReport,
    UseReportQuerySet,
)
from grants.models.reviews import Review, Score
from grants.models.sampling import Sample, SampleMember
from grants.models.sharing import Allocation, AllocationRow, AwardModel, AwardModelQuerySet

__all__ = [
    "NOT_DECLINED",
    "SUMMARY_LENGTH",
    "Absence",
    "AbsenceQuerySet",
    "AidDeclaration",
    "AidDeclarationQuerySet",
    "AidNote",
    "Aim",
    "Allocation",
    "AllocationRow",
    "Answer",
    "Application",
    "ApplicationQuerySet",
    "Award",
    "AwardModel",
    "AwardModelQuerySet",
    "AwardQuerySet",
    "Batch",
    "BatchLine",
    "Call",
    "CallQuerySet",
    "ChangeRequest",
    "ChangeRequestQuerySet",
    "CityAid",
    "CityAidQuerySet",
    "CompletionItem",
    "CompletionRequest",
    "Criterion",
    "DecisionList",
    "DecisionListQuerySet",
    "DeclaredAid",
    "Dossier",
    "DossierQuerySet",
    "EligibilityQuestion",
    "Erasure",
    "Extension",
    "FormVersion",
    "Instalment",
    "ListLine",
    "Message",
    "Note",
    "Payer",
    "Payout",
    "Phrase",
    "PhraseQuerySet",
    "Principles",
    "PrinciplesQuerySet",
    "Question",
    "Recovery",
    "RecoveryInstalment",
    "RecoveryPayment",
    "RecoveryQuerySet",
    "Rectification",
    "RectificationQuerySet",
    "ReportAnswer",
    "ReportReturn",
    "ReportSubmission",
    "Review",
    "Sample",
    "SampleMember",
    "Score",
    "Section",
    "Signature",
    "Submission",
    "UseReport",
    "UseReportQuerySet",
]
