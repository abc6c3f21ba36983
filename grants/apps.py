"""The app's place in the house."""

from django.apps import AppConfig


class GrantsConfig(AppConfig):
    """See the package's docstring."""

    name = "grants"
