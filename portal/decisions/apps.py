"""The decisions room."""

from django.apps import AppConfig


class DecisionsConfig(AppConfig):
    """See the package's docstring."""

    name = "portal.decisions"
    label = "decisions"
