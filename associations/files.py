"""Whose permission opens the files of this floor."""

from portal.files import registry

# The minutes that prove the right: for the claimant and for those who read the register; bars apply through the claim.
registry.opened_by("associations.Claim", "associations.view_claim")
