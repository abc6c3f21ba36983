"""Where background work stands in the navigation."""

from django.utils.translation import gettext_lazy as _

from portal.accounts.enums import Right
from portal.ui import navigation

navigation.entry("jobs:job_list", _("Background work"), audience="city", right=Right.JOBS_READ, order=85)
