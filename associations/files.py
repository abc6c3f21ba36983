"""Files of this floor, and who opens them."""

from django.utils.translation import gettext_lazy as _

from portal.files import registry, types
from portal.files.files import MIB

# What the portal drew anew from the picture that a person gave: no byte of theirs is in it. Every profile shows it.
registry.kind("logo", label=_("logo"), types_allowed=frozenset({types.PNG}), max_bytes=2 * MIB, ours=True, passing=True)
registry.opened_by("associations.Association", "associations.view_association", kinds=("logo",))
# The minutes that prove the right: for the claimant and for those who read the register; bars apply through the claim.
registry.opened_by("associations.Claim", "associations.view_claim")
# 100,000 rows of register data are some 15 MiB as CSV.
registry.kind(
    "register_sheet",
    label=_("register data"),
    types_allowed=frozenset({types.CSV, types.XLSX}),
    max_bytes=20 * MIB,
)
registry.opened_by("associations.RegisterImport", "associations.import_register", city_only=True)
# For the association's own people and for employees who read the register; bars apply through the document.
registry.opened_by("associations.Document", "associations.view_document")
# The minutes that name the new board.
registry.opened_by("associations.Handover", "associations.view_handover")
