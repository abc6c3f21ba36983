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
from grants.enums.paying import (
    BATCH_WORKFLOW,
    COUNTED_INSTALMENTS,
    FIXED_INSTALMENTS,
    INSTALMENT_WORKFLOW,
    PAYOUT_WORKFLOW,
    BatchState,
    InstalmentState,
    OutReason,
    PayoutState,
)
from grants.enums.questions import (
    DECIDING,
    TICKED,
    WITH_OPTIONS,
    QuestionKind,
    TableRole,
)

__all__ = [
    "APPLICATION_WORKFLOW",
    "BATCH_WORKFLOW",
    "CALL_WORKFLOW",
    "COMPLETION_WORKFLOW",
    "COUNTED_INSTALMENTS",
    "DECIDED_STATES",
    "DECIDING",
    "FIXED_INSTALMENTS",
    "INSTALMENT_WORKFLOW",
    "OPEN_STATES",
    "PAYOUT_WORKFLOW",
    "PRINCIPLES_WORKFLOW",
    "TICKED",
    "UNSENT_STATES",
    "WITH_OPTIONS",
    "AimKind",
    "ApplicationState",
    "BatchState",
    "CallKind",
    "CallState",
    "CompletionState",
    "InstalmentState",
    "OutReason",
    "PayoutState",
    "Phase",
    "PrinciplesState",
    "QuestionKind",
    "TableRole",
]
