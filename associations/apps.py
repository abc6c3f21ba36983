"""The app's place in the house."""

from django.apps import AppConfig


class AssociationsConfig(AppConfig):
    """See the package's docstring."""

    name = "associations"
