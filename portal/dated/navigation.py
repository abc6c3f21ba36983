"""Where the dated rules stand in the navigation."""

from django.utils.translation import gettext_lazy as _

from portal.accounts.enums import Right
from portal.ui.navigation import entry

entry("dated:rule_list", _("Rules"), audience="city", right=Right.JOURNAL_READ, order=86)
