"""Addresses of pages on the public web (cases.md 29)."""

from __future__ import annotations

import pytest
from django.core.exceptions import ValidationError
from hypothesis import given
from hypothesis import strategies as st

from portal.ui.addresses import public_address


@given(st.text(max_size=80) | st.text(alphabet="ahtps:/.@[]0123456789x%\\ -", max_size=40))
def test_any_text_is_an_address_that_stays_the_same_or_is_refused(written: str):
    try:
        found = public_address(written)
    except ValidationError:
        return
    assert found.startswith(("https://", "http://"))
    assert public_address(found) == found


@given(st.ip_addresses(v=4).map(str) | st.ip_addresses(v=6).map(lambda address: f"[{address}]"))
def test_no_ip_address_is_a_page(address: str):
    with pytest.raises(ValidationError):
        public_address(f"http://{address}/")


@given(st.integers(min_value=0, max_value=2**32 - 1))
def test_no_ip_address_hides_in_one_number(number: int):
    for written in (str(number), hex(number), f"0{number:o}", f"{number}."):
        with pytest.raises(ValidationError):
            public_address(f"http://{written}/")
