"""The room's place in the house."""

from importlib import import_module

from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class DatedConfig(AppConfig):
    """See the package's docstring."""

    name = "portal.dated"

    def ready(self) -> None:
        """Gather the rules that the apps declare, and say who may change them."""
        autodiscover_modules("rules_dated")
        import_module("portal.dated.policy")
