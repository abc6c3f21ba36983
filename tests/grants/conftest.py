"""What tests of grants share."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.utils.translation import override


@pytest.fixture
def in_english() -> Iterator[None]:
    """Sentences of services as the source has them."""
    with override("en"):
        yield
