"""The searches of docs/searches.md, each on the demo's data."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from django.conf import settings
from django.utils import translation

from associations.models import Association
from associations.queries import directory, search

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("demo")]

TABLE = Path(settings.BASE_DIR) / "docs" / "searches.md"
LINE = re.compile(r"^\| (\d+) \| (fi|sv|en) \| ([^|]+) \| ([^|]+) \| [^|]+ \|$", re.MULTILINE)
SEARCHES = [tuple(part.strip() for part in found) for found in LINE.findall(TABLE.read_text(encoding="utf-8"))]


def test_the_table_has_forty_different_searches():
    assert [int(number) for number, *_rest in SEARCHES] == list(range(1, 41))
    assert len({(language, typed) for _number, language, typed, _finds in SEARCHES}) == 40


@pytest.mark.parametrize(("number", "language", "typed", "finds"), SEARCHES, ids=lambda value: str(value))
def test_a_resident_finds_first_what_the_table_says(number: str, language: str, typed: str, finds: str):
    with translation.override(language):
        words = search.read(typed)
        first = directory.listed(words, {}, 0, 1)
        total = directory.counts(words, {}).total
    assert [Association.objects.get(pk=card.pk).name_fi for card in first] == [finds]
    # A search that finds half the register has found nothing.
    assert total <= 20
