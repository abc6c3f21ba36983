"""Messages about associations. What somebody asked for, and who may act for whom, can't be declined."""

from django.utils.translation import gettext_lazy as _

from associations.enums import Area
from portal.outbox import registry

# Hallintolaki 434/2003 §§7–8: a matter's arrival and what follows are told without delay.
registry.kind(
    "associations.claim_receipt",
    label=_("Receipt for a request to act for an association"),
    template="associations/mail/claim_receipt",
)
registry.kind(
    "associations.claim_more_asked",
    label=_("The city asks for more about a request"),
    template="associations/mail/claim_more_asked",
)
registry.kind(
    "associations.claim_verified",
    label=_("A request to act for an association was verified"),
    template="associations/mail/claim_verified",
)
registry.kind(
    "associations.claim_rejected",
    label=_("A request to act for an association was rejected"),
    template="associations/mail/claim_rejected",
)
registry.kind(
    "associations.claim_noticed",
    label=_("Somebody asks to act for your association"),
    template="associations/mail/claim_noticed",
)
registry.kind(
    "associations.document_checked",
    label=_("The city has looked at a document"),
    template="associations/mail/document_checked",
)
registry.kind(
    "associations.account_checked",
    label=_("The city has looked at a bank account"),
    template="associations/mail/account_checked",
)
registry.kind(
    "associations.name_checked",
    label=_("The city has looked at the association's name"),
    template="associations/mail/name_checked",
)
registry.kind(
    "associations.invitation",
    label=_("Invitation to act for an association"),
    template="associations/mail/invitation",
)
registry.kind(
    "associations.confirm_facts",
    label=_("Reminder to confirm the association’s facts"),
    template="associations/mail/confirm_facts",
    optional=True,
    area=Area.PROFILE,
)
# Told whatever a person chose: it guards against fraud.
registry.kind(
    "associations.account_changed",
    label=_("Change of an association’s bank account"),
    template="associations/mail/account_changed",
)
# Who gains or loses a role is told, whatever they chose.
registry.kind(
    "associations.role_changed", label=_("Your role in an association"), template="associations/mail/role_changed"
)
registry.kind("associations.handover", label=_("Handover to a new board"), template="associations/mail/handover")
registry.kind(
    "associations.handover_cancelled",
    label=_("Cancelled handover to a new board"),
    template="associations/mail/handover_cancelled",
)
