"""Who may see and do what with grants: one module a theme, all declared when the app starts."""

from grants.policy import absences, assigning, matters, notes, phrases

__all__ = ["absences", "assigning", "matters", "notes", "phrases"]
