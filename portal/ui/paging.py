"""Pages of a list whose number of rows is known, or kept, so that no visitor has them counted anew."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.utils.functional import cached_property


class CountedPaginator(Paginator):  # type: ignore[type-arg]
    """Asks ``count`` in place of the database, which takes the longer to count the more rows there are."""

    def __init__(self, rows: QuerySet[Any, Any], per_page: int, *, count: Callable[[], int]) -> None:
        super().__init__(rows, per_page)
        self._count = count

    @cached_property
    def count(self) -> int:
        """How many rows there are."""
        return self._count()
