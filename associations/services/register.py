"""Adding associations to the register."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db import transaction

from associations import rules
from associations.models import Association, District, Sector, TargetGroup
from associations.services import facets
from portal.journal import services as journal
from portal.ui import pagecache


@transaction.atomic
def add_association(
    *,
    further_sectors: Iterable[Sector] = (),
    districts: Iterable[District] = (),
    target_groups: Iterable[TargetGroup] = (),
    **fields: Any,
) -> Association:
    """Add an association to the register under an address made from its Finnish name.

    Raises django.core.exceptions.ValidationError with sentences for a wrong register number and the like.
    """
    base = rules.slug(fields["name_fi"])
    taken = set(Association.objects.filter(slug__startswith=base).values_list("slug", flat=True))
    slug = next(one for one in (base, *(f"{base}-{n}" for n in range(2, len(taken) + 3))) if one not in taken)
    association = Association(slug=slug, **fields)
    association.full_clean(exclude=["sort_name"])
    association.save()
    association.further_sectors.set(further_sectors)
    association.districts.set(districts)
    association.target_groups.set(target_groups)
    facets.refresh([association.pk])
    journal.record("associations.association_added", association)
    pagecache.bump("associations")
    return association
