"""The row that the floor asks for."""

from __future__ import annotations

from django.db import models


class Sector(models.Model):
    """The associations' sectors once more: a small table that every data set has, without importing the portal."""

    slug = models.SlugField(max_length=40)
    name_fi = models.CharField(max_length=80)
    name_sv = models.CharField(max_length=80)
    name_en = models.CharField(max_length=80)
    order = models.PositiveSmallIntegerField()

    objects: models.Manager[Sector] = models.Manager()

    class Meta:
        managed = False
        db_table = "associations_sector"

    def __str__(self) -> str:
        return self.name_fi
