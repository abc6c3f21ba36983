"""Reads for the page of a matter's dossier."""

from __future__ import annotations

from dataclasses import dataclass

from grants.models import Application, Dossier
from portal import policy
from portal.files.models import StoredFile


@dataclass(frozen=True, slots=True)
class DossierRow:
    """A dossier with its file, when it is there to be fetched."""

    dossier: Dossier
    file: StoredFile | None


def dossier_rows(application: Application, most: int) -> list[DossierRow]:
    """The actor's own dossiers of the matter that are kept today, the newest on top. Two queries."""
    rows = policy.visible(Dossier).filter(application=application).select_related("job", "application")
    kept = [row for row in rows.order_by("-asked_at", "-pk")[:most] if not row.is_expired]
    stored = StoredFile.objects.filter(
        parent_type=Dossier._meta.label_lower, parent_id__in=[str(row.pk) for row in kept]
    )
    files = {file.parent_id: file for file in stored}
    return [DossierRow(row, files.get(str(row.pk)) if row.state == "ready" else None) for row in kept]
