"""What may travel in a message."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from django.utils.safestring import mark_safe
from django.utils.translation import gettext_lazy, override
from hypothesis import given
from hypothesis import strategies as st

from portal.outbox import plain
from portal.outbox.enums import State

PLAIN = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(2**53), 2**53)
    | st.text(st.characters(exclude_categories=["Cs"]))
    | st.dates()
    | st.datetimes(timezones=st.just(UTC)),
    lambda inner: st.lists(inner) | st.dictionaries(st.text().filter(lambda key: not key.startswith("$")), inner),
    max_leaves=10,
)


@given(PLAIN)
def test_what_goes_in_comes_out(value):
    assert plain.load(json.loads(json.dumps(plain.dump(value)))) == value


class Named:
    """An object with a text in three languages."""

    name_fi, name_sv, name_en = "Yleisavustus", "Allmänt understöd", ""


def test_texts_are_read_in_the_active_language_with_finnish_behind():
    stored = json.loads(json.dumps(plain.dump({"call": plain.texts(Named(), "name")})))
    read = {}
    for language in ("fi", "sv", "en"):
        with override(language):
            read[language] = plain.load(stored)["call"]
    assert read == {"fi": "Yleisavustus", "sv": "Allmänt understöd", "en": "Yleisavustus"}


@pytest.mark.parametrize(
    "value",
    [
        object(),
        Named(),
        State,
        Decimal("1.5"),
        gettext_lazy("lazy"),
        {1: "x"},
        {"$day": "2026-01-01"},
        {"a": [object()]},
    ],
)
def test_anything_else_is_refused(value):
    with pytest.raises(TypeError):
        plain.dump(value)


def test_an_instant_needs_its_time_zone():
    with pytest.raises(ValueError, match="no time zone"):
        plain.dump(datetime(2026, 1, 1))  # noqa: DTZ001


def test_subclasses_become_what_they_are_worth():
    """A state is its word, and a safe string is as unsafe as any."""
    dumped = plain.dump([State.SENT, mark_safe("<b>"), True])
    assert [type(value) for value in dumped] == [str, str, bool]
    assert dumped == ["sent", "<b>", True]
    assert plain.dump(date(2026, 1, 1)) == {"$day": "2026-01-01"}
