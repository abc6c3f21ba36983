"""Messages about grants. A receipt and a decision are owed by law and can't be declined."""

from django.utils.translation import gettext_lazy as _

from portal.outbox import registry

# 13/2003 §12: a receipt is sent without delay.
registry.kind("grants.receipt", label=_("Receipt for an application"), template="grants/mail/receipt")
# Whoever has begun must learn that there is more time.
registry.kind("grants.call_extended", label=_("A call is open longer"), template="grants/mail/call_extended")
# Hallintolaki §54: a decision is notified to its parties.
registry.kind("grants.decision", label=_("Decision on an application"), template="grants/mail/decision")
