"""What the record says of saved views."""

from django.utils.translation import gettext_lazy as _

from portal.journal import registry

registry.verb("savedviews.view_saved", _("%(actor)s saved a view of a list: %(object)s"))
registry.verb("savedviews.view_changed", _("%(actor)s changed a saved view: %(object)s"))
registry.verb("savedviews.view_removed", _("%(actor)s removed a saved view: %(object)s"))
