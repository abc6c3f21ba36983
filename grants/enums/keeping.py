"""What the retention plan erases of a matter."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class ErasedPart(models.TextChoices):
    """A line of the plan, as the matter remembers it."""

    NOTES = "notes", _("Internal notes")
    RECEIPTS = "receipts", _("Receipts and other files of use reports")
    MATTER = "matter", _("What was handed in, answers, messages, scores and attachments")
    ACCOUNTS = "accounts", _("Account numbers of payments, but for the last four digits")
