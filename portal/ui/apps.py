"""The ui room."""

from importlib import import_module

from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class UiConfig(AppConfig):
    """See the package's docstring."""

    name = "portal.ui"
    label = "ui"

    def ready(self) -> None:
        """Gather what the apps declare, and register the checks."""
        autodiscover_modules("navigation", "figures", "home", "sitemap")
        import_module("portal.ui.checks")
