"""Whose permission opens the files of grants."""

from django.utils.translation import gettext_lazy as _

from portal.files import registry, types
from portal.files.files import MIB

# A receipt is for the applicant and for those who handle the matter; bars apply through the application.
registry.opened_by("grants.Application", "grants.view_application")
# Receipts and other papers of a use report: for the city once it was handed in.
registry.opened_by("grants.UseReport", "grants.view_report")
# What the association attached to its answer about a recovery.
registry.opened_by("grants.Recovery", "grants.view_recovery")

registry.kind(
    "payments",
    label=_("payments for the bank"),
    types_allowed=frozenset({types.XML}),
    max_bytes=20 * MIB,
    ours=True,
)
registry.opened_by("grants.Batch", "grants.open_batch_file", city_only=True)

registry.kind(
    "dossier",
    label=_("dossier of an application"),
    types_allowed=frozenset({types.ZIP}),
    max_bytes=4096 * MIB,
    ours=True,
    passing=True,
)
registry.opened_by("grants.Dossier", "grants.open_dossier", city_only=True)
