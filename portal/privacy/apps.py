"""The privacy room."""

from importlib import import_module

from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules
from django.utils.translation import gettext_lazy as _


class PrivacyConfig(AppConfig):
    """See the package's docstring."""

    name = "portal.privacy"
    label = "privacy"
    verbose_name = _("Data protection")

    def ready(self) -> None:
        """Gather what the apps declare; the months of each line of the plan become a dated rule."""
        autodiscover_modules("personal", "retention")
        import_module("portal.privacy.policy")
        import_module("portal.privacy.months")
