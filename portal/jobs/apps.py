"""The jobs room."""

from importlib import import_module

from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules
from django.utils.translation import gettext_lazy as _


class JobsConfig(AppConfig):
    """See the package's docstring."""

    name = "portal.jobs"
    label = "jobs"
    verbose_name = _("Background work")

    def ready(self) -> None:
        """Gather what the apps declare: the worker runs it, and the web knows its names."""
        autodiscover_modules("tasks")
        import_module("portal.jobs.policy")
