"""Finding one association by what somebody typed."""

from __future__ import annotations

from django.db.models import Q

from associations.enums import Status
from associations.models import Association
from associations.queries import search

# So many are offered to choose from.
MOST = 10


def matches(text: str) -> list[Association]:
    """Those that are called so or have the number; where none is, the best ten that fit the words.

    Merged ones aren't found: what belonged to them belongs to another. One to four queries.
    """
    rows = Association.objects.exclude(status=Status.MERGED)
    number = "".join(text.split())
    exact = rows.filter(
        Q(name_fi__iexact=text) | Q(name_sv__iexact=text) | Q(name_en__iexact=text) | Q(register_number=number)
    )
    return list(exact.in_order()[:MOST]) or list(search.search(rows, text)[:MOST])
