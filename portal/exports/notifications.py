"""The message that a list is ready."""

from django.utils.translation import gettext_lazy as _

from portal.outbox import registry

registry.kind("exports.ready", label=_("A list is ready to be fetched"), template="exports/mail/ready", optional=True)
