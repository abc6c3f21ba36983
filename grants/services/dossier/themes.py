"""The sections of a dossier, in the order of its index. A later theme appends its own."""

from __future__ import annotations

from grants.services.dossier import (
    call,
    changing,
    deciding,
    handling,
    history,
    judging,
    keeping,
    ledger,
    paying,
    recovering,
    reporting,
    sampling,
    submitting,
)

THEMES = (
    *submitting.THEMES,
    *handling.THEMES,
    *judging.THEMES,
    *deciding.THEMES,
    *changing.THEMES,
    *paying.THEMES,
    *reporting.THEMES,
    *sampling.THEMES,
    *recovering.THEMES,
    *ledger.THEMES,
    *call.THEMES,
    *history.THEMES,
    *keeping.THEMES,
)
