"""Who may see and do what with grants: one module a theme, all declared when the app starts."""

from grants.policy import (
    absences,
    assigning,
    changing,
    deciding,
    deminimis,
    dossiers,
    keeping,
    matters,
    notes,
    paying,
    phrases,
    recovering,
    reporting,
    sharing,
)

__all__ = [
    "absences",
    "assigning",
    "changing",
    "deciding",
    "deminimis",
    "dossiers",
    "keeping",
    "matters",
    "notes",
    "paying",
    "phrases",
    "recovering",
    "reporting",
    "sharing",
]
