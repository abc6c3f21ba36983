"""States with their tables, kinds and categories: one module a theme."""

from grants.enums.applications import (
    APPLICATION_WORKFLOW,
    COMPLETION_WORKFLOW,
    DECIDED_STATES,
    OPEN_STATES,
    UNSENT_STATES,
    ApplicationState,
    CompletionState,
)
from grants.enums.calls import CALL_WORKFLOW, PRINCIPLES_WORKFLOW, AimKind, CallKind, CallState, Phase, PrinciplesState
from grants.enums.questions import DECIDING, TICKED, WITH_OPTIONS, QuestionKind, TableRole
from grants.enums.reporting import (
    AWAITED_STATES,
    REPORT_WORKFLOW,
    SAMPLE_WORKFLOW,
    ReportKind,
    ReportState,
    SampleState,
)
from grants.enums.sharing import AwardMethod, ShareNote

__all__ = [
    "APPLICATION_WORKFLOW",
    "AWAITED_STATES",
    "CALL_WORKFLOW",
    "COMPLETION_WORKFLOW",
    "DECIDED_STATES",
    "DECIDING",
    "OPEN_STATES",
    "PRINCIPLES_WORKFLOW",
    "REPORT_WORKFLOW",
    "SAMPLE_WORKFLOW",
    "TICKED",
    "UNSENT_STATES",
    "WITH_OPTIONS",
    "AimKind",
    "ApplicationState",
    "AwardMethod",
    "CallKind",
    "CallState",
    "CompletionState",
    "Phase",
    "PrinciplesState",
    "QuestionKind",
    "ReportKind",
    "ReportState",
    "SampleState",
    "ShareNote",
    "TableRole",
]
