"""Associations in the navigation."""

from django.utils.translation import gettext_lazy as _

from portal.ui.navigation import entry

entry("associations:directory", _("Associations"), order=10)
entry("associations:desk", _("My matters"), audience="member", order=50)
entry("associations:desk", _("My matters"), audience="city", order=50)
entry("associations:profile", _("My association"), audience="member", order=52)
