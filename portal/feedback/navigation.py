"""Where feedback stands in the navigation."""

from django.utils.translation import gettext_lazy as _

from portal.accounts.enums import Right
from portal.ui.navigation import entry, footer_entry

entry("feedback:feedback_list", _("Feedback"), audience="city", right=Right.FEEDBACK_ANSWER, order=84)
footer_entry("feedback:feedback_new", _("Feedback on accessibility"), order=85, about_page=True)
