"""The app's place in the house."""

from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class AssociationsConfig(AppConfig):
    """See the package's docstring."""

    name = "associations"

    def ready(self) -> None:
        """Gather what every app declares: policies, matters for the desk, blocks of the first page."""
        autodiscover_modules("policy", "matters", "home", "demo", "gathered")
