"""The files room."""

from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class FilesConfig(AppConfig):
    """See the package's docstring."""

    name = "portal.files"
    label = "files"

    def ready(self) -> None:
        """Gather the kinds of file and who may open them."""
        autodiscover_modules("files", "policy")
