"""Where feedback stands in the navigation."""

from django.utils.translation import gettext_lazy as _

from portal.accounts.enums import Right
from portal.ui.navigation import entry

entry("feedback:feedback_list", _("Feedback"), audience="city", right=Right.FEEDBACK_ANSWER, order=84)
