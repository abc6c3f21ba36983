"""The files of exports, and who opens them."""

from django.utils.translation import gettext_lazy as _

from portal.files import registry, types

MIB = 1024 * 1024

registry.kind(
    "export",
    label=_("list taken out of the portal"),
    types_allowed=frozenset({types.XLSX}),
    max_bytes=100 * MIB,
    ours=True,
    passing=True,
)
registry.opened_by("exports.Export", "exports.open_export", city_only=True)
