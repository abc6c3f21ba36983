"""Who opens a decision's files."""

from django.utils.translation import gettext_lazy as _

from portal.files import registry, types
from portal.files.files import MIB

# The version without personal data, for everybody while the decision is published.
registry.kind(
    "published", label=_("published document"), types_allowed=frozenset({types.PDF}), max_bytes=20 * MIB, ours=True
)

registry.opened_by("decisions.Decision", "decisions.view_decision")
registry.opened_by("decisions.Decision", "decisions.view_published", kinds=("published",))
