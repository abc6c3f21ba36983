"""The jobs room."""

from django.apps import AppConfig


class JobsConfig(AppConfig):
    """See the package's docstring."""

    name = "portal.jobs"
    label = "jobs"
