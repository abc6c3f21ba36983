"""Where data protection stands in the navigation."""

from django.utils.translation import gettext_lazy as _

from portal.accounts.enums import Right
from portal.ui.navigation import entry

entry("privacy:request_list", _("Data protection"), audience="city", right=Right.PRIVACY_HANDLE, order=87)
