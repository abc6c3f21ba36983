"""What the record says of exports: who took which list out of the portal."""

from django.utils.translation import gettext_lazy as _

from portal.journal import registry

registry.verb("exports.asked", _("%(actor)s asked for a list as a file: %(object)s"))
registry.verb("exports.made", _("%(actor)s took a list out of the portal: %(object)s, %(rows)s rows"))
registry.verb("exports.removed", _("%(actor)s removed a list that had been taken out: %(object)s"))
