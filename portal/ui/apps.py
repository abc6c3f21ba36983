"""The ui room."""

from django.apps import AppConfig


class UiConfig(AppConfig):
    """See the package's docstring."""

    name = "portal.ui"
    label = "ui"
