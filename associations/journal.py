"""What the record says of associations."""

from django.utils.translation import gettext_lazy as _

from portal.journal import registry

registry.verb("associations.association_added", _("%(actor)s added the association %(object)s"), public=True)
registry.verb("associations.member_added", _("%(actor)s gave a role in the association: %(object)s"), public=True)
registry.verb("associations.bank_account_added", _("%(actor)s added the bank account %(object)s"), public=True)
registry.verb("associations.tie_recorded", _("%(actor)s recorded a tie: %(object)s"))
registry.verb("associations.tie_ended", _("%(actor)s ended a tie: %(object)s"))
registry.verb("associations.support_recorded", _("%(actor)s recorded support: %(object)s"), public=True)
registry.verb("associations.profile_edited", _("%(actor)s edited the profile of %(object)s"), public=True)
registry.verb("associations.facts_confirmed", _("%(actor)s confirmed the facts of %(object)s"), public=True)
registry.verb("associations.name_cleared", _("%(actor)s looked at the name and lets %(object)s be shown"))
registry.verb("associations.name_corrected", _("%(actor)s corrected the name “%(before)s”: %(object)s"))
registry.verb("associations.member_changed", _("%(actor)s changed a role in the association: %(object)s"), public=True)
registry.verb("associations.member_ended", _("%(actor)s ended a role in the association: %(object)s"), public=True)
registry.verb(
    "associations.invitation_sent", _("%(actor)s invited to act for the association: %(object)s"), public=True
)
registry.verb("associations.invitation_accepted", _("%(actor)s accepted an invitation: %(object)s"), public=True)
registry.verb("associations.invitation_revoked", _("%(actor)s revoked an invitation: %(object)s"), public=True)
registry.verb("associations.claim_sent", _("%(actor)s asked to act for an association: %(object)s"), public=True)
registry.verb(
    "associations.claim_verified", _("%(actor)s verified a request to act for an association: %(object)s"), public=True
)
registry.verb("associations.claim_more_asked", _("%(actor)s asked for more about a request: %(object)s"), public=True)
registry.verb(
    "associations.claim_answered", _("%(actor)s answered what was asked about a request: %(object)s"), public=True
)
registry.verb(
    "associations.claim_rejected", _("%(actor)s rejected a request to act for an association: %(object)s"), public=True
)
registry.verb("associations.claim_withdrawn", _("%(actor)s withdrew a request: %(object)s"), public=True)
registry.verb(
    "associations.handover_made", _("%(actor)s handed the association over to a new board: %(object)s"), public=True
)
registry.verb("associations.handover_cancelled", _("%(actor)s cancelled a handover: %(object)s"), public=True)
registry.verb("associations.bank_account_verified", _("%(actor)s verified the bank account %(object)s"), public=True)
registry.verb(
    "associations.bank_account_ended", _("%(actor)s ended the use of the bank account %(object)s"), public=True
)
registry.verb("associations.document_added", _("%(actor)s added a document: %(object)s"), public=True)
registry.verb("associations.document_verified", _("%(actor)s verified a document: %(object)s"), public=True)
registry.verb("associations.document_rejected", _("%(actor)s rejected a document: %(object)s"), public=True)
registry.verb("associations.document_removed", _("%(actor)s removed a document: %(object)s"), public=True)
registry.verb("associations.liaison_assigned", _("%(actor)s named a liaison: %(object)s"), public=True)
registry.verb("associations.liaison_changed", _("%(actor)s changed a liaison’s assignment: %(object)s"), public=True)
registry.verb("associations.liaison_ended", _("%(actor)s ended a liaison’s assignment: %(object)s"), public=True)
registry.verb("associations.import_started", _("%(actor)s brought in register data: %(object)s"))
registry.verb("associations.import_carried_out", _("%(actor)s carried out an import of register data: %(object)s"))
registry.verb("associations.import_cancelled", _("%(actor)s cancelled an import of register data: %(object)s"))
registry.verb("associations.pair_dismissed", _("%(actor)s found that these are not the same: %(object)s"))
registry.verb("associations.merged", _("%(actor)s merged two associations: %(object)s"))
registry.verb("associations.merge_undone", _("%(actor)s undid a merge: %(object)s"))
registry.verb("associations.register_data_edited", _("%(actor)s edited the register data of %(object)s"), public=True)
registry.verb("associations.dissolved", _("%(actor)s marked %(object)s as dissolved"), public=True)
registry.verb("associations.restored", _("%(actor)s marked %(object)s as active again"), public=True)
registry.verb("associations.tie_changed", _("%(actor)s changed a tie: %(object)s"))

registry.images(
    "associations.Association",
    *["name_fi", "legal_form", "status", "register_number", "business_id", "registered_office"],
    *["registered_on", "signing", "sector_id", "name_doubt", "merged_into_id", "checked_on"],
)
registry.images("associations.Membership", "association_id", "user_id", "role", "areas", "starts_on", "ends_on")
registry.images(
    "associations.BankAccount",
    *["association_id", "iban", "holder", "starts_on", "verified_on", "verified_by_id", "ended_on"],
)
registry.images("associations.Tie", "user_id", "association_id", "body", "organ", "relative", "starts_on", "ends_on")
registry.images("associations.Support", "association_id", "kind", "value_cents", "given_on", "year", "de_minimis")
registry.images(
    "associations.Invitation",
    *["association_id", "email", "role", "areas", "starts_on", "ends_on", "invited_by_id"],
    *["expires_at", "accepted_at", "revoked_at", "membership_id"],
)
registry.images(
    "associations.Claim", "user_id", "association_id", "role", "state", "handled_by_id", "reason", "membership_id"
)
registry.images("associations.Handover", "association_id", "effective_on", "state", "made_by_id")
registry.images(
    "associations.Document",
    *["association_id", "kind", "year", "state", "checked_by_id", "checked_on", "valid_until", "reason"],
)
registry.images(
    "associations.LiaisonAssignment",
    *["user_id", "association_id", "sector_id", "part", "starts_on", "ends_on"],
    *["substitute_id", "away_from", "away_until"],
)
registry.images("associations.Merge", "kept_id", "absorbed_id", "made_by_id", "undone_at", "undone_by_id")
