"""The sections of a dossier, in the order of its index. A later theme appends its own."""

from __future__ import annotations

from grants.services.dossier import call, deciding, handling, history, judging, paying, reporting, submitting

THEMES = (
    *submitting.THEMES,
    *handling.THEMES,
    *judging.THEMES,
    *deciding.THEMES,
    *paying.THEMES,
    *reporting.THEMES,
    *call.THEMES,
    *history.THEMES,
)
