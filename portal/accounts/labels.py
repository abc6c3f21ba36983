"""How staff roles are called in the bar that says for whom a person acts."""

from portal.accounts.enums import StaffRole
from portal.ui.context import name_roles


def role_labels(roles: frozenset[str]) -> list[str]:
    """The roles' names in the active language, in the order of the table of rights."""
    return [str(role.label) for role in StaffRole if role.value in roles]


name_roles(role_labels)
