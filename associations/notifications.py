"""Messages about who acts for an association. Who gains or loses a role is told, whatever they chose."""

from django.utils.translation import gettext_lazy as _

from portal.outbox import registry

registry.kind(
    "associations.invitation", label=_("Invitation to act for an association"), template="associations/mail/invitation"
)
registry.kind(
    "associations.role_changed", label=_("Your role in an association"), template="associations/mail/role_changed"
)
registry.kind("associations.handover", label=_("Handover to a new board"), template="associations/mail/handover")
registry.kind(
    "associations.handover_cancelled",
    label=_("Cancelled handover to a new board"),
    template="associations/mail/handover_cancelled",
)
