"""Messages about feedback on accessibility."""

from django.utils.translation import gettext_lazy as _

from portal.outbox import registry

registry.kind("feedback.receipt", label=_("Receipt for feedback"), template="feedback/mail/receipt")
registry.kind("feedback.answer", label=_("Answer to feedback"), template="feedback/mail/answer")
registry.kind(
    "feedback.reminder", label=_("Feedback that awaits an answer"), template="feedback/mail/reminder", optional=True
)
