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
from grants.enums.calls import (
    CALL_WORKFLOW,
    PRINCIPLES_WORKFLOW,
    AimKind,
    CallKind,
    CallState,
    Phase,
    PrinciplesState,
)
from grants.enums.handling import Turn
from grants.enums.phrases import PHRASE_WORKFLOW, PhraseKind, PhraseState
from grants.enums.questions import (
    DECIDING,
    TICKED,
    WITH_OPTIONS,
    QuestionKind,
    TableRole,
)

__all__ = [
    "APPLICATION_WORKFLOW",
    "CALL_WORKFLOW",
    "COMPLETION_WORKFLOW",
    "DECIDED_STATES",
    "DECIDING",
    "OPEN_STATES",
    "PHRASE_WORKFLOW",
    "PRINCIPLES_WORKFLOW",
    "TICKED",
    "UNSENT_STATES",
    "WITH_OPTIONS",
    "AimKind",
    "ApplicationState",
    "CallKind",
    "CallState",
    "CompletionState",
    "Phase",
    "PhraseKind",
    "PhraseState",
    "PrinciplesState",
    "QuestionKind",
    "TableRole",
    "Turn",
]
