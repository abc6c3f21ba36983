"""The outbox room."""

from importlib import import_module

from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules
from django.utils.translation import gettext_lazy as _


class OutboxConfig(AppConfig):
    """See the package's docstring."""

    name = "portal.outbox"
    label = "outbox"
    verbose_name = _("Messages")

    def ready(self) -> None:
        """Gather what the apps declare."""
        autodiscover_modules("notifications")
        import_module("portal.outbox.policy")
        import_module("portal.outbox.signals")
