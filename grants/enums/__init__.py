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
from grants.enums.changing import CHANGE_WORKFLOW, ChangeKind, ChangeState
from grants.enums.decision_lists import LIST_WORKFLOW, UNFINISHED_LISTS, LineOutcome, ListState
from grants.enums.deminimis import INSTRUMENT_OF, AidInstrument, AidLevel
from grants.enums.handling import Turn
from grants.enums.keeping import ErasedPart
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
from grants.enums.phrases import PHRASE_WORKFLOW, PhraseKind, PhraseState
from grants.enums.questions import DECIDING, TICKED, WITH_OPTIONS, QuestionKind, TableRole
from grants.enums.recovering import (
    OPEN_RECOVERIES,
    RECOVERED_STATES,
    RECOVERY_WORKFLOW,
    RecoveryGround,
    RecoveryState,
)
from grants.enums.rectifications import (
    RECTIFICATION_WORKFLOW,
    Channel,
    Consent,
    CorrectionGround,
    RectificationOutcome,
    RectificationState,
)
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
    "BATCH_WORKFLOW",
    "CALL_WORKFLOW",
    "CHANGE_WORKFLOW",
    "COMPLETION_WORKFLOW",
    "COUNTED_INSTALMENTS",
    "DECIDED_STATES",
    "DECIDING",
    "FIXED_INSTALMENTS",
    "INSTALMENT_WORKFLOW",
    "INSTRUMENT_OF",
    "LIST_WORKFLOW",
    "OPEN_RECOVERIES",
    "OPEN_STATES",
    "PAYOUT_WORKFLOW",
    "PHRASE_WORKFLOW",
    "PRINCIPLES_WORKFLOW",
    "RECOVERED_STATES",
    "RECOVERY_WORKFLOW",
    "RECTIFICATION_WORKFLOW",
    "REPORT_WORKFLOW",
    "SAMPLE_WORKFLOW",
    "TICKED",
    "UNFINISHED_LISTS",
    "UNSENT_STATES",
    "WITH_OPTIONS",
    "AidInstrument",
    "AidLevel",
    "AimKind",
    "ApplicationState",
    "AwardMethod",
    "BatchState",
    "CallKind",
    "CallState",
    "ChangeKind",
    "ChangeState",
    "Channel",
    "CompletionState",
    "Consent",
    "CorrectionGround",
    "ErasedPart",
    "InstalmentState",
    "LineOutcome",
    "ListState",
    "OutReason",
    "PayoutState",
    "Phase",
    "PhraseKind",
    "PhraseState",
    "PrinciplesState",
    "QuestionKind",
    "RecoveryGround",
    "RecoveryState",
    "RectificationOutcome",
    "RectificationState",
    "ReportKind",
    "ReportState",
    "SampleState",
    "ShareNote",
    "TableRole",
    "Turn",
]
