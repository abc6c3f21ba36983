"""The room's place in the house."""

from importlib import import_module

from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules
from django.utils.translation import gettext_lazy as _


class ExportsConfig(AppConfig):
    """See the package's docstring."""

    name = "portal.exports"
    label = "exports"
    verbose_name = _("Downloads")

    def ready(self) -> None:
        """Gather what can be taken out."""
        import_module("portal.exports.policy")
        autodiscover_modules("exports")
