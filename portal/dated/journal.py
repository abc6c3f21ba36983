"""What the record says of rules."""

from django.utils.translation import gettext_lazy as _

from portal.journal import registry

registry.verb("dated.value_set", _("%(actor)s gave a rule a new value: %(object)s"))
registry.verb("dated.value_removed", _("%(actor)s took back a value that hadn't begun: %(object)s"))

registry.images("dated.DatedValue", "name", "value", "valid_from", "reason")
