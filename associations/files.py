"""Whose permission opens the files of this floor, and the kinds of file that it takes."""

from django.utils.translation import gettext_lazy as _

from portal.files import registry, types

# 100,000 rows of register data are some 15 MiB as CSV.
registry.kind(
    "register_sheet",
    label=_("register data"),
    types_allowed=frozenset({types.CSV, types.XLSX}),
    max_bytes=20 * 1024 * 1024,
)
registry.opened_by("associations.RegisterImport", "associations.import_register", city_only=True)
