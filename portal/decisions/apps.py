"""The decisions room."""

from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class DecisionsConfig(AppConfig):
    """See the package's docstring."""

    name = "portal.decisions"
    label = "decisions"

    def ready(self) -> None:
        """Gather who may see decisions about the apps' objects."""
        autodiscover_modules("policy")
