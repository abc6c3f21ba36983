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
registry.kind(
    "grants.second_round", label=_("An application is scored again"), template="grants/mail/second_round", optional=True
)
# Hallintolaki §54: a decision is notified to its parties.
registry.kind("grants.decision", label=_("Decision on an application"), template="grants/mail/decision")
# An award obliges to tell of its use: a reminder is no advertisement.
registry.kind("grants.report_reminder", label=_("A use report is awaited"), template="grants/mail/report_reminder")
# 13/2003 §12: a receipt is sent without delay.
registry.kind("grants.report_received", label=_("Receipt for a use report"), template="grants/mail/report_received")
registry.kind("grants.report_returned", label=_("A use report was returned"), template="grants/mail/report_returned")
registry.kind("grants.report_accepted", label=_("A use report was accepted"), template="grants/mail/report_accepted")
# 13/2003 §12: a receipt is sent without delay.
registry.kind(
    "grants.rectification_received",
    label=_("Receipt for a request for rectification"),
    template="grants/mail/rectification_received",
)
registry.kind(
    "grants.rectification_asked",
    label=_("Rectification of a decision was asked for"),
    template="grants/mail/rectification_asked",
)
# A member of the municipality has no desk here: the answer goes by post, from the officer.
registry.kind(
    "grants.rectification_answer",
    label=_("A request of a member of the municipality was decided"),
    template="grants/mail/rectification_answer",
)

# What an award is worth to the association hangs on these.
registry.kind("grants.accept_reminder", label=_("An award awaits acceptance"), template="grants/mail/accept_reminder")
registry.kind("grants.award_declined", label=_("An award was declined"), template="grants/mail/award_declined")
registry.kind("grants.payment_paid", label=_("A grant has been paid"), template="grants/mail/payment_paid")
registry.kind("grants.payment_returned", label=_("A payment came back"), template="grants/mail/payment_returned")
registry.kind("grants.payout_stopped", label=_("Payment was stopped"), template="grants/mail/payout_stopped")
registry.kind("grants.payout_goes_on", label=_("Payment goes on"), template="grants/mail/payout_goes_on")
# Within the city: whoever reads the queue anyway may do without.
registry.kind(
    "grants.assigned",
    label=_("An application is yours to prepare"),
    template="grants/mail/assigned",
    optional=True,
)

# 13/2003 §12: a receipt is sent without delay.
registry.kind("grants.change_received", label=_("Receipt for a change request"), template="grants/mail/change_received")
registry.kind("grants.change_asked", label=_("A change of a grant is asked for"), template="grants/mail/change_asked")
# Hallintolaki §54: whoever asked is told what was decided.
registry.kind("grants.change_decided", label=_("A change request was decided"), template="grants/mail/change_decided")
# Hallintolaki 434/2003 §34: a party is heard before a matter is decided, and §54: a decision is notified to it.
registry.kind(
    "grants.recovery_hearing", label=_("The city asks about a recovery"), template="grants/mail/recovery_hearing"
)
registry.kind("grants.recovery_decision", label=_("Decision on a recovery"), template="grants/mail/recovery_decision")
registry.kind(
    "grants.recovery_answered",
    label=_("An association answered about a recovery"),
    template="grants/mail/recovery_answered",
)
registry.kind(
    "grants.dossier_ready",
    label=_("A dossier is ready to be fetched"),
    template="grants/mail/dossier_ready",
    optional=True,
)
# What a decision obliges to: a reminder is no advertisement.
registry.kind(
    "grants.pay_back_reminder", label=_("A grant is to be paid back"), template="grants/mail/pay_back_reminder"
)
# Within the city: who prepares the matter looks at the report; the list of reports shows it too.
registry.kind(
    "grants.report_came", label=_("A use report was handed in"), template="grants/mail/report_came", optional=True
)
