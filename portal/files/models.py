"""The row of a stored file."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Model, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

FOLDER = "stored"


class StoredFileQuerySet(models.QuerySet["StoredFile"]):
    """Files by their parent."""

    def of(self, parent: Model) -> StoredFileQuerySet:
        """The files of one object, oldest first."""
        return self.filter(parent_type=parent._meta.label_lower, parent_id=str(parent.pk)).order_by("created_at", "pk")

    def of_kind(self, *kinds: str) -> StoredFileQuerySet:
        """Those of the kinds."""
        return self.filter(kind__in=kinds)


class StoredFile(models.Model):
    """One file: what it is called, what it holds, whose it is. The content lies in the storage under the key.

    A row never changes after it is written, but for its parent when two objects become one. ``size`` is in bytes,
    ``sha256`` in small hexadecimal letters, ``scanned_at`` the moment when the virus check let it through, null where
    none was configured.
    """

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    name = models.CharField(_("file name"), max_length=120)
    kind = models.SlugField(_("kind"), max_length=40, db_index=False)
    content_type = models.CharField(_("type"), max_length=100)
    size = models.PositiveBigIntegerField(_("size"))
    sha256 = models.CharField(max_length=64)
    parent_type = models.CharField(max_length=80)
    parent_id = models.CharField(max_length=40)
    created_at = models.DateTimeField(_("stored"))
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    scanned_at = models.DateTimeField(null=True, blank=True)

    objects = StoredFileQuerySet.as_manager()

    class Meta:
        verbose_name = _("file")
        verbose_name_plural = _("files")
        indexes = [models.Index(fields=["parent_type", "parent_id"], name="files_storedfile_parent")]
        constraints = [
            models.CheckConstraint(name="files_storedfile_size", condition=Q(size__gt=0)),
            models.CheckConstraint(name="files_storedfile_sha256", condition=Q(sha256__regex=r"^[0-9a-f]{64}$")),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        """The address of the download."""
        return reverse("files:download", args=[self.key])

    @property
    def path(self) -> str:
        """Where the content lies in the storage: by the key alone."""
        return path_of(self.key)


def path_of(key: uuid.UUID) -> str:
    """The storage path of a key; the first two letters spread the files over folders."""
    return f"{FOLDER}/{key.hex[:2]}/{key.hex}"
