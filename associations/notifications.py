"""Messages about associations. That an account changed is told whatever a person chose: it guards against fraud."""

from django.utils.translation import gettext_lazy as _

from associations.enums import Area
from portal.outbox import registry

registry.kind(
    "associations.confirm_facts",
    label=_("Reminder to confirm the association’s facts"),
    template="associations/mail/confirm_facts",
    optional=True,
    area=Area.PROFILE,
)
registry.kind(
    "associations.account_changed",
    label=_("Change of an association’s bank account"),
    template="associations/mail/account_changed",
)
