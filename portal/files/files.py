"""The kinds of file that the ground itself knows."""

from django.utils.translation import gettext_lazy as _

from portal.files import registry, types

MIB = 1024 * 1024

# What people attach. 20 MiB holds a scanned annual report; the proxy's limit must be at least as high.
registry.kind("document", label=_("document"), types_allowed=types.DOCUMENTS, max_bytes=20 * MIB)
# What the portal makes and seals: decisions, receipts.
registry.kind("sealed", label=_("sealed document"), types_allowed=frozenset({types.PDF}), max_bytes=20 * MIB, ours=True)
