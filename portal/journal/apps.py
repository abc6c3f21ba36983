"""The journal room."""

from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class JournalConfig(AppConfig):
    """The record of every act."""

    name = "portal.journal"
    label = "journal"

    def ready(self) -> None:
        """Gather what the apps declare."""
        autodiscover_modules("journal")
