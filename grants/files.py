"""Whose permission opens the files of grants."""

from portal.files import registry

# A receipt is for the applicant and for those who handle the matter; bars apply through the application.
registry.opened_by("grants.Application", "grants.view_application")
# Receipts and other papers of a use report: for the city once it was handed in.
registry.opened_by("grants.UseReport", "grants.view_report")
