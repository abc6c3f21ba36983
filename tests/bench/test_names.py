"""The invented register."""

from collections import Counter

from associations.models import Association
from bench import names


def test_same_number_is_the_same_association() -> None:
    assert names.association(17) == names.association(17)
    assert names.association(17) != names.association(18)


def test_shares_of_the_sectors_are_whole() -> None:
    assert sum(names.SECTORS.values()) == 100


def test_sectors_are_spread_as_told() -> None:
    found = Counter(names.association(number).sector for number in range(2_000))

    assert found["liikunta"] > found["kulttuuri"] > found["elakelaiset"] > found["muu"] > 0


def test_texts_fit_the_register() -> None:
    limits = {field.name: field.max_length for field in Association._meta.concrete_fields}
    for number in range(1_000):
        found = names.association(number)
        assert len(found.name) <= (limits["name_fi"] or 0)
        assert len(found.summary) <= (limits["summary_fi"] or 0)
        assert len(found.description) <= (limits["description_fi"] or 0)
