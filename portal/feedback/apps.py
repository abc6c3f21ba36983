"""The feedback room."""

from importlib import import_module

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class FeedbackConfig(AppConfig):
    """See the package's docstring."""

    name = "portal.feedback"
    label = "feedback"
    verbose_name = _("Feedback on accessibility")

    def ready(self) -> None:
        """Say who may answer."""
        import_module("portal.feedback.policy")
