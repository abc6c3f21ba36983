"""Whose permission opens the files of this floor."""

from portal.files import registry

# The minutes that name the new board.
registry.opened_by("associations.Handover", "associations.view_handover")
