"""What the record says of background work."""

from django.utils.translation import gettext_lazy as _

from portal.journal import registry

registry.verb("jobs.cancelled", _("%(actor)s cancelled %(object)s"))
registry.verb("jobs.retried", _("%(actor)s started %(object)s again"))
