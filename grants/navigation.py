"""Grants in the navigation."""

from django.utils.translation import gettext_lazy as _

from portal.accounts.enums import Right
from portal.ui.navigation import entry

entry("grants:call_list", _("Grants"), order=20)
entry("grants:award_list", _("Awards"), order=30)
entry("grants:call_table", _("Calls"), audience="city", right=Right.GRANTS_CALLS, order=58)
entry("grants:queue", _("Applications"), audience="city", right=Right.GRANTS_READ, order=60)
entry("grants:report_list", _("Use reports"), audience="city", right=Right.GRANTS_READ, order=66)
entry("grants:decision_lists", _("Lists of decisions"), audience="city", right=Right.GRANTS_READ, order=62)
entry("grants:rectifications", _("Requests for rectification"), audience="city", right=Right.GRANTS_READ, order=64)
entry("grants:payment_list", _("Payments"), audience="city", right=Right.GRANTS_READ, order=66)
entry("grants:change_list", _("Change requests"), audience="city", right=Right.GRANTS_READ, order=67)
entry("grants:recovery_list", _("Recoveries"), audience="city", right=Right.GRANTS_READ, order=68)
entry("grants:aid_list", _("De minimis aid"), audience="city", right=Right.GRANTS_READ, order=69)
