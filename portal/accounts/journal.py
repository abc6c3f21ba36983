"""What the record says of accounts."""

from django.utils.translation import gettext_lazy as _

from portal.journal import registry

registry.verb("accounts.role_given", _("%(actor)s gave %(object)s the staff role %(role)s"))
registry.verb("accounts.role_ended", _("%(actor)s ended the staff role %(role)s of %(object)s"))
registry.verb("accounts.account_erased", _("%(actor)s erased the person from an account: %(object)s"))

registry.images("accounts.StaffAssignment", "user_id", "role", "starts_on", "ends_on")
