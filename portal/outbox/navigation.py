"""Where messages stand in the navigation."""

from django.utils.translation import gettext_lazy as _

from portal.ui import navigation

navigation.entry("outbox:inbox", _("Messages"), audience="member", order=70)
