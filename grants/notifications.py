"""Messages about grants. A receipt and a decision are owed by law and can't be declined."""

from django.utils.translation import gettext_lazy as _

from portal.outbox import registry

# 13/2003 §12: a receipt is sent without delay.
registry.kind("grants.receipt", label=_("Receipt for an application"), template="grants/mail/receipt")
# Whoever has begun must learn that there is more time.
registry.kind("grants.call_extended", label=_("A call is open longer"), template="grants/mail/call_extended")
# Without the second signature nothing is handed in.
registry.kind(
    "grants.awaits_signature", label=_("An application awaits your signature"), template="grants/mail/awaits_signature"
)
# Hallintolaki §22: who has handed in an incomplete application is asked to complete it.
registry.kind("grants.completion_asked", label=_("Completion request"), template="grants/mail/completion_asked")
registry.kind(
    "grants.completion_answered",
    label=_("A completion request was answered"),
    template="grants/mail/completion_answered",
)
# 13/2003 §12: a receipt is sent without delay.
registry.kind(
    "grants.completion_received",
    label=_("Receipt for a completion"),
    template="grants/mail/completion_received",
)
registry.kind("grants.message", label=_("Message about an application"), template="grants/mail/message")
# Hallintolaki §54: a decision is notified to its parties.
registry.kind("grants.decision", label=_("Decision on an application"), template="grants/mail/decision")

# What an award is worth to the association hangs on these.
registry.kind("grants.accept_reminder", label=_("An award awaits acceptance"), template="grants/mail/accept_reminder")
registry.kind("grants.award_declined", label=_("An award was declined"), template="grants/mail/award_declined")
registry.kind("grants.payment_paid", label=_("A grant has been paid"), template="grants/mail/payment_paid")
registry.kind("grants.payment_returned", label=_("A payment came back"), template="grants/mail/payment_returned")
registry.kind("grants.payout_stopped", label=_("Payment was stopped"), template="grants/mail/payout_stopped")
registry.kind("grants.payout_goes_on", label=_("Payment goes on"), template="grants/mail/payout_goes_on")
