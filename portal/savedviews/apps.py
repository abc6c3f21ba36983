"""The room's place in the house."""

from importlib import import_module

from django.apps import AppConfig


class SavedViewsConfig(AppConfig):
    """See the package's docstring."""

    name = "portal.savedviews"
    label = "savedviews"

    def ready(self) -> None:
        """Say who may see and change a view."""
        import_module("portal.savedviews.policy")
