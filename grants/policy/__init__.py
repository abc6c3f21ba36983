"""Who may see and do what with grants: one module a theme, all declared when the app starts."""

from grants.policy import deciding, matters, paying, reporting, sharing

__all__ = ["deciding", "matters", "paying", "reporting", "sharing"]
