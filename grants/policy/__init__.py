"""Who may see and do what with grants: one module a theme, all declared when the app starts."""

from grants.policy import matters, paying

__all__ = ["matters", "paying"]
