"""Associations in the navigation."""

from django.utils.translation import gettext_lazy as _

from portal.accounts.enums import Right
from portal.ui.navigation import entry, footer_entry

entry("associations:directory", _("Associations"), order=10)
entry("associations:desk", _("My matters"), audience="member", order=50)
entry("associations:desk", _("My matters"), audience="city", order=50)
entry("associations:association_list", _("Register"), audience="city", right=Right.ASSOCIATIONS_READ, order=55)
entry("associations:verification_queue", _("To verify"), audience="city", right=Right.ASSOCIATIONS_EDIT, order=20)
footer_entry("associations:open_data", _("Open data"), order=50)
entry("associations:import_list", _("Register imports"), audience="city", right=Right.ASSOCIATIONS_EDIT, order=70)
entry("associations:duplicate_list", _("Duplicates"), audience="city", right=Right.ASSOCIATIONS_EDIT, order=72)
entry("associations:profile", _("My association"), audience="member", order=52)
