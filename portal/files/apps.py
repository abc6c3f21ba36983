"""The files room."""

from django.apps import AppConfig


class FilesConfig(AppConfig):
    """See the package's docstring."""

    name = "portal.files"
    label = "files"
