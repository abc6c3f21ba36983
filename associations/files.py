"""Files of this floor, and who opens them."""

from django.utils.translation import gettext_lazy as _

from portal.files import registry, types

# What the portal drew anew from the picture that a person gave: no byte of theirs is in it. Every profile shows it.
registry.kind(
    "logo",
    label=_("logo"),
    types_allowed=frozenset({types.PNG}),
    max_bytes=1024 * 1024 * 2,
    ours=True,
    replaceable=True,
)
registry.opened_by("associations.Association", "associations.view_association", kinds=("logo",))
# For the association's own people and for employees who read the register; bars apply through the document.
registry.opened_by("associations.Document", "associations.view_document")
