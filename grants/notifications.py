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
# Within the city: whoever reads the queue anyway may do without.
registry.kind(
    "grants.assigned",
    label=_("An application is yours to prepare"),
    template="grants/mail/assigned",
    optional=True,
)
