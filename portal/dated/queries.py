"""What a rule says on a day."""

from __future__ import annotations

from datetime import date

from portal import clock
from portal.dated import registry
from portal.dated.models import DatedValue


def value(name: str, day: date | None = None) -> int:
    """The rule's number on the day (today in Helsinki), in the unit that its declaration names. One query.

    Raises ImproperlyConfigured for a rule that nobody declared.
    """
    declared = registry.find(name)
    rows = DatedValue.objects.filter(name=name, valid_from__lte=day or clock.today())
    found = rows.order_by("-valid_from").values_list("value", flat=True).first()
    return declared.initial if found is None else found
