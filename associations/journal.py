"""What the record says of associations."""

from django.utils.translation import gettext_lazy as _

from portal.journal import registry

registry.verb("associations.association_added", _("%(actor)s added the association %(object)s"), public=True)
registry.verb("associations.member_added", _("%(actor)s gave a role in the association: %(object)s"), public=True)
registry.verb("associations.bank_account_added", _("%(actor)s added the bank account %(object)s"), public=True)
registry.verb("associations.tie_recorded", _("%(actor)s recorded a tie: %(object)s"))
registry.verb("associations.tie_ended", _("%(actor)s ended a tie: %(object)s"))
registry.verb("associations.support_recorded", _("%(actor)s recorded support: %(object)s"), public=True)

registry.images(
    "associations.Association", "name_fi", "legal_form", "status", "register_number", "business_id", "sector_id"
)
registry.images("associations.Membership", "association_id", "user_id", "role", "areas", "starts_on", "ends_on")
registry.images("associations.BankAccount", "association_id", "iban", "holder", "verified_on", "ended_on")
registry.images("associations.Tie", "user_id", "association_id", "relative", "starts_on", "ends_on")
registry.images("associations.Support", "association_id", "kind", "value_cents", "given_on", "year", "de_minimis")
