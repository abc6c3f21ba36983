"""The outbox's own kind of message."""

from django.utils.translation import gettext_lazy as _

from portal.outbox import registry
from portal.outbox.models import DIGEST_KIND

registry.kind(DIGEST_KIND, label=_("Digest of messages"), template="outbox/mail/digest")
