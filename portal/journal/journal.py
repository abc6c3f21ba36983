"""What the record says of itself."""

from django.utils.translation import gettext_lazy as _

from portal.journal import registry

registry.verb("journal.redacted", _("%(actor)s erased personal data from %(count)s events by the retention plan"))
