"""Background work of files, by name."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from portal.files import services
from portal.jobs.registry import job
from portal.jobs.runner import Run


@job("files.sweep_orphans", label=_("Files that no row names removed"))
def sweep_orphans(run: Run) -> None:
    """Remove what rolled-back transactions left in the storage."""
    services.sweep_orphans()
